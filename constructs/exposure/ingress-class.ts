import { quote } from '../checks/wording';
import { type IngressControllerName, ingressControllers } from './ingress/controllers';

/** The IngressClass that ingress-nginx comes with. */
export const defaultClassName = 'nginx';

/** What writes `spec.controller: k8s.io/ingress-nginx` under this name: its chart, MicroK8s' add-on, AKS' application routing. */
const classesOfIngressNginx = [defaultClassName, 'ingress-nginx', 'public', 'webapprouting.kubernetes.azure.com'];

const throughIngress = (controller: IngressControllerName) =>
  `use the exposure ingress with controller "${controller}"`;
const throughGateway = 'use the exposure gateway';

/** A controller that reads none of ingress-nginx's annotations. */
interface OtherController {
  /** A word of its classes' names, or a whole name, as its chart and the clouds' documentation have it. */
  readonly names: readonly string[];
  /** Beginnings of what its classes have in `spec.controller`. */
  readonly controllers: readonly string[];
  readonly is: string;
  /** What exposes the chat there. */
  readonly way: string;
}

const { traefik, haproxy, 'f5-nginx': f5Nginx, 'aws-alb': awsAlb } = ingressControllers;

const otherControllers: readonly OtherController[] = [
  { names: ['traefik'], controllers: [traefik.controller], is: "Traefik's", way: throughIngress('traefik') },
  { names: ['haproxy'], controllers: [haproxy.controller], is: "HAProxy's", way: throughIngress('haproxy') },
  {
    names: ['azure-alb-external', 'azure-alb-internal'],
    controllers: ['alb.networking.azure.io/'],
    is: "Azure's Gateway for Containers'",
    way: throughGateway,
  },
  {
    names: ['azure-application-gateway'],
    controllers: ['azure/application-gateway'],
    is: "Azure's Application Gateway's",
    way: 'use loadBalancer or gateway',
  },
  {
    names: ['alb', 'eks'],
    controllers: [awsAlb.controller, 'eks.amazonaws.com/'],
    is: "the AWS Load Balancer Controller's",
    way: throughIngress('aws-alb'),
  },
  { names: ['gce', 'gke'], controllers: [], is: "GKE's", way: throughIngress('gke') },
  { names: ['contour'], controllers: ['projectcontour.io/'], is: "Contour's", way: throughGateway },
  { names: ['cilium'], controllers: ['cilium.io/'], is: "Cilium's", way: throughGateway },
  { names: ['istio'], controllers: ['istio.io/'], is: "Istio's", way: throughGateway },
  { names: ['kong'], controllers: ['ingress-controllers.konghq.com/'], is: "Kong's", way: throughGateway },
  { names: ['apisix'], controllers: ['apisix.apache.org/'], is: "APISIX'", way: throughGateway },
  { names: ['higress'], controllers: ['higress.io/'], is: "Higress'", way: throughGateway },
  {
    names: ['ambassador', 'emissary'],
    controllers: ['getambassador.io/'],
    is: "Emissary's",
    way: throughGateway,
  },
  { names: ['avi'], controllers: ['ako.vmware.com/'], is: "the AVI Kubernetes Operator's", way: throughGateway },
  { names: ['ngrok'], controllers: ['k8s.ngrok.com/', 'ngrok.com/'], is: "ngrok's", way: throughGateway },
  { names: ['pomerium'], controllers: ['pomerium.io/'], is: "Pomerium's", way: throughGateway },
  { names: ['openshift'], controllers: ['openshift.io/'], is: "OpenShift's router's", way: 'use openshiftRoute' },
  { names: ['tailscale'], controllers: ['tailscale.com/'], is: "Tailscale's", way: 'use loadBalancer with its class' },
];

/** What ingress-nginx writes into `spec.controller` of its IngressClass. */
export const ingressNginxController = 'k8s.io/ingress-nginx';

/** Beginnings of `spec.controller`, those of one controller together. */
const families: readonly (readonly string[])[] = [
  [ingressNginxController],
  [f5Nginx.controller],
  // Another one than HAProxy's own, with other annotations and the same class.
  ['haproxy-ingress.github.io/'],
  ...otherControllers.map(({ controllers }) => controllers),
];

/** Whether a class with this `spec.controller` is known to be of another controller. Many installations name their own. */
export function isOfAnotherController(found: string, own: string): boolean {
  const familyOf = (text: string) => families.findIndex((family) => family.some((start) => text.startsWith(start)));
  return familyOf(found) !== -1 && familyOf(found) !== familyOf(own);
}

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
