import { check } from '../constructs/checks/check';
import { SettingsError } from '../constructs/checks/problem';
import { type Settings, settingsSchema } from '../constructs/settings/fleet';
import { badValues, contradictions } from './bad-settings';
import { cases, everything, minimal } from './cases';
import { replaced } from './objects';

/** The report on settings, line by line. */
function report(settings: unknown): string[] {
  try {
    check(settingsSchema, settings as Settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
}

test.each(Object.entries(cases))('%s is legal', (_, settings) => {
  expect(report(settings)).toEqual([]);
});

test.each(badValues)('%s = %j', (path, value, message) => {
  expect(report(replaced(everything, path.split('/'), value))).toEqual([message]);
});

test.each(contradictions)('%j', (settings, messages) => {
  expect(report(settings)).toEqual(messages);
});

test('the specification has at least 150 rows', () => {
  expect(badValues.length + contradictions.length).toBeGreaterThan(150);
});

test('all broken rules are in one report, rules between sound fields included', () => {
  expect(
    report({
      platform: 'kubernetes',
      namespace: { name: 'Chat' },
      site: { name: 'chat', linkAccess: 'route', sizing: 'BIG' },
      model: { host: 'model', port: '8000', prt: 1, hst: 2 },
      client: { name: 'client', image: 'client:v1', replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 1 } },
      exposure: { openshiftRoute: {}, nginxIngress: { tls: { secretName: 'tls' }, maxBodySize: '1MB' } },
    }).map((line) => line.split(':')[0]),
  ).toEqual([
    'namespace.name',
    'site.sizing',
    'model.port',
    'model.prt',
    'model.hst',
    'client.autoscaling.minReplicas',
    'exposure.nginxIngress.maxBodySize',
    'exposure.nginxIngress.host',
    'exposure.openshiftRoute',
    'site.linkAccess',
  ]);
});

describe('what no type foresees', () => {
  test.each([
    ['a list for the settings', [], 'settings: an empty list is not a group of settings'],
    ['nothing for the settings', undefined, 'settings: missing'],
    [
      'a class instance',
      { ...minimal, exposure: new Map() },
      'exposure: an object of a class is not a group of settings',
    ],
    ['a function', { ...minimal, client: () => undefined }, 'client: a function is not a group of settings'],
    ['a symbol', { ...minimal, platform: Symbol('x') }, 'platform: "Symbol(x)" is not known here'],
    ['a list with holes', { ...minimal, privateSites: new Array(1) }, 'privateSites[0]: missing'],
    [
      'signs that cannot be seen',
      { ...minimal, site: { name: 'ilab\u200bchat' } },
      'site.name: "ilab\\u{200b}chat" is not',
    ],
    ['a line break in a key', { ...minimal, 'a\nb': 1 }, '["a\\u{a}b"]: not a setting'],
    ['an endless text', { ...minimal, site: { name: 'x'.repeat(1e6) } }, `site.name: "${'x'.repeat(80)}…" is not`],
    ['an endless key', { ...minimal, ['x'.repeat(1e6)]: 1 }, `["${'x'.repeat(80)}…"]: not a setting`],
    [
      'an endless list',
      { ...minimal, privateSites: new Array(1e6) },
      'privateSites: 1000000 of them; use at most 1000',
    ],
    ['a token as a key', { ...minimal, ghp_abcdefghijklmnopqrst: 1 }, '["…"]: not a setting'],
  ])('%s', (_, settings, beginning) => {
    const [line = '', ...others] = report(settings);
    expect(line.slice(0, beginning.length)).toBe(beginning);
    expect(others).toEqual([]);
  });

  test('no message shows a secret', () => {
    const secret = 'ghp_abcdefghijklmnopqrstuvwx';
    const lines = [
      ...report({ ...minimal, site: { name: secret } }),
      ...report({ ...minimal, client: { ...minimal.client, image: `registry.example.com/${secret}:v1` } }),
      ...report({ ...minimal, namespace: { name: 'chat', labels: { team: secret } } }),
    ];
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('abcdefghij');
  });

  test('ordinary names are not taken for secrets', () => {
    for (const name of ['skupper-chat-client', 'sk-chat-example-com', 'akia', 'basic-authentication']) {
      expect(report({ ...minimal, client: { ...minimal.client, name } })).toEqual([]);
    }
  });
});
