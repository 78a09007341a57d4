import { proxyShutdownSeconds } from '../../common/answer-time';
import { issuerAnnotationNames } from '../../common/cert-manager';
import { afterwards, onCluster, type Requirement } from '../../common/requirement';
import { nginx } from '../../exposure/nginx-annotations';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function ingressRequirements(chat: FinishedChat): Requirement[] {
  return ofKind(chat, 'Ingress').flatMap((ingress) => {
    const { metadata, spec } = ingress;
    const annotations = metadata.annotations ?? {};
    const authUrl = annotations[`${nginx}/auth-url`];
    const timeout = annotations[`${nginx}/proxy-read-timeout`];
    const rules = (spec.rules ?? []) as { readonly host?: string }[];
    const hosts = rules.flatMap(({ host }) => host ?? []);
    const className = spec.ingressClassName;
    return [
      onCluster(
        `the IngressClass "${className}", of ingress-nginx 1.8 to 1.15`,
        'any controller but k8s.io/ingress-nginx serves the chat without the login and the ranges',
        `kubectl get ingressclass ${className}`,
      ),
      ...issuers(ingress),
      ...(authUrl === undefined
        ? []
        : [
            onCluster(
              `the service that answers ${authUrl}`,
              'it knows who is logged in; its own paths need an Ingress of their own on the same host, without a login',
            ),
          ]),
      ...(hosts.length === 0
        ? []
        : [
            afterwards(
              `${hosts.join(', ')} in the DNS`,
              `with the controller's address; and worker-shutdown-timeout: ${proxyShutdownSeconds(Number(timeout))}s in its ConfigMap, or its reloads cut long answers`,
              `kubectl get ingress ${metadata.name} -n ${chat.namespace}`,
            ),
          ]),
    ];
  });
}

/** cert-manager and the issuer that an object orders its certificate from. */
export function issuers({ kind, metadata }: KubeObject): Requirement[] {
  const setting = kind === 'Gateway' ? ', with its setting config.gatewayAPI.enabled' : '';
  const why = 'it orders the certificate';
  const clusterIssuer = metadata.annotations?.[issuerAnnotationNames.clusterIssuer];
  const issuer = metadata.annotations?.[issuerAnnotationNames.issuer];
  return [
    ...(clusterIssuer === undefined
      ? []
      : [
          onCluster(
            `cert-manager${setting}, and the ClusterIssuer "${clusterIssuer}"`,
            why,
            `kubectl get clusterissuer ${clusterIssuer}`,
          ),
        ]),
    ...(issuer === undefined
      ? []
      : [
          onCluster(
            `cert-manager${setting}, and the Issuer "${issuer}" in the chat's namespace`,
            why,
            `kubectl get issuer ${issuer} -n ${metadata.namespace}`,
          ),
        ]),
  ];
}
