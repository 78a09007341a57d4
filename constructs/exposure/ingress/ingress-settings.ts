import { choice, type Schema, value } from '../../checks/check';
import { suggestion } from '../../checks/values';
import { closest, either, isGroup } from '../../checks/wording';
import type { TlsSettings } from '../tls';
import { type AwsAlbIngressSettings, awsAlbSchema } from './aws-alb';
import { type IngressControllerName, ingressControllers } from './controllers';
import { type F5NginxIngressSettings, f5NginxSchema } from './f5-nginx';
import { type GkeIngressSettings, gkeSchema } from './gke';
import { type HaproxyIngressSettings, haproxySchema } from './haproxy';
import { type TraefikIngressSettings, traefikSchema } from './traefik';

/** Exposure through an Ingress, whose `controller` decides what else can be said. */
export type IngressSettings =
  | TraefikIngressSettings
  | HaproxyIngressSettings
  | F5NginxIngressSettings
  | AwsAlbIngressSettings
  | GkeIngressSettings;

const schemas: { readonly [Name in IngressControllerName]: Schema<Extract<IngressSettings, { controller: Name }>> } = {
  traefik: traefikSchema,
  haproxy: haproxySchema,
  'f5-nginx': f5NginxSchema,
  'aws-alb': awsAlbSchema,
  gke: gkeSchema,
};

const names = Object.keys(ingressControllers) as IngressControllerName[];

const controller = value<IngressControllerName>(
  'known here',
  either(names),
  (input) => (names as readonly unknown[]).includes(input),
  (text) => {
    if (/nginx/i.test(text)) {
      return `for ingress-nginx use the exposure nginxIngress, for F5's controller "f5-nginx"`;
    }
    return /contour|cilium|istio|envoy|kong/i.test(text)
      ? 'for this one use the exposure gateway'
      : suggestion(closest(text, names));
  },
);

/** What a controller decides is looked at when it is known. */
const unknownController = (input: unknown) =>
  controller((input as { readonly controller?: unknown }).controller).map(({ message }) => ({
    at: ['controller'],
    message,
  }));

/** ingress-nginx is an exposure of its own, `nginxIngress`. */
export const ingressSchema: Schema<IngressSettings> = choice<IngressSettings>((input) => {
  if (!isGroup(input)) {
    return traefikSchema;
  }
  const known = names.find((name) => name === input.controller);
  return known === undefined ? unknownController : schemas[known];
});

/** The certificate in a Secret; an Application Load Balancer has its own elsewhere. */
export function certificateOf(settings: IngressSettings | undefined): TlsSettings | undefined {
  return settings === undefined || settings.controller === 'aws-alb' ? undefined : settings.tls;
}

/** The class whose Ingresses share their hosts; nothing where each Ingress has a balancer of its own. */
export function sharedClassOf(settings: IngressSettings): string | undefined {
  return settings.controller === 'aws-alb' || settings.controller === 'gke'
    ? undefined
    : (settings.className ?? ingressControllers[settings.controller].className);
}
