import type { KubeObject } from '../../constructs/finished/kube-object';
import { skupperInstallation } from '../../constructs/skupper/version';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import { objectChanges } from '../changes/object-changes';
import type { LiveObject, Observation } from './observation';
import { podProblem, refusedPods } from './pod-steps';
import { condition, type Finding, failed, judged, ok, unknown, waiting } from './step';

/** What was found about the Site, and whether Skupper's router runs: without it nothing else is known. */
export interface SiteFinding extends Finding {
  readonly hasRouter: boolean;
}

/** Whether the Site of the public cluster works. */
export async function siteOf(
  observation: Observation,
  site: KubeObject,
  linksOver: ChatSummary['linksOver'],
): Promise<SiteFinding> {
  if ((await observation.list(site)) === 'not served') {
    return { ...failed('Skupper is not installed', `${skupperInstallation}, then apply again`), hasRouter: false };
  }
  let hasRouter = true;
  const found = await judged(observation, site, async (live) => {
    const { status, message, controller } = live.status ?? {};
    if (status === undefined) {
      hasRouter = false;
      return controllerProblem(observation);
    }
    const describe = `kubectl describe site ${live.metadata.name} -n ${observation.namespace}`;
    if (status === 'Error' || condition(live, 'Configured')?.status === 'False') {
      return failed(message, describe);
    }
    if (condition(live, 'Running')?.status === 'False') {
      hasRouter = false;
      return (await routerProblem(observation)) ?? waiting("Skupper's router does not run yet", describe);
    }
    if (status === 'Ready') {
      return ok(`ready, Skupper ${controller?.version ?? 'of an unknown version'}`);
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
  return { ...found, hasRouter };
}

/** What keeps the router's pods from running, or from being made. */
async function routerProblem(observation: Observation): Promise<Finding | undefined> {
  const problem = await podProblem(observation, { 'skupper.io/component': 'router' });
  const deployment = await observation.find({ apiVersion: 'apps/v1', kind: 'Deployment' }, 'skupper-router');
  return problem ?? (typeof deployment === 'object' ? refusedPods(deployment, observation.namespace) : undefined);
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

/** Whether the listener is the settings', and has a connector on a private site. */
export function listenerOf(
  observation: Observation,
  listener: KubeObject,
  routingKeys: readonly string[],
  apply: string,
): Promise<Finding> {
  return judged(observation, listener, (live) => {
    const changed = objectChanges(
      [{ ...live, metadata: listener.metadata, status: undefined } as KubeObject],
      [listener],
    );
    const fields = changed.changed.flatMap((object) => object.fields);
    if (fields.length > 0) {
      return failed(`it is not as the settings make it: ${fields.join('; ')}`, apply);
    }
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

/** A site of the network, as the status of the Site has it. */
interface NetworkSite {
  readonly name: string;
  readonly version?: string;
  readonly services?: readonly { readonly routingKey: string; readonly connectors?: readonly string[] }[];
}

/** Which of the private sites are linked, with which version of Skupper, and whether each has a connector for the model. */
export function networkOf(
  observation: Observation,
  site: KubeObject,
  names: readonly string[],
  routingKeys: readonly string[],
): Promise<Finding> {
  return judged(observation, site, (live) => {
    const others = ((live.status?.network ?? []) as NetworkSite[]).filter(({ name }) => name !== site.metadata.name);
    if (others.length === 0) {
      return waiting('no private site is linked yet', 'docs/private-site.md');
    }
    const told = others.map((other) => ({ other, name: nameIn(names, other.name) ?? other.name }));
    const lines = [...new Set(told.map(({ name }) => name))].map((name) => {
      const own = told.filter((one) => one.name === name).map(({ other }) => other);
      const versions = [...new Set(own.flatMap(({ version }) => version ?? []))].map((version) => `Skupper ${version}`);
      const services = own.flatMap((one) => one.services ?? []);
      const serves = services.some(
        ({ routingKey, connectors = [] }) => routingKeys.includes(routingKey) && connectors.length > 0,
      );
      const notes = [
        ...versions,
        ...(own.length > 1 ? [`${own.length} machines of this name, or one that came back`] : []),
        ...(services.length > 0 && !serves ? ['without a connector for the model'] : []),
      ];
      return `${name}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    });
    const missing = names.filter((name) => !told.some((one) => one.name === name));
    if (missing.length === 0) {
      return ok(`linked: ${lines.join(', ')}`);
    }
    const are = missing.length === 1 ? 'is' : 'are';
    const linked = told.some(({ name }) => names.includes(name));
    const not = `${missing.join(', ')} ${are} not linked`;
    return {
      ...waiting(linked ? `linked: ${lines.join(', ')}; ${not}` : `${not} yet`, 'docs/private-site.md'),
      isBeside: linked,
    };
  });
}

/** In the network the name of a machine's site ends with numbers; "gpu-2-17-4" is that of "gpu-2" and not of "gpu". */
function nameIn(names: readonly string[], other: string): string | undefined {
  const isOf = (name: string) => other.startsWith(name) && /^(-\d+)*$/.test(other.slice(name.length));
  return [...names].sort((a, b) => b.length - a.length).find(isOf);
}

/** How many days before its end a certificate is told. */
const soon = 30;

/** When the certificates of declared links end. Skupper makes new ones by itself; the machines have to be given them. */
export async function linkOf(observation: Observation, objects: readonly KubeObject[]): Promise<Finding | undefined> {
  const kind = { apiVersion: 'skupper.io/v2alpha1', kind: 'Certificate' };
  const names = objects.filter((object) => object.kind === kind.kind && object.apiVersion === kind.apiVersion);
  const listing = names.length === 0 ? [] : await observation.list(kind);
  if (typeof listing === 'string') {
    return unknown('you may not read the certificates of the links');
  }
  const own = listing.filter(({ metadata }) => names.some((one) => one.metadata.name === metadata.name));
  const ends = own
    .flatMap(({ metadata, status }) => (status?.expiration ? [{ name: metadata.name, end: status.expiration }] : []))
    .sort((a, b) => Date.parse(a.end) - Date.parse(b.end));
  const [first] = ends;
  if (first === undefined) {
    return undefined;
  }
  const date = first.end.slice(0, 10);
  const isSoon = Date.parse(first.end) - observation.now < soon * 86_400_000;
  return isSoon
    ? {
        ...waiting(`the certificate of ${first.name} ends on ${date}`, 'docs/private-site.md, section 6'),
        isBeside: true,
      }
    : ok(`its certificate is good until ${date}`);
}
