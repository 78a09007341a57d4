import type { ChatSettings } from '../../constructs/settings';
import { settings } from '../../tests/article-settings';
import { cases, minimal } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { blocksOf } from '../../tests/pasted';
import { chatsIn, type ExpectedChat } from '../command/chats';
import { guideOf, sectionsOf } from './guide-text';
import { languages } from './language';
import { requirementPart } from './requirements';
import { given } from './shell';
import { isTask } from './step';

const guides = Object.entries(cases).map(([name, chat]) => {
  const synthesis = synthesisOf(chat);
  const [expected] = chatsIn(synthesis) as [ExpectedChat];
  return { name, synthesis, expected };
});

const guideIn = (chat: ChatSettings, language: (typeof languages)[number] = 'en') =>
  guideOf(chatsIn(synthesisOf(chat))[0] as ExpectedChat, language);

const commandsOf = (guide: string) => [...guide.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, lines = '']) => lines);

test("the article's chat", () => {
  expect(guideIn(settings as ChatSettings)).toMatchSnapshot();
});

test("the article's chat, in Portuguese", () => {
  expect(guideIn(settings as ChatSettings, 'pt-BR')).toMatchSnapshot();
});

describe.each(guides)('$name', ({ expected, synthesis }) => {
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

test.each<[string, Partial<ChatSettings>, string]>([
  [
    'an Ingress',
    { exposure: { nginxIngress: { host: 'chat.example.com' } } },
    'kubectl get ingress ilab-client-ingress -n ilab-chat',
  ],
  [
    'a Gateway of its own',
    { exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any', host: 'chat.example.com' } } },
    'kubectl get gateway ilab-client -n ilab-chat',
  ],
  [
    'a Gateway of another namespace',
    {
      exposure: {
        gateway: { existing: { name: 'shared', namespace: 'edge' }, dataPlane: 'any', host: 'chat.example.com' },
      },
    },
    'kubectl get gateway shared -n edge',
  ],
  [
    'a Route',
    { platform: 'openshift', exposure: { openshiftRoute: { host: 'chat.example.com' } } },
    `oc get route ilab-client -n ilab-chat -o jsonpath='{.status.ingress[*].routerCanonicalHostname}{"\\n"}'`,
  ],
])('the name of %s is led to its address before anything waits for it', (_, changed, address) => {
  const guide = guideIn({ ...(settings as ChatSettings), ...changed });
  const [, after = ''] = guide.split('### chat.example.com in the DNS\n');
  const [step = ''] = after.split('\n### ');
  expect(step).toContain(`${address}\ngetent hosts chat.example.com || nslookup chat.example.com\n`);
});

test('the login of an Ingress is asked for the host of the Ingress, whatever a Gateway has beside it', () => {
  const url = 'https://$host/oauth2/auth';
  const guide = guideIn({
    ...(settings as ChatSettings),
    exposure: {
      nginxIngress: { host: 'chat.example.com', tls: {}, externalAuth: { url } },
      gateway: { existing: { name: 'shared', namespace: 'edge' }, dataPlane: 'any', host: 'gateway.example.com' },
    },
  });
  expect(guide).toContain("'%{http_code}\\n' https://chat.example.com/oauth2/auth\n");
});

test('vLLM without the name of its model, which has no unit', () => {
  const guide = (more?: { name: string }) =>
    guideIn({ ...minimal, model: { ...minimal.model, ...more }, privateSites: [{ name: 'lab', server: 'vllm' }] });
  expect(guide()).toContain('Set `model.name`, run `npm run synth`, and begin again here.');
  expect(guide()).not.toContain('Install and start it as its own page says.');
  expect(guide({ name: 'ibm-granite/granite-3.3-2b-instruct' })).not.toContain('begin again here');
});

test('a port that only root may open is forwarded to one that anybody may', () => {
  const chat = { ...(settings as ChatSettings), exposure: {} };
  const guide = guideIn({ ...chat, client: { ...chat.client, servicePort: 80 } as ChatSettings['client'] });
  expect(guide).toContain('kubectl port-forward service/ilab-client 8080:80 -n ilab-chat');
  expect(guide).toContain('http://localhost:8080/');
});

test.each(Object.entries(cases))('a cluster that has a name is named in every command for it: %s', (_, settings) => {
  const lines = commandsOf(guideIn({ ...settings, cluster: 'production' }))
    .join('\n')
    .split('\n');
  const commands = lines.filter((line) => !line.startsWith('for program in '));
  const calls = commands.flatMap((line) => line.match(/(?<!-)\b(kubectl|oc|helm) \S+ ?\S*/g) ?? []);
  const without = calls.filter((call) => !/--(kube-)?context "\$\{(PUBLIC|PRIVATE):\?\}"/.test(call));
  expect(without.filter((call) => call !== 'kubectl config get-contexts')).toEqual([]);
  expect(lines).toContain(`npm run status -- --context ${given('PUBLIC')} --wait`);
});
