import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Requirement } from '../../constructs/common/requirement';
import type { ChatSettings } from '../../constructs/settings';
import { skupperInstallation } from '../../constructs/skupper/version';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { settings } from '../../tests/article-settings';
import { cases } from '../../tests/cases';
import { blocksOf, Desk, scriptOf } from '../../tests/pasted';
import { Project } from '../../tests/project';
import { chatsIn, type ExpectedChat } from '../command/chats';
import { guideOf, sectionsOf } from './guide-text';
import { languages } from './language';
import { requirementPart } from './requirements';
import { given } from './shell';
import { isTask, tasksOf } from './step';

const guides = Object.entries(cases).map(([name, chat]) => {
  const synthesis = synthesize(chat);
  const [expected] = chatsIn(synthesis) as [ExpectedChat];
  return { name, chat, synthesis, expected };
});

const guideIn = (chat: ChatSettings, language: (typeof languages)[number] = 'en') =>
  guideOf(chatsIn(synthesize(chat))[0] as ExpectedChat, language);

/** What is secret, and is made on the way. */
const secretFiles = ['project/token.yaml', 'project/auth', 'home/token.yaml', 'home/link-secret.yaml'];

const commandsOf = (guide: string) => [...guide.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, lines = '']) => lines);

test("the article's chat", () => {
  expect(guideIn(settings as ChatSettings)).toMatchSnapshot();
});

test("the article's chat, in Portuguese", () => {
  expect(guideIn(settings as ChatSettings, 'pt-BR')).toMatchSnapshot();
});

describe.each(guides)('$name', ({ expected, synthesis, chat }) => {
  const { requirements, addresses, page } = synthesis.chats[0] as (typeof synthesis.chats)[number];
  const blocks = blocksOf(expected);

  test('has the same commands in every language, and a text in each', () => {
    const [english, ...others] = languages.map((language) => guideOf(expected, language));
    expect(commandsOf(english ?? '')).toEqual(blocks.map(({ text }) => `${text}\n`));
    for (const other of others) {
      expect(commandsOf(other)).toEqual(commandsOf(english ?? ''));
      expect(other).not.toContain('undefined');
    }
    const texts = sectionsOf(expected).flatMap(({ title, parts }) => [
      title,
      ...parts.flatMap((part) => [
        ...(part.title ? [part.title] : []),
        ...part.steps.flatMap((step) => (isTask(step) ? [step.say, step.see] : [step.say])),
      ]),
    ]);
    expect(texts.flatMap((text) => languages.filter((language) => text[language].trim() === ''))).toEqual([]);
  });

  test('has a part for each requirement, with commands and the names of the settings in every language', () => {
    const guide = guideOf(expected).toLowerCase();
    for (const requirement of requirements) {
      expect(guide).toContain(`### ${requirement.what.toLowerCase()}`);
      const part = requirementPart(requirement, expected);
      expect({ what: requirement.what, tasks: part.steps.filter(isTask).length }).not.toMatchObject({ tasks: 0 });
      const names = requirement.what.match(/"[^"]+"|\b[a-z0-9-]+(\.[a-z0-9-]+)+\b|\d+\.\d+(\.\d+)?/g) ?? [];
      for (const language of languages) {
        expect(names.filter((name) => !part.title?.[language].includes(name))).toEqual([]);
      }
    }
  });

  test('has every address, and every private site', () => {
    const guide = guideOf(expected);
    const sites = synthesis.manifests
      .filter(({ side, text }) => side === 'private' && text === undefined)
      .map(({ path }) => path.replace('.k8s.yaml', ''));
    const texts = [...(page === undefined ? [] : addresses.map(({ url }) => url)), ...sites];
    expect(texts.filter((text) => !guide.includes(text))).toEqual([]);
  });

  test('names nothing but what is made here or asked for', () => {
    const objects = synthesis.manifests.flatMap((manifest) => manifest.objects);
    const made = new Set(objects.map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`));
    const skuppers = ['service skupper-router', 'service skupper-grant-server', 'route skupper-grant-server'];
    const isKnown = (object: string) => {
      const [kind = '', name = ''] = object.split(' ');
      // Skupper makes the Secret of a link from its Certificate.
      const isOfLink = kind === 'secret' && made.has(`certificate ${name}`);
      const isRequired = requirements.some(({ facts }) => JSON.stringify(facts).includes(`"${name}"`));
      return (
        made.has(object) || isOfLink || isRequired || skuppers.includes(object) || object.includes('skupper-controller')
      );
    };
    const lines = blocks.flatMap(({ text }) => text.split('\n')).map((line) => line.replace(/ --context "[^"]*"/, ''));
    const kinds =
      'namespace|service|ingress|deployment|site|secret|route|gateway|gatewayclass|httproute|listener|multikeylistener|issuer|clusterissuer|ingressclass|priorityclass|storageclass|configmap|persistentvolumeclaim';
    const named = lines.flatMap((line) =>
      [
        ...line
          .replace(/create secret [a-z-]+ /, 'create secret ')
          .matchAll(new RegExp(`(?:get|wait|status|secret|forward) (?:(${kinds})[ /])?([a-z0-9][a-z0-9.-]*)`, 'g')),
      ].flatMap(([, kind, name]) => (kind === undefined ? [] : [`${kind} ${name}`])),
    );
    const elsewhere = (chat.privateSites ?? []).flatMap((site) => site.namespace?.name ?? []);
    expect(
      named.filter(
        (object) =>
          !isKnown(object) &&
          !/ aws-load-balancer-controller$/.test(object) &&
          !elsewhere.some((name) => object === `namespace ${name}`),
      ),
    ).toEqual([]);

    const namespaces = lines.flatMap((line) => [...line.matchAll(/ -n ([a-z0-9-]+)/g)].map(([, name]) => name ?? ''));
    const installations =
      /^(skupper|metallb-system|tigera-operator|cert-manager|kube-system|default|haproxy-controller|nginx-ingress|envoy-gateway-system|istio-system|nginx-gateway|ingress-nginx)$/;
    const own = [chat.namespace.name, chat.exposure?.gateway?.existing?.namespace];
    const from = JSON.stringify(chat.exposure ?? {});
    expect(
      namespaces.filter(
        (name) => ![...own, ...elsewhere].includes(name) && !installations.test(name) && !from.includes(`"${name}"`),
      ),
    ).toEqual([]);

    const paths = blocks.flatMap(({ text }) => text.match(/\bdist(-private)?\/[\w./-]+/g) ?? []);
    const files = synthesis.manifests.flatMap(({ side, path }) =>
      side === 'public' ? [`dist/${path}`] : [`dist-private/${path}`, `dist-private/${path.replace('.k8s.yaml', '')}`],
    );
    expect(paths.filter((path) => !files.includes(path) && !files.some((file) => file.startsWith(`${path}/`)))).toEqual(
      [],
    );
  });

  describe('pasted', () => {
    const desk = new Desk();
    beforeAll(() => {
      for (const manifest of synthesis.manifests) {
        desk.write(
          `project/${manifest.side === 'public' ? 'dist' : 'dist-private'}/${manifest.path}`,
          textOf(manifest),
        );
      }
      const files = requirements.flatMap((one) => (one.id === 'secret' ? one.facts.needs : []));
      for (const file of files) {
        desk.write(`project/${file}`, 'x');
      }
    });
    afterAll(() => desk.remove());

    test('every block is shell that can be read', () => {
      const script = blocks.map(({ text }) => `{\n${text}\n}`).join('\n');
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });

    test('runs whole, sets each variable before it is used, leaves no secret behind, and installs nothing that is there', () => {
      const { status, stdout, stderr, calls } = desk.run(scriptOf(blocks), { answers: 'answer\n'.repeat(40) });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/the end\n$/);
      expect(secretFiles.filter((file) => desk.has(file))).toEqual([]);
      expect(calls.filter((call) => /^helm |^kubectl (--context \S+ )?apply .*https:/.test(call))).toEqual([]);
    });

    test('deletes nothing when a variable is empty', () => {
      for (const file of secretFiles) {
        desk.write(file, 'x');
      }
      const asking = blocks.filter(({ text }) => text.includes(':?}'));
      const alone = asking.map((block) => ({ ...block, text: `(\n${block.text}\n)` }));
      desk.run(scriptOf(alone, ''));
      expect(secretFiles.filter((file) => !desk.has(file))).toEqual([]);
      expect(blocks.flatMap(({ text }) => text.match(/^.*(^|;|\|) *rm .*$/gm) ?? [])).toEqual([]);
      expect(blocks.flatMap(({ text }) => text.match(/.*\bdelete\b.*/g) ?? [])).toEqual([]);
    });

    test('what asks, or goes on, is the last of its block', () => {
      const waits = /\bread -r|^(umask 077 && )?htpasswd|^sudo |\bssh$|port-forward| \| sh$/;
      const early = tasksOf(sectionsOf(expected)).flatMap(({ run }) =>
        run.slice(0, -1).filter((line) => waits.test(line) && !line.includes('skupper.io')),
      );
      expect(early).toEqual([]);
    });

    test('has no placeholder', () => {
      expect(blocks.flatMap(({ text }) => text.match(/<[A-Za-z][^>\n]*>|\.\.\.|…/g) ?? [])).toEqual([]);
    });
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
      'helm upgrade --install calico',
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

describe('what the network of the machine lets out', () => {
  const { exposure: _, ...chat } = settings as ChatSettings;
  const [site] = chat.privateSites ?? [];
  const sentence = (changed: Partial<ChatSettings>) =>
    guideIn({ ...chat, ...changed }).match(/^.*(let it call|accepts no links).*$/m)?.[0];

  test.each<[string, Partial<ChatSettings>, string]>([
    [
      'a token',
      {},
      'Its network has to let it call out to the cluster on port 55671, and once 9090, to redeem the token. Nothing has to be let in.',
    ],
    [
      'an edge site',
      { privateSites: [{ name: 'lab', edge: true }] },
      'Its network has to let it call out to the cluster on port 45671, and once 9090, to redeem the token. Nothing has to be let in.',
    ],
    [
      'a declared link',
      { link: { host: '203.0.113.10' } },
      'Its network has to let it call out to the cluster on port 55671. Nothing has to be let in.',
    ],
    [
      'Routes',
      { platform: 'openshift' },
      'Its network has to let it call out to the cluster on port 443. Nothing has to be let in.',
    ],
    [
      'no links',
      { site: { name: 'a', linkAccess: 'none' } },
      'The public Site accepts no links, so this machine cannot link to it.',
    ],
  ])('with %s', (_, changed, expected) => {
    expect(site).toBeDefined();
    expect(sentence(changed)).toBe(expected);
  });
});

test('a port that only root may open is forwarded to one that anybody may', () => {
  const chat = { ...(settings as ChatSettings), exposure: {} };
  const guide = guideIn({ ...chat, client: { ...chat.client, servicePort: 80 } as ChatSettings['client'] });
  expect(guide).toContain('kubectl port-forward service/ilab-client 8080:80 -n ilab-chat');
  expect(guide).toContain('http://localhost:8080/');
});

test('chats that name their cluster get its context in every command for it', () => {
  const chat = { ...(settings as ChatSettings), cluster: 'production' };
  const lines = commandsOf(guideIn(chat)).join('\n').split('\n');
  const calls = lines.flatMap((line) => line.match(/\b(kubectl|oc|helm) (?!is missing)\S+ ?\S*/g) ?? []);
  const without = calls.filter((call) => !/--(kube-)?context "\$\{PUBLIC:\?\}"/.test(call));
  expect(without.filter((call) => !/^kubectl (config get-contexts|helm)|^helm ssh/.test(call))).toEqual([]);
  expect(lines).toContain(`npm run status -- --context ${given('PUBLIC')} --wait`);
});

test('npm run guide prints all chats of a fleet, or the one that is named, in the language that is asked for', () => {
  const project = new Project();
  try {
    const { exposure: _, ...chat } = settings as ChatSettings;
    const fleet = { a: { ...chat, namespace: { name: 'a' } }, b: { ...chat, namespace: { name: 'b' } } };
    project.settings(JSON.stringify({ chats: fleet }));
    const titles = (options: string) => project.run(`npm run -s guide -- ${options}`).stdout.match(/^# .*$/gm);
    expect(titles('')).toEqual(['# The chat a, in the namespace a', '# The chat b, in the namespace b']);
    expect(titles('--chat b')).toEqual(['# The chat b, in the namespace b']);
    expect(titles('--chat b --lang pt-br')).toEqual(['# O chat b, no namespace b']);
    expect(project.run('npm run -s guide --lang pt-BR').stderr).toMatch(
      /^Unexpected argument 'pt-BR'\. If it belongs to an option, npm took that for itself: put -- before it, as in npm run guide -- --help\n/,
    );
    expect(project.run('npm run -s guide -- --chat c')).toMatchObject({ status: 1, stdout: '' });
    expect(project.run('npm run -s guide -- --lang fr')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'There is no guide in "fr"; there are en and pt-BR.\n',
    });
  } finally {
    project.remove();
  }
}, 60_000);
