import { clientSchema } from '../chat-client/client-settings';
import { group, listOf, optional, type Schema } from '../checks/check';
import { dnsLabel, flag, oneOf } from '../checks/values';
import { platforms } from '../common/platform';
import { gatewaySchema } from '../exposure/gateway-settings';
import { ingressSchema } from '../exposure/ingress/ingress-settings';
import { loadBalancerSchema } from '../exposure/load-balancer-settings';
import { nginxIngressSchema } from '../exposure/nginx-ingress-settings';
import { openShiftRouteSchema } from '../exposure/openshift-route-settings';
import { loginSchema } from '../login/login-settings';
import { namespaceSchema } from '../namespace/namespace-settings';
import { linkSchema } from '../skupper/link-settings';
import { modelSchema } from '../skupper/model-settings';
import { privateSiteSchema } from '../skupper/private-site-settings';
import { siteSchema } from '../skupper/site-settings';
import { acceptanceSchema } from './acceptance';
import type { ChatSettings, ExposureSettings } from './chat';
import { chatRules } from './chat-rules';
import { extraObjectSchema } from './extra-object';
import { linkRules } from './link-rules';
import { loginRules } from './login-rules';
import { metadataSchema } from './metadata-schema';
import { patchSchema } from './patch';
import { privateSitesRules } from './private-sites-rules';

export const chatSchema: Schema<ChatSettings> = group<ChatSettings>(
  {
    platform: optional(oneOf(...platforms)),
    namespace: namespaceSchema,
    site: siteSchema,
    model: modelSchema,
    client: optional(clientSchema),
    exposure: optional(
      group<ExposureSettings>({
        loadBalancer: optional(loadBalancerSchema),
        nginxIngress: optional(nginxIngressSchema),
        ingress: optional(ingressSchema),
        gateway: optional(gatewaySchema),
        openshiftRoute: optional(openShiftRouteSchema),
      }),
    ),
    login: optional(loginSchema),
    isolateRouter: optional(flag),
    link: optional(linkSchema),
    privateSites: optional(listOf(privateSiteSchema, 'private sites')),
    metadata: optional(metadataSchema),
    extraObjects: optional(listOf(extraObjectSchema, 'objects', 1)),
    patches: optional(listOf(patchSchema, 'patches')),
    acceptedWarnings: optional(listOf(acceptanceSchema, 'ids of warnings')),
    cluster: optional(dnsLabel()),
  },
  ...chatRules,
  ...loginRules,
  ...linkRules,
  ...privateSitesRules,
);
