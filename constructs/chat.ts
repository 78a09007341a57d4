import { type ChatClientSettings, chatClientSchema } from './chat-client/chat-client-settings';
import { chatRules } from './chat-rules';
import { group, listOf, optional, type Schema } from './checks/check';
import { flag, oneOf } from './checks/values';
import { type GatewaySettings, gatewaySchema } from './exposure/gateway-settings';
import { type LoadBalancerSettings, loadBalancerSchema } from './exposure/load-balancer';
import { type NginxIngressSettings, nginxIngressSchema } from './exposure/nginx-ingress-settings';
import { type OpenShiftRouteSettings, openShiftRouteSchema } from './exposure/openshift-route-settings';
import { type NamespaceSettings, namespaceSchema } from './namespace';
import type { Platform } from './platform';
import { type PrivateSiteSettings, privateSiteSchema } from './private-site-settings';
import { privateSitesRules } from './private-sites-rules';
import { type LinkSettings, linkSchema } from './skupper/link';
import { type ModelSettings, modelSchema } from './skupper/model-listener';
import { type SiteSettings, siteSchema } from './skupper/site';

/** One chat: a public site with the page, and the private sites with the model. */
export interface ChatSettings {
  /**
   * Where the public site runs.
   *
   * @default 'kubernetes'
   */
  readonly platform?: Platform;
  /** Where everything on the public cluster lives. */
  readonly namespace: NamespaceSettings;
  /** The Skupper Site of the public cluster. */
  readonly site: SiteSettings;
  /** The model as the public site sees it. */
  readonly model: ModelSettings;
  /** The chat page. */
  readonly client: ChatClientSettings;
  /**
   * The ways in from outside. Each one that is there is on.
   *
   * @default - none but `kubectl port-forward`
   */
  readonly exposure?: ExposureSettings;
  /**
   * Lets the client alone reach the model. It also keeps out Skupper's network console and the `curl` pod that the
   * README verifies with.
   *
   * @default false, every pod of the namespace reaches the model, and none from elsewhere
   */
  readonly isolateRouter?: boolean;
  /**
   * Declares the links of the private sites. Needs `privateSites`, and a Site that accepts links; excludes
   * `site.highAvailability`.
   *
   * @default - links are made with a token or "skupper link generate"
   */
  readonly link?: LinkSettings;
  /**
   * The machines that serve the model.
   *
   * @default - none; the private side is made elsewhere, with the model's host as its routing key
   */
  readonly privateSites?: readonly PrivateSiteSettings[];
}

/** The ways in from outside. Several may be on at once. */
export interface ExposureSettings {
  /**
   * A LoadBalancer Service straight to the pods.
   *
   * @default - none
   */
  readonly loadBalancer?: LoadBalancerSettings;
  /**
   * An Ingress for ingress-nginx.
   *
   * @default - none
   */
  readonly nginxIngress?: NginxIngressSettings;
  /**
   * An HTTPRoute of the Gateway API, and a Gateway when asked for.
   *
   * @default - none
   */
  readonly gateway?: GatewaySettings;
  /**
   * A Route of OpenShift. Needs the platform `openshift`.
   *
   * @default - none
   */
  readonly openshiftRoute?: OpenShiftRouteSettings;
}

export const chatSchema: Schema<ChatSettings> = group<ChatSettings>(
  {
    platform: optional(oneOf('kubernetes', 'openshift')),
    namespace: namespaceSchema,
    site: siteSchema,
    model: modelSchema,
    client: chatClientSchema,
    exposure: optional(
      group<ExposureSettings>({
        loadBalancer: optional(loadBalancerSchema),
        nginxIngress: optional(nginxIngressSchema),
        gateway: optional(gatewaySchema),
        openshiftRoute: optional(openShiftRouteSchema),
      }),
    ),
    isolateRouter: optional(flag),
    link: optional(linkSchema),
    privateSites: optional(listOf(privateSiteSchema, 'private sites')),
  },
  ...chatRules,
  ...privateSitesRules,
);
