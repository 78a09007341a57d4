import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Requirement } from '../../constructs/common/requirement';
import type { ChatSettings } from '../../constructs/settings';
import { skupperInstallation } from '../../constructs/skupper/version';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { settings } from '../../tests/article-settings';
import { cases } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { type Block, blocksOf, Desk, scriptOf } from '../../tests/pasted';
import { chatsIn, type ExpectedChat } from '../command/chats';

const guides = Object.entries(cases).map(([name, chat]) => {
  const synthesis = synthesisOf(chat);
  const [expected] = chatsIn(synthesis) as [ExpectedChat];
  return { name, synthesis, blocks: blocksOf(expected), requirements: expected.summary.requirements };
});

/** What is secret, and is made on the way. */
const secretFiles = ['project/token.yaml', 'project/auth', 'home/token.yaml', 'home/link-secret.yaml'];

/** What the shell says of each block, and 0 where it can read it. It reads all of them as functions, which nobody calls. */
const readings = (() => {
  const texts = [...new Set(guides.flatMap(({ blocks }) => blocks.map(({ text }) => text)))];
  // Without programs, as a bracket too many would end the function, and the rest would run.
  const reads = `PATH=; for text; do eval "block() {\n$text\n}" 2>&1; printf '%s\\0' $?; done`;
  const { stdout } = spawnSync('bash', ['-c', reads, 'bash', ...texts], { encoding: 'utf8' });
  const said = stdout.split('\0');
  return new Map(texts.map((text, index) => [text, said[index]]));
})();

/** The secret files that these blocks delete when all variables are empty. Many guides have the same ones. */
const deletedBy = (() => {
  const known = new Map<string, readonly string[]>();
  return (blocks: readonly Block[]): readonly string[] => {
    const script = scriptOf(
      blocks.map((block) => ({ ...block, text: `(\n${block.text}\n)` })),
      '',
    );
    const deleted = known.get(script) ?? deletedOn(new Desk(), script);
    known.set(script, deleted);
    return deleted;
  };
})();

function deletedOn(desk: Desk, script: string): readonly string[] {
  try {
    for (const file of secretFiles) {
      desk.write(file, 'x');
    }
    desk.run(script);
    return secretFiles.filter((file) => !desk.has(file));
  } finally {
    desk.remove();
  }
}

describe.each(guides)('$name', ({ synthesis, blocks, requirements }) => {
  const desk = new Desk();
  beforeAll(() => {
    // Only what goes to a machine is copied; what goes to a cluster nobody reads here.
    for (const manifest of synthesis.manifests.filter(({ side }) => side === 'private')) {
      desk.write(`project/dist-private/${manifest.path}`, textOf(manifest));
    }
    const files = requirements.flatMap((one) => (one.id === 'secret' ? one.facts.needs : []));
    for (const file of files) {
      desk.write(`project/${file}`, 'x');
    }
  });
  afterAll(() => desk.remove());

  test('every block is shell that can be read', () => {
    const read = blocks.map(({ text }) => [text, readings.get(text)]);
    expect(read.filter(([, said]) => said !== '0')).toEqual([]);
  });

  test('runs whole, sets each variable before it is used, leaves no secret behind, and installs nothing that is there', () => {
    const { status, stdout, stderr, calls } = desk.run(scriptOf(blocks), { answers: 'answer\n'.repeat(40) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/the end\n$/);
    expect(secretFiles.filter((file) => desk.has(file))).toEqual([]);
    expect(calls.filter((call) => /^helm |^kubectl (--context \S+ )?apply .*https:/.test(call))).toEqual([]);
  });

  test('deletes nothing when a variable is empty', () => {
    expect(deletedBy(blocks.filter(({ text }) => text.includes(':?}')))).toEqual([]);
    expect(blocks.flatMap(({ text }) => text.match(/^.*(^|;|\|) *rm .*$/gm) ?? [])).toEqual([]);
    expect(blocks.flatMap(({ text }) => text.match(/.*\bdelete\b.*/g) ?? [])).toEqual([]);
  });

  test('what asks, or goes on, is the last of its block', () => {
    const waits = /\bread -r|^(umask 077 && )?htpasswd|^sudo |\bssh$|port-forward| \| sh$/;
    const early = blocks.flatMap(({ task: { run } }) =>
      run.slice(0, -1).filter((line) => waits.test(line) && !line.includes('skupper.io')),
    );
    expect(early).toEqual([]);
  });

  test('has no placeholder', () => {
    expect(blocks.flatMap(({ text }) => text.match(/<[A-Za-z][^>\n]*>|\.\.\.|…/g) ?? [])).toEqual([]);
  });
});

test('what is missing is installed, and waited for', () => {
  const chat = {
    ...(settings as ChatSettings),
    client: {
      ...(settings as ChatSettings).client,
      replicas: undefined,
      autoscaling: { minReplicas: 2, maxReplicas: 3 },
    },
    exposure: {
      ingress: { controller: 'traefik', host: 'chat.example.com', tls: { clusterIssuer: 'letsencrypt' } },
      gateway: { own: { className: 'eg' }, dataPlane: 'envoy-gateway' },
    },
  } as ChatSettings;
  const desk = new Desk();
  try {
    const blocks = blocksOf(chatsIn(synthesize(chat))[0] as ExpectedChat);
    const { calls } = desk.run(scriptOf(blocks, 'set -u'), {
      answers: '192.0.2.1-192.0.2.9\nyes\n'.repeat(20),
      environment: { CLUSTER: 'empty' },
    });
    const installed = calls.flatMap(
      (call) => call.match(/^(helm upgrade --install \S+|kubectl apply .*https:.*)/)?.[0] ?? [],
    );
    expect(installed).toEqual([
      skupperInstallation,
      'helm upgrade --install metallb',
      expect.stringContaining('/calico.yaml'),
      expect.stringContaining('/metrics-server/'),
      'helm upgrade --install traefik',
      'helm upgrade --install cert-manager',
      'helm upgrade --install eg',
    ]);
    expect(calls.find((call) => call.startsWith('helm upgrade --install traefik'))).toContain(' -n kube-system ');
    expect(calls[calls.indexOf(skupperInstallation) + 1]).toMatch(/^kubectl wait deployment\/skupper-controller /);
  } finally {
    desk.remove();
  }
});

test('Git ignores the files that the guide has one make in the folder', () => {
  const files = guides.flatMap(({ synthesis }) =>
    synthesis.chats.flatMap(({ requirements }) =>
      requirements.flatMap((one: Requirement) =>
        one.id === 'secret' && one.facts.holds !== 'files' ? one.facts.makes : [],
      ),
    ),
  );
  const all = [...new Set([...files, 'tls.crt', 'tls.key', 'ca.crt', 'variables.env', 'token.yaml'])];
  const ignored = execFileSync('git', ['check-ignore', ...all], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  expect(ignored.trim().split('\n').sort()).toEqual(all.sort());
});
