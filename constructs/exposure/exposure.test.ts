import { App, Chart } from 'cdk8s';
import { backendIn } from '../../tests/backend';
import { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { Gateway } from './gateway';
import { Ingress } from './ingress/ingress';
import { LoadBalancer } from './load-balancer';
import { NginxIngress } from './nginx-ingress';
import { OpenShiftRoute } from './openshift-route';

type Make = (chart: Chart, backend: Backend) => unknown;

/** The objects of an exposure without a chat around it. */
function made(make: Make, more: Partial<Backend> = {}) {
  const chart = new Chart(new App(), 'chart', { namespace: 'chats' });
  make(chart, backendIn(chart, more));
  return chart.toJson();
}

const here = { namespace: 'chats', podLabels: { app: 'edge' } };

describe('an exposure without a chat around it', () => {
  test.each<[string, Make]>([
    [
      'exposure.loadBalancer.sourceRanges: empty; use ',
      (chart, backend) => new LoadBalancer(chart, 'lb', { backend, sourceRanges: [] }),
    ],
    [
      'exposure.nginxIngress.host: "a b" is not a host name; ',
      (chart, backend) => new NginxIngress(chart, 'ingress', { backend, host: 'a b' }),
    ],
    [
      'exposure.ingress.host: "a b" is not a host name; ',
      (chart, backend) => new Ingress(chart, 'ingress', { backend, controller: 'traefik', host: 'a b' }),
    ],
    [
      'exposure.gateway.existing: missing; ',
      (chart, backend) => new Gateway(chart, 'gateway', { backend, dataPlane: 'any' }),
    ],
    [
      'exposure.openshiftRoute.host: "a" is not a host name; ',
      (chart, backend) => new OpenShiftRoute(chart, 'route', { backend, host: 'a' }),
    ],
  ])('names the field that is wrong: %s', (message, make) => {
    expect(() => made(make)).toThrow(message);
  });

  test('cuts no answer that is longer than its balancer waits', () => {
    const make: Make = (chart, backend) =>
      new LoadBalancer(chart, 'lb', { backend, cloud: 'azure', sourceRanges: ['0.0.0.0/0'] });
    expect(() => made(make, { answerTime: AnswerTime.of({ longestAnswerSeconds: 5981 }) })).toThrow(
      'client.longestAnswerSeconds: "5981" is too long: the idle timer of "azure" ends at 6000 s, and this needs 6001 s; use at most "5980"',
    );
    expect(made(make, { answerTime: AnswerTime.of({ longestAnswerSeconds: 5980 }) })).toHaveLength(2);
  });

  test.each<[string, Make]>([
    ['NginxIngress', (chart, backend) => new NginxIngress(chart, 'ingress', { backend, controller: here })],
    ['Ingress', (chart, backend) => new Ingress(chart, 'ingress', { backend, controller: 'traefik', from: here })],
    [
      'Gateway',
      (chart, backend) => new Gateway(chart, 'gateway', { backend, own: { className: 'eg' }, dataPlane: here }),
    ],
  ])('opens no pods of others in a namespace that does not say that it denies by default: %s', (_, make) => {
    expect(made(make).map(({ kind }) => kind)).not.toContain('NetworkPolicy');
  });
});
