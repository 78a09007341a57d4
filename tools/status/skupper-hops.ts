import type { KubeObject } from '../../constructs/finished/kube-object';
import { skupperInstallation } from '../../constructs/skupper/version';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import { condition, type Finding, failed, judged, ok, unknown, waiting } from './hop';
import type { LiveObject, Observation } from './observation';
import { podProblem } from './pod-hops';

/** Whether the Site of the public cluster works. */
export async function siteOf(
  observation: Observation,
  site: KubeObject,
  linksOver: ChatSummary['linksOver'],
): Promise<Finding> {
  if ((await observation.list(site)) === 'not served') {
    return failed('Skupper is not installed', `${skupperInstallation}, then apply again`);
  }
  return judged(observation, site, async (live) => {
    const { status, message, controller } = live.status ?? {};
    if (status === undefined) {
      return controllerProblem(observation);
    }
    if (status === 'Ready') {
      return ok(`ready, Skupper ${controller?.version ?? 'of an unknown version'}`);
    }
    const describe = `kubectl describe site ${live.metadata.name} -n ${observation.namespace}`;
    if (status === 'Error' || condition(live, 'Configured')?.status === 'False') {
      return failed(message, describe);
    }
    if (condition(live, 'Running')?.status === 'False') {
      const problem = await podProblem(observation, { 'skupper.io/component': 'router' });
      return problem ?? waiting("Skupper's router does not run yet", describe);
    }
    if (condition(live, 'Resolved')?.status === 'False') {
      return waiting(
        'it waits for an address at which private sites can link to it',
        linksOver === 'routes'
          ? `oc get route -n ${observation.namespace}`
          : `kubectl get service skupper-router -n ${observation.namespace} (it needs a load balancer; kind and bare metal have none of their own)`,
      );
    }
    return waiting(message, describe);
  });
}

async function controllerProblem(observation: Observation): Promise<Finding> {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
  const controller = await observation.elsewhere(deployment, 'skupper-controller', 'skupper');
  if (controller === undefined) {
    return waiting(
      'Skupper has not looked at it yet, and its controller is not where it is usually installed, in the namespace skupper',
      `see whether it runs elsewhere; if not: ${skupperInstallation}`,
    );
  }
  if (controller !== 'forbidden' && condition(controller, 'Available')?.status !== 'True') {
    return failed("Skupper's controller does not run", 'kubectl describe deployment skupper-controller -n skupper');
  }
  return waiting('Skupper has not looked at it yet', 'kubectl logs deployment/skupper-controller -n skupper');
}

/** Whether the network has a connector for what the listener asks for. */
function isMatched({ status = {} }: LiveObject): boolean {
  return status.hasMatchingConnector === true || status.hasDestination === true;
}

/** Whether the listener has a connector on a private site. */
export function listenerOf(
  observation: Observation,
  listener: KubeObject,
  routingKeys: readonly string[],
): Promise<Finding> {
  return judged(observation, listener, (live) => {
    const { status, message } = live.status ?? {};
    const configured = condition(live, 'Configured');
    const describe = `kubectl describe ${listener.kind.toLowerCase()} ${listener.metadata.name} -n ${observation.namespace}`;
    if (status === 'Error' || (configured !== undefined && configured.status === 'False')) {
      return failed(configured?.message ?? message, describe);
    }
    if (status === undefined) {
      return waiting('Skupper has not looked at it yet');
    }
    const keys = routingKeys.map((key) => `"${key}"`).join(' or ');
    return isMatched(live)
      ? ok('a private site has a connector for it')
      : waiting(`no private site has a connector with the routing key ${keys} yet`, 'docs/private-site.md');
  });
}

/** Which of the private sites are linked. */
export function networkOf(observation: Observation, site: KubeObject, names: readonly string[]): Promise<Finding> {
  return judged(observation, site, ({ status }) => {
    const others = ((status?.network ?? []) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== site.metadata.name);
    const linked = linkedOf(names, others);
    const missing = names.filter((name) => !linked.includes(name));
    if (others.length === 0) {
      return waiting('no private site is linked yet', 'docs/private-site.md');
    }
    if (names.length === 0) {
      return ok(`linked: ${others.join(', ')}`);
    }
    if (linked.length === 0) {
      const are = missing.length === 1 ? 'is' : 'are';
      return waiting(`${missing.join(', ')} ${are} not linked yet`, 'docs/private-site.md');
    }
    return ok(`linked: ${linked.join(', ')}${missing.length === 0 ? '' : `; not linked: ${missing.join(', ')}`}`);
  });
}

/** In the network the name of a machine's site ends with numbers; "gpu-2-17-4" is that of "gpu-2" and not of "gpu". */
function linkedOf(names: readonly string[], others: readonly string[]): string[] {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const isOf = (other: string, name: string) => other.startsWith(name) && /^(-\d+)*$/.test(other.slice(name.length));
  const found = new Set(others.map((other) => longestFirst.find((name) => isOf(other, name))));
  return names.filter((name) => found.has(name));
}

/** What the client says about the model. */
export interface ModelQuestion {
  /** The client's Service, as the API server's proxy names it. */
  readonly service: string;
  readonly serviceName: string;
  readonly modelUrl: string;
  /** How to ask without the proxy. */
  readonly byHand: string;
  /** Whether all is well up to the private machine. */
  readonly isLinked: boolean;
  readonly hasPods: boolean;
  /** What to look at on the private machines. */
  readonly remedy: string;
}

/** Whether the model answers: the client asks it. */
export async function modelOf(observation: Observation, question: ModelQuestion): Promise<Finding> {
  const { modelUrl, byHand } = question;
  if (!question.hasPods) {
    return waiting('not asked, because no pod is ready to ask it');
  }
  const { status, body } = await observation.ask(question.service, 'api/backend-status');
  if (status === 200 && body?.status === 'online') {
    return ok(`${modelUrl} answers`);
  }
  if (status === 200 && typeof body?.status === 'string') {
    return question.isLinked
      ? failed('the machine is linked, but the model server on it does not answer', question.remedy)
      : waiting('not reached yet: see the steps before it');
  }
  if (status === 403 && /cannot get resource/.test(body?.message)) {
    return unknown('you may not ask it through the API server (get services/proxy)', byHand);
  }
  if (body?.kind === 'Status') {
    return unknown('the API server does not reach the pods, which a network policy may keep it from', byHand);
  }
  if (status === 504) {
    return waiting('the client did not answer within 15 s', byHand);
  }
  return status >= 500
    ? failed(`the client answers ${status}`, `kubectl logs service/${question.serviceName} -n ${observation.namespace}`)
    : unknown("the client has no /api/backend-status, as the article's has", byHand);
}
