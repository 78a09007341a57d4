import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';
import { synthesize } from '../synthesis/synthesis';
import type { AcceptedWarning } from './acceptance';

const answerTo = (...acceptedWarnings: unknown[]) => report({ ...minimal, acceptedWarnings });

test.each(['plain-http', 'plain-http exposure.nginxIngress', 'plain-http privateSites[0].host'])(
  '%j is a warning that may be accepted',
  (acceptance) => {
    expect(answerTo(acceptance)).toEqual([]);
  },
);

test.each<[unknown, string]>([
  ['plain-http ', ' (did you mean "plain-http"?)'],
  ['plain-http  client', ' (did you mean "plain-http"?)'],
  ['plain-http client model', ' (did you mean "plain-http"?)'],
  ['plain-htp client', ' (did you mean "plain-http"?)'],
  [' plain-http', ''],
  ['unused-acceptance', ''],
  [7, ''],
  [null, ''],
])('%j is none', (acceptance, hint) => {
  const [line = '', ...more] = answerTo('plain-http', acceptance);
  expect(line).toMatch(
    /^acceptedWarnings\[1\]: ".*" is not known here; use "autoscaler-sees-no-load", "below-restricted", .* or "unknown-ingress-class"/,
  );
  expect(line.split('"unknown-ingress-class"')[1]).toBe(hint);
  expect(more).toEqual([]);
});

describe('an acceptance for one setting', () => {
  /** Two machines, each with a warning of its own. */
  const toldOf = (...acceptedWarnings: AcceptedWarning[]) =>
    synthesize({
      ...minimal,
      client: undefined,
      model: { ...minimal.model, allowFrom: [{ podLabels: { app: 'batch' } }] },
      privateSites: [
        { name: 'a', server: 'vllm', routingKey: 'a', host: 'host.containers.internal' },
        { name: 'b', server: 'vllm', routingKey: 'b', host: 'host.containers.internal' },
      ],
      acceptedWarnings,
    }).warnings.map(({ id, path, message }) => `${id} ${path}: ${message}`);
  const [first = '', second = ''] = toldOf();

  test('would be of one of two warnings', () => {
    expect(first).toMatch(/^podman-host-name privateSites\[0\]\.host: /);
    expect(second).toMatch(/^podman-host-name privateSites\[1\]\.host: /);
    expect(toldOf()).toHaveLength(2);
  });

  test.each<[AcceptedWarning, string[]]>([
    ['podman-host-name', []],
    ['podman-host-name privateSites', []],
    ['podman-host-name privateSites[0]', [second]],
    ['podman-host-name privateSites[1].host', [first]],
  ])('%s leaves the others', (acceptance, left) => {
    expect(toldOf(acceptance)).toEqual(left);
  });

  test.each<[AcceptedWarning, string]>([
    ['podman-host-name privateSites[0].ho', 'it comes for privateSites[0].host'],
    ['podman-host-name host', 'it comes for privateSites[0].host'],
    ['podman-host-name privateSites[2]', 'it comes for privateSites[0].host'],
    ['plain-http privateSites[0]', 'leave it out'],
  ])('%s is of none, and that is told with what to do', (acceptance, remedy) => {
    expect(toldOf('podman-host-name', acceptance)).toEqual([
      `unused-acceptance acceptedWarnings[1]: "${acceptance}" does not come; ${remedy}`,
    ]);
    expect(toldOf(acceptance)).toEqual([
      first,
      second,
      `unused-acceptance acceptedWarnings[0]: "${acceptance}" does not come; ${remedy}`,
    ]);
  });
});
