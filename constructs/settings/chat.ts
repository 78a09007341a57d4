import type { ClientSettings } from '../chat-client/client-settings';
import type { ObjectMetadata } from '../common/object-metadata';
import type { Platform } from '../common/platform';
import type { GatewaySettings } from '../exposure/gateway-settings';
import type { IngressSettings } from '../exposure/ingress/ingress-settings';
import type { LoadBalancerSettings } from '../exposure/load-balancer-settings';
import type { NginxIngressSettings } from '../exposure/nginx-ingress-settings';
import type { OpenShiftRouteSettings } from '../exposure/openshift-route-settings';
import type { LoginSettings } from '../login/login-settings';
import type { NamespaceSettings } from '../namespace/namespace-settings';
import type { LinkSettings } from '../skupper/link-settings';
import type { ModelSettings } from '../skupper/model-settings';
import type { PrivateSiteSettings } from '../skupper/private-site-settings';
import type { SiteSettings } from '../skupper/site-settings';
import type { AcceptedWarning } from './acceptance';
import type { ExtraObject } from './extra-object';
import type { Patch } from './patch';

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
  /**
   * The chat page: the article's, or another one that `page` names.
   *
   * @default - none; pods that are there already ask the model, and `model.allowFrom` names them
   */
  readonly client?: ClientSettings;
  /**
   * How the page is exposed. Each exposure that is there is on. Needs `client`.
   *
   * @default - none but `kubectl port-forward`
   */
  readonly exposure?: ExposureSettings;
  /**
   * A login in front of the page, that every exposure leads to and that nothing goes round. Excludes
   * `exposure.nginxIngress.basicAuth` and `externalAuth`.
   *
   * @default - none; whoever reaches an exposure uses the model
   */
  readonly login?: LoginSettings;
  /**
   * Lets the client, and whom `model.allowFrom` names, alone reach the model. It also keeps out Skupper's network console and
   * the `curl` pod that the
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
  /**
   * Labels and annotations of every object for the cluster, as companies' policies ask for them. What an object says itself
   * stays.
   *
   * @default - the project's own labels
   */
  readonly metadata?: ObjectMetadata;
  /**
   * Objects of your own beside the chat's, in its namespace: a database for the page, a policy, the order of a Secret. They are
   * held to what the chat's own are held to, secrets and Pod Security included. Other kinds go into a file of your own in
   * `dist/`, which is kept, and looked at by nobody.
   *
   * @default - none
   */
  readonly extraObjects?: readonly ExtraObject[];
  /**
   * Changes to finished objects, for what no setting covers. They are applied in their order, and the objects are checked
   * after them.
   *
   * @default - none
   */
  readonly patches?: readonly Patch[];
  /**
   * Ids of warnings that you accept, alone or each with the setting that it may come of: `plain-http exposure.loadBalancer`
   * says nothing of an Ingress that is added later. An acceptance whose warning does not come is a warning itself.
   *
   * @default - none
   */
  readonly acceptedWarnings?: readonly AcceptedWarning[];
  /**
   * Name of the cluster that a chat of a fleet is for, on all chats of the fleet or on none. Namespaces and hosts are unique
   * on a cluster. Files say it in their first line, so that the next run knows where what is gone was.
   *
   * @default - one cluster, which needs no name
   */
  readonly cluster?: string;
}

/** The exposures of a chat. Several may be on at once. */
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
   * An Ingress for another controller: Traefik, HAProxy, F5's, AWS' or GKE's.
   *
   * @default - none
   */
  readonly ingress?: IngressSettings;
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
