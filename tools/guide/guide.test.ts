import type { ChatSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { settings } from '../../tests/article-settings';
import { cases } from '../../tests/cases';
import { Project } from '../../tests/project';
import { chatsIn } from '../command/chats';
import { guideOf } from './guide-text';

const guides = Object.entries(cases).map(([name, chat]) => {
  const synthesis = synthesize(chat);
  const [expected] = chatsIn(synthesis);
  return { name, chat, synthesis, guide: guideOf(expected as NonNullable<typeof expected>) };
});

const commandsIn = (guide: string) =>
  [...guide.matchAll(/^( *)```bash\n([\s\S]*?)^ *```$/gm)].flatMap(([, , lines = '']) =>
    lines
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );

test("the article's chat", () => {
  const [chat] = chatsIn(synthesize(settings));
  expect(guideOf(chat as NonNullable<typeof chat>)).toMatchSnapshot();
});

test('Secrets, a declared link and several hosts', () => {
  const all = guides.find(({ name }) => name === 'everything');
  expect(all?.guide).toMatchSnapshot();
});

test('a login: its Secret, what the issuer is told, and its pods', () => {
  const login = guides.find(({ name }) => name === 'login (oidc), NGINX Ingress');
  const lines = commandsIn(login?.guide ?? '');
  expect(lines).toEqual(
    expect.arrayContaining([
      'curl https://id.example.com/.well-known/openid-configuration',
      "printf 'Client secret: ' && read -r -s CLIENT_SECRET",
      `kubectl create secret generic chat-login --from-literal=client-secret="\${CLIENT_SECRET:?}" --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat`,
      'kubectl rollout status deployment/ilab-client-login -n ilab-chat',
    ]),
  );
  expect(login?.guide).toContain('https://chat.example.com/oauth2/callback');
});

/** Kinds of objects in commands, by what kubectl calls them. */
const kinds = 'namespace|service|ingress|deployment|site|secret|route|gateway|listener|issuer';

test.each(guides)(
  'every name in the guide is made here, or by what is named beside it: $name',
  ({ guide, synthesis, chat }) => {
    const objects = synthesis.manifests.flatMap((manifest) => manifest.objects);
    const made = new Set(objects.map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`));
    const required = synthesis.chats.flatMap(({ requirements }) => requirements);
    const isKnown = (object: string) => {
      const [kind = '', name = ''] = object.split(' ');
      // Skupper makes the Secret of a link from its Certificate.
      const isOfLink = kind === 'secret' && made.has(`certificate ${name}`);
      return (
        made.has(object) || isOfLink || required.some(({ what }) => what.toLowerCase().includes(`${kind} "${name}"`))
      );
    };
    const kubectl = commandsIn(guide).filter((line) => /^(kubectl|oc) /.test(line));
    const named = kubectl.flatMap((line) =>
      [
        ...line
          .replace(/create secret [a-z-]+ /, 'create secret ')
          .matchAll(new RegExp(` (${kinds})[ /]([a-z0-9][a-z0-9.-]*)`, 'g')),
      ].map(([, kind, name]) => `${kind} ${name}`),
    );
    expect(named.length).toBeGreaterThan(chat.client === undefined ? 0 : 2);
    expect(named.filter((object) => !isKnown(object))).toEqual([]);

    const { name: namespace } = chat.namespace;
    const namespaces = kubectl.flatMap((line) => line.match(/ -n (\S+)/)?.[1] ?? []);
    const gateway = chat.exposure?.gateway?.existing?.namespace;
    const elsewhere = (chat.privateSites ?? []).flatMap((site) => site.namespace?.name ?? []);
    const known = [namespace, gateway, 'skupper', ...elsewhere];
    expect(namespaces.filter((name) => !known.includes(name))).toEqual([]);

    const paths = guide.match(/\bdist(-private)?\/[\w./-]+/g) ?? [];
    const files = synthesis.manifests.flatMap(({ side, path }) =>
      side === 'public' ? [`dist/${path}`] : [`dist-private/${path}`, `dist-private/${path.replace('.k8s.yaml', '')}`],
    );
    expect(paths.filter((path) => !files.includes(path))).toEqual([]);
  },
);

test.each(guides)('every requirement and every machine has its place: $name', ({ guide, synthesis }) => {
  const { requirements, addresses } = synthesis.chats[0] as (typeof synthesis.chats)[number];
  const sites = synthesis.manifests
    .filter(({ side, text }) => side === 'private' && text === undefined)
    .map(({ path }) => path.replace('.k8s.yaml', ''));
  const expected = [...requirements.map(({ what }) => what), ...addresses.map(({ url }) => url), ...sites];
  expect(expected.filter((text) => !guide.includes(text))).toEqual([]);
});

describe('what the network of the machine lets out', () => {
  const { exposure: _, ...chat } = settings as ChatSettings;
  const [site] = chat.privateSites ?? [];
  const sentence = (changed: Partial<ChatSettings>) => {
    const [expected] = chatsIn(synthesize({ ...chat, ...changed }));
    return guideOf(expected as NonNullable<typeof expected>).match(/^.*(lets it call|accepts no links).*$/m)?.[0];
  };

  test.each<[string, Partial<ChatSettings>, string]>([
    [
      'a token',
      {},
      'Its network lets it call out to the cluster on port 55671, and once 9090, to redeem the token. Nothing is let in.',
    ],
    [
      'an edge site',
      { privateSites: [{ name: 'lab', edge: true }] },
      'Its network lets it call out to the cluster on port 45671, and once 9090, to redeem the token. Nothing is let in.',
    ],
    [
      'a declared link',
      { link: { host: '203.0.113.10' } },
      'Its network lets it call out to the cluster on port 55671. Nothing is let in.',
    ],
    [
      'Routes',
      { platform: 'openshift' },
      'Its network lets it call out to the cluster on port 443. Nothing is let in.',
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

test('npm run guide prints all chats of a fleet, or the one that is named', () => {
  const project = new Project();
  try {
    const { exposure: _, ...chat } = settings as ChatSettings;
    const fleet = { a: { ...chat, namespace: { name: 'a' } }, b: { ...chat, namespace: { name: 'b' } } };
    project.settings(JSON.stringify({ chats: fleet }));
    const titles = (options: string) => project.run(`npm run -s guide -- ${options}`).stdout.match(/^# .*$/gm);
    expect(titles('')).toEqual(['# The chat a, in the namespace a', '# The chat b, in the namespace b']);
    expect(titles('--chat b')).toEqual(['# The chat b, in the namespace b']);
    expect(project.run('npm run -s guide -- --chat c')).toMatchObject({ status: 1, stdout: '' });
  } finally {
    project.remove();
  }
}, 30_000);
