import { controllerOf, isOfAnother } from '../../constructs/finished/ingresses';
import type { KubeObject } from '../../constructs/finished/kube-object';
import type { LiveObject, Observation } from './observation';
import { type Condition, conditionIn, type Finding, failed, judged, ok, type Step, unknown, waiting } from './step';

/** A step for each exposure of the chat. */
export function exposureSteps(observation: Observation, objects: readonly KubeObject[]): Promise<Step[]> {
  const entries = objects.flatMap((object) => {
    const judge = judges[object.kind];
    return judge === undefined || (object.kind === 'Service' && object.spec.type !== 'LoadBalancer')
      ? []
      : [{ object, ...judge }];
  });
  return Promise.all(
    entries.map(async ({ object, title, judge }) => ({
      id: 'exposure',
      isBeside: true,
      title: title(object),
      ...(await judged(observation, object, (live) => judge(live, observation))),
    })),
  );
}

type Judge = (live: LiveObject, observation: Observation) => Finding | Promise<Finding>;

const judges: Readonly<Record<string, { readonly title: (object: KubeObject) => string; readonly judge: Judge }>> = {
  Service: { title: () => 'load balancer', judge: loadBalancer },
  Ingress: { title: (object) => controllerOf(object).title, judge: ingress },
  Gateway: { title: () => 'Gateway', judge: gateway },
  HTTPRoute: { title: ({ metadata }) => `HTTPRoute ${metadata.name}`, judge: httpRoute },
  Route: { title: () => 'OpenShift Route', judge: route },
};

/** The addresses that a load balancer has been given. */
export function addressesOf(live: LiveObject): string[] {
  const { loadBalancer, addresses } = live.status ?? {};
  const given = (loadBalancer?.ingress ?? addresses ?? []) as { ip?: string; hostname?: string; value?: string }[];
  return given.flatMap(({ ip, hostname, value }) => ip ?? hostname ?? value ?? []);
}

async function loadBalancer(live: LiveObject, observation: Observation): Promise<Finding> {
  const addresses = addressesOf(live);
  if (addresses.length > 0) {
    return ok(addresses.join(', '));
  }
  const { name } = live.metadata;
  const warning = await observation.lastWarning('Service', [name]);
  return waiting(
    warning ?? 'it has no address yet',
    `kubectl describe service ${name} -n ${observation.namespace} (kind and bare metal have no load balancers of their own: install one, such as MetalLB)`,
  );
}

async function ingress(live: LiveObject, observation: Observation): Promise<Finding> {
  const { namespace } = observation;
  const { ingressClassName, tls = [] } = live.spec;
  for (const { secretName } of tls) {
    const certificate = secretName && (await certificateProblem(observation, secretName, live));
    if (certificate) {
      return certificate;
    }
  }
  if (ingressClassName !== undefined) {
    const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' };
    const found = await observation.elsewhere(kind, ingressClassName);
    if (found === undefined) {
      return failed(`the cluster has no IngressClass "${ingressClassName}"`, 'docs/exposure.md#nginx-ingress');
    }
    const { controller = '' } = found === 'forbidden' ? {} : (found.spec ?? {});
    if (isOfAnother(live, controller)) {
      return failed(
        `the IngressClass "${ingressClassName}" is of ${controller}, which ignores what the Ingress says: no login and no ranges`,
        'docs/exposure.md#other-ingress-controllers',
      );
    }
  }
  const addresses = addressesOf(live);
  if (addresses.length > 0) {
    return ok(addresses.join(', '));
  }
  const warning = await observation.lastWarning('Ingress', [live.metadata.name]);
  return waiting(
    warning ?? 'no controller has given it an address yet',
    `kubectl describe ingress ${live.metadata.name} -n ${namespace}`,
  );
}

/** What is wrong with a certificate that is ordered. One that is not ordered is a Secret that has to exist. */
async function certificateProblem(
  observation: Observation,
  secretName: string,
  { metadata: { annotations = {} } }: LiveObject,
): Promise<Finding | undefined> {
  const ordered = Object.keys(annotations).some((name) => /^cert-manager\.io\/(cluster-)?issuer$/.test(name));
  const secret = await observation.find({ apiVersion: 'v1', kind: 'Secret' }, secretName);
  if (!ordered || secret !== undefined) {
    return undefined;
  }
  const certificates = await observation.list({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate' });
  if (certificates === 'not served') {
    return failed('nobody orders its certificate: cert-manager is not installed', 'docs/exposure.md#nginx-ingress');
  }
  if (certificates === 'forbidden') {
    return unknown('its certificate is not there yet, and you may not read why');
  }
  const certificate = certificates.find(({ spec }) => spec.secretName === secretName);
  const { message = 'it is not ordered yet' } = conditionIn(certificate?.status?.conditions, 'Ready') ?? {};
  const which = certificate === undefined ? '' : ` ${certificate.metadata.name}`;
  return waiting(
    `its certificate is not there yet: ${message}`,
    `kubectl describe certificate.cert-manager.io${which} -n ${observation.namespace}`,
  );
}

async function gateway(live: LiveObject, observation: Observation): Promise<Finding> {
  const describe = `kubectl describe gateway.gateway.networking.k8s.io ${live.metadata.name} -n ${observation.namespace}`;
  const secrets = (live.spec.listeners as { tls?: { certificateRefs?: { name: string }[] } }[]).flatMap(
    ({ tls }) => tls?.certificateRefs ?? [],
  );
  for (const { name } of secrets) {
    const certificate = await certificateProblem(observation, name, live);
    if (certificate) {
      return certificate;
    }
  }
  for (const type of ['Accepted', 'Programmed']) {
    const one = conditionIn(live.status?.conditions, type);
    if (one?.status === 'False' && ['AddressNotAssigned', 'Pending'].includes(one.reason)) {
      return waiting(one.message || one.reason, describe);
    }
    if (one?.status === 'False') {
      return failed(`it is not ${type.toLowerCase()}: ${one.message || one.reason}`, describe);
    }
    if (one?.status !== 'True') {
      return waiting(
        `no implementation has taken the GatewayClass "${live.spec.gatewayClassName}" yet`,
        `kubectl get gatewayclass ${live.spec.gatewayClassName}`,
      );
    }
  }
  const addresses = addressesOf(live);
  return addresses.length > 0 ? ok(addresses.join(', ')) : waiting('it has no address yet', describe);
}

function httpRoute(live: LiveObject, observation: Observation): Finding {
  const describe = `kubectl describe httproute ${live.metadata.name} -n ${observation.namespace}`;
  const parents = (live.status?.parents ?? []) as { conditions?: readonly Condition[] }[];
  for (const { conditions } of parents) {
    for (const type of ['Accepted', 'ResolvedRefs']) {
      const one = conditionIn(conditions, type);
      if (one?.status === 'False') {
        return failed(`its Gateway does not take it: ${one.message || one.reason}`, describe);
      }
    }
  }
  const accepted = parents.some(({ conditions }) => conditionIn(conditions, 'Accepted')?.status === 'True');
  return accepted ? ok('accepted') : waiting('no Gateway has taken it yet', describe);
}

function route(live: LiveObject, observation: Observation): Finding {
  const describe = `oc describe route ${live.metadata.name} -n ${observation.namespace}`;
  const routers = (live.status?.ingress ?? []) as { host?: string; conditions?: readonly Condition[] }[];
  const said = routers.map(({ host, conditions }) => ({ host, admitted: conditionIn(conditions, 'Admitted') }));
  const hosts = said.filter(({ admitted }) => admitted?.status === 'True').map(({ host }) => host);
  if (hosts.length > 0) {
    return ok(hosts.join(', '));
  }
  const refused = said.find(({ admitted }) => admitted?.status === 'False')?.admitted;
  return refused === undefined
    ? waiting('no router has taken it yet', describe)
    : failed(`the router does not take it: ${refused.message || refused.reason}`, describe);
}
