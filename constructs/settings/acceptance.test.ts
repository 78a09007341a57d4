import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';
import { type Warning, warning } from '../common/warning';
import { type AcceptedWarning, withoutAccepted } from './acceptance';

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
  const first = warning('podman-host-name', 'privateSites[0].host', 'it is the machine itself');
  const second = warning('podman-host-name', 'privateSites[1].host', 'it is the machine itself');
  const leftOf = (...accepted: AcceptedWarning[]) => withoutAccepted([first, second], accepted);
  const unused = (index: number, message: string) =>
    warning('unused-acceptance', `acceptedWarnings[${index}]`, message);

  test('leaves all where there is none', () => {
    expect(leftOf()).toEqual([first, second]);
  });

  test.each<[AcceptedWarning, Warning[]]>([
    ['podman-host-name', []],
    ['podman-host-name privateSites', []],
    ['podman-host-name privateSites[0]', [second]],
    ['podman-host-name privateSites[1].host', [first]],
  ])('%s leaves the others', (acceptance, left) => {
    expect(leftOf(acceptance)).toEqual(left);
  });

  test.each<[AcceptedWarning, string]>([
    ['podman-host-name privateSites[0].ho', 'it comes for privateSites[0].host'],
    ['podman-host-name host', 'it comes for privateSites[0].host'],
    ['podman-host-name privateSites[2]', 'it comes for privateSites[0].host'],
    ['plain-http privateSites[0]', 'leave it out'],
  ])('%s is of none, and that is told with what to do', (acceptance, remedy) => {
    const message = `"${acceptance}" does not come; ${remedy}`;
    expect(leftOf('podman-host-name', acceptance)).toEqual([unused(1, message)]);
    expect(leftOf(acceptance)).toEqual([first, second, unused(0, message)]);
  });
});
