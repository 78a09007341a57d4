import { quote } from '../checks/wording';
import { type IngressControllerName, ingressControllers } from './ingress/controllers';

/** The IngressClass that ingress-nginx comes with. */
export const defaultClassName = 'nginx';

/** What writes `spec.controller: k8s.io/ingress-nginx` under this name: its chart, MicroK8s' add-on, AKS' application routing. */
const classesOfIngressNginx = [defaultClassName, 'ingress-nginx', 'public', 'webapprouting.kubernetes.azure.com'];

const throughIngress = (controller: IngressControllerName) =>
  `use the exposure ingress with controller "${controller}"`;
const throughGateway = 'use the exposure gateway';

/**
 * Controllers that read none of ingress-nginx's annotations: a word of their classes' names, or a whole name, with what
 * exposes the chat there. Names are those of their charts and of the clouds' documentation.
 */
const otherControllers: readonly { readonly names: readonly string[]; readonly is: string; readonly way: string }[] = [
  { names: ['traefik'], is: "Traefik's", way: throughIngress('traefik') },
  { names: ['haproxy'], is: "HAProxy's", way: throughIngress('haproxy') },
  { names: ['azure-alb-external', 'azure-alb-internal'], is: "Azure's Gateway for Containers'", way: throughGateway },
  { names: ['azure-application-gateway'], is: "Azure's Application Gateway's", way: 'use loadBalancer or gateway' },
  { names: ['alb', 'eks'], is: "the AWS Load Balancer Controller's", way: throughIngress('aws-alb') },
  { names: ['gce', 'gke'], is: "GKE's", way: throughIngress('gke') },
  { names: ['contour'], is: "Contour's", way: throughGateway },
  { names: ['cilium'], is: "Cilium's", way: throughGateway },
  { names: ['istio'], is: "Istio's", way: throughGateway },
  { names: ['kong'], is: "Kong's", way: throughGateway },
  { names: ['apisix'], is: "APISIX'", way: throughGateway },
  { names: ['higress'], is: "Higress'", way: throughGateway },
  { names: ['ambassador', 'emissary'], is: "Emissary's", way: throughGateway },
  { names: ['avi'], is: "the AVI Kubernetes Operator's", way: throughGateway },
  { names: ['ngrok'], is: "ngrok's", way: throughGateway },
  { names: ['pomerium'], is: "Pomerium's", way: throughGateway },
  { names: ['openshift'], is: "OpenShift's router's", way: 'use openshiftRoute' },
  { names: ['tailscale'], is: "Tailscale's", way: 'use loadBalancer with its class' },
];

/** Why a class is not ingress-nginx's, and what to do. A name with `nginx` in it may be, whatever else it says. */
export function otherController(className: string): string | undefined {
  const owner = wordsOf(className).includes('nginx') ? undefined : ownerOf(className);
  return (
    owner &&
    `${quote(className)} is ${owner.is} class, which ignores the annotations of ingress-nginx without a word: nobody would be asked for a login, and no range would hold; ${owner.way}`
  );
}

/** Why a class is not that of a controller of `exposure.ingress`. A name with the controller's own in it may be. */
export function classOfAnother(className: string, controller: IngressControllerName): string | undefined {
  const words = wordsOf(className);
  const { title, className: own } = ingressControllers[controller];
  if (words.includes(own)) {
    return undefined;
  }
  const owner = words.includes('nginx')
    ? { is: "ingress-nginx's or F5's", way: 'use nginxIngress, or the controller "f5-nginx"' }
    : ownerOf(className);
  return owner === undefined || owner.way === throughIngress(controller)
    ? undefined
    : `${quote(className)} is ${owner.is} class, and what is written for ${title} does nothing there; ${owner.way}`;
}

function wordsOf(className: string): string[] {
  return className.split(/[-.]/);
}

function ownerOf(className: string) {
  const words = wordsOf(className);
  return otherControllers.find(({ names }) => names.some((name) => name === className || words.includes(name)));
}

/** Whether the name leaves open whose class it is. */
export function isUnknownClass(className: string): boolean {
  return !classesOfIngressNginx.includes(className);
}
