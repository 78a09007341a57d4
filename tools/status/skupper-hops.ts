import { skupperInstallation } from '../../constructs/skupper/version';
import type { KubeObject } from '../../constructs/synthesis/kube-object';
import { condition, type Finding, failed, judged, ok, unknown, waiting } from './hop';
import type { LiveObject, Observation } from './observation';
import { podProblem } from './pod-hops';

/** Whether the Site of the public cluster works. */
export async function siteOf(observation: Observation, site: KubeObject): Promise<Finding> {
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
        `kubectl get service skupper-router -n ${observation.namespace} (it needs a load balancer; kind and bare metal have none of their own)`,
      );
    }
    return waiting(message, describe);
  });
}

async function controllerProblem(observation: Observation): Promise<Finding> {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
  const controller = await observation.elsewhere(deployment, 'skupper-controller', 'skupper');
  if (controller === undefined) {
    return failed("Skupper's controller is not in the namespace skupper", skupperInstallation);
  }
  if (controller !== 'forbidden' && condition(controller, 'Available')?.status !== 'True') {
    return failed("Skupper's controller does not run", 'kubectl describe deployment skupper-controller -n skupper');
  }
  return waiting('Skupper has not looked at it yet', 'kubectl logs deployment/skupper-controller -n skupper');
}

/** Whether a private site serves what the listener asks for. */
export function isMatched({ status = {} }: LiveObject): boolean {
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
      ? ok('a private site serves the model')
      : waiting(`no private site serves the routing key ${keys} yet`, 'docs/private-site.md');
  });
}

/** Which of the private sites are linked. Their names in the network end with numbers of the machine's. */
export function networkOf(observation: Observation, site: KubeObject, names: readonly string[]): Promise<Finding> {
  return judged(observation, site, ({ status }) => {
    const others = ((status?.network ?? []) as { name: string }[]).filter(({ name }) => name !== site.metadata.name);
    const linked = names.filter((name) => others.some((other) => new RegExp(`^${name}(-\\d+)*$`).test(other.name)));
    const missing = names.filter((name) => !linked.includes(name));
    if (others.length === 0) {
      return waiting('no private site is linked yet', 'docs/private-site.md');
    }
    if (names.length === 0) {
      return ok(`linked: ${others.map(({ name }) => name).join(', ')}`);
    }
    if (linked.length === 0) {
      return waiting(
        `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not linked yet`,
        'docs/private-site.md',
      );
    }
    return ok(`linked: ${linked.join(', ')}${missing.length === 0 ? '' : `; not linked: ${missing.join(', ')}`}`);
  });
}

/** What the client says about the model. */
export interface ModelQuestion {
  /** The client's Service, as the API server's proxy names it. */
  readonly service: string;
  readonly modelUrl: string;
  /** How to ask without the proxy. */
  readonly byHand: string;
  readonly isMatched: boolean;
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
    return question.isMatched
      ? failed('the machine is linked, but the model server on it does not answer', question.remedy)
      : waiting('not reached, because no private site serves it yet');
  }
  if (status === 403 && /cannot get resource/.test(body?.message)) {
    return unknown('you may not ask it through the API server (get services/proxy)', byHand);
  }
  return status >= 500 || status === 403
    ? unknown('the API server does not reach the pods, which a network policy may keep it from', byHand)
    : unknown("the client has no /api/backend-status, as the article's has", byHand);
}
