import type { Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { everything, logins, minimal, openLoadBalancer } from '../../tests/cases';
import { diagramOf } from './topology';

test('the diagram shows what the objects say: every exposure, every machine, every port', () => {
  const fleet: Settings = { chats: { one: everything } };
  expect(diagramOf(synthesize(fleet).manifests)).toMatchSnapshot();
});

test('a login stands between the exposures and the page', () => {
  const chat = { ...minimal, exposure: { loadBalancer: openLoadBalancer }, login: logins.users };
  const ways = diagramOf(synthesize(chat).manifests)
    .split('\n')
    .filter((line) => line.includes('-->'))
    .map((line) => line.replace(/"\|.*\|"|-->\|"(.*)"\|/, '→ $1 →').trim());
  expect(ways).toEqual([
    'browser → port 8080, from 0.0.0.0/0 → Service_ilab_client_lb',
    'Service_ilab_client_lb → port 8080, allowed by NetworkPolicy ilab-client-login → Deployment_ilab_client_login',
    'Deployment_ilab_client_login → port 8080, allowed by NetworkPolicy ilab-client → Deployment_ilab_client',
    'Deployment_ilab_client → port 8000, allowed by NetworkPolicy ilab-client → Listener_instructlab',
  ]);
});
