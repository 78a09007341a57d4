import { proxyShutdownSeconds } from '../../common/answer-time';
import { issuerAnnotationNames } from '../../common/cert-manager';
import { afterwards, onCluster, type Requirement } from '../../common/requirement';
import { nginx } from '../../exposure/annotations';
import { ingressControllers } from '../../exposure/ingress/controllers';
import { type FinishedChat, ofKind } from '../finished-chat';
import { besideOf, classOf, controllerOf } from '../ingresses';
import type { KubeObject } from '../kube-object';

export function ingressRequirements(chat: FinishedChat): Requirement[] {
  return ofKind(chat, 'Ingress').flatMap((ingress) => {
    const authUrl = ingress.metadata.annotations?.[`${nginx}/auth-url`];
    return [
      ...controllerRequirements(chat, ingress),
      ...issuers(ingress),
      ...(authUrl === undefined
        ? []
        : [
            onCluster(
              'login service',
              { url: authUrl },
              `the service that answers ${authUrl}`,
              'it knows who is logged in; its own paths need an Ingress of their own on the same host, without a login',
            ),
          ]),
      ...afterTheApply(chat, ingress),
    ];
  });
}

/** The class, and what the controller has to know beside it. */
function controllerRequirements(chat: FinishedChat, ingress: KubeObject): Requirement[] {
  const { title, setting, controller } = controllerOf(ingress);
  const className = classOf(ingress);
  const command = `kubectl get ingressclass ${className}`;
  if (setting === 'nginxIngress') {
    return [
      onCluster(
        'ingress-nginx',
        { className },
        `the IngressClass "${className}", of ingress-nginx 1.8 to 1.15`,
        `any controller but ${controller} ignores the annotations: the timeouts, and the Ingress' own login and ranges where it has them`,
        command,
      ),
    ];
  }
  const facts = { title, className, controller };
  const kinds = new Set(besideOf(chat, ingress).map(({ kind }) => kind));
  return [
    controller === undefined
      ? onCluster('ingress controller', facts, `${title} for the class "${className}"`, 'it serves the Ingress')
      : onCluster(
          'ingress controller',
          facts,
          `the IngressClass "${className}", with the controller ${controller}`,
          'another one would ignore what the Ingress says for it',
          command,
        ),
    ...(kinds.has('Middleware')
      ? [
          onCluster(
            'traefik kinds',
            {},
            "Traefik's own kinds, and its provider for them, as its chart and k3s have both",
            'redirect, ranges and limits are Middlewares; while one is missing, the chat answers 404',
            'kubectl get crd middlewares.traefik.io',
          ),
        ]
      : []),
    ...(kinds.has('Policy')
      ? [
          onCluster(
            'f5 kinds',
            {},
            'F5 NGINX Ingress 5.4 or newer, with its own kinds',
            'the ranges are a Policy, which older ones do not read on an Ingress',
            'kubectl get crd policies.k8s.nginx.org',
          ),
        ]
      : []),
    ...(controller === ingressControllers['aws-alb'].controller && (ingress.spec.tls ?? []).length > 0
      ? [
          onCluster(
            'acm certificate',
            { hosts: hostsOf(ingress) },
            'a certificate for the host in AWS Certificate Manager',
            'the balancer takes it from there',
          ),
        ]
      : []),
  ];
}

/** The name, and what the controller alone can set before long answers arrive at all times. */
function afterTheApply(chat: FinishedChat, ingress: KubeObject): Requirement[] {
  const { title, setting, controller } = controllerOf(ingress);
  const hosts = hostsOf(ingress);
  const timeout = Number(ingress.metadata.annotations?.[`${nginx}/proxy-read-timeout`]);
  const { name } = ingress.metadata;
  const command = `kubectl get ingress ${name} -n ${chat.namespace}`;
  const of = { kind: 'Ingress', name, namespace: chat.namespace } as const;
  if (setting === 'nginxIngress') {
    const shutdownSeconds = proxyShutdownSeconds(timeout);
    const why = `with the controller's address; and worker-shutdown-timeout: ${shutdownSeconds}s in its ConfigMap, or its reloads cut long answers`;
    const inDns = { hosts, of, shutdownSeconds };
    return hosts.length === 0
      ? []
      : [afterwards('name in the DNS', inDns, `${hosts.join(', ')} in the DNS`, why, command)];
  }
  return [
    ...(hosts.length === 0
      ? []
      : [
          afterwards(
            'name in the DNS',
            { hosts, of, controller: title },
            `${hosts.join(', ')} in the DNS, for ${title}`,
            "with the controller's address",
            command,
          ),
        ]),
    ...(controller === ingressControllers.traefik.controller
      ? [
          afterwards(
            'traefik stop',
            {},
            "a longer lifeCycle.graceTimeOut of Traefik's entry points",
            'a stop of its pod cuts answers in flight after 10 s',
          ),
        ]
      : []),
  ];
}

function hostsOf({ spec }: KubeObject): string[] {
  const rules = (spec.rules ?? []) as { readonly host?: string }[];
  return rules.flatMap(({ host }) => host ?? []);
}

/** cert-manager and the issuer that an object orders its certificate from. */
export function issuers({ kind, metadata, spec }: KubeObject): Requirement[] {
  const of = { kind: kind as 'Ingress' | 'Gateway', name: metadata.name, className: spec.ingressClassName };
  const setting = kind === 'Gateway' ? ', with its setting config.gatewayAPI.enabled' : '';
  const why = 'it orders the certificate';
  const clusterIssuer = metadata.annotations?.[issuerAnnotationNames.clusterIssuer];
  const issuer = metadata.annotations?.[issuerAnnotationNames.issuer];
  return [
    ...(clusterIssuer === undefined
      ? []
      : [
          onCluster(
            'issuer',
            { kind: 'ClusterIssuer', name: clusterIssuer, of },
            `cert-manager${setting}, and the ClusterIssuer "${clusterIssuer}"`,
            why,
            `kubectl get clusterissuer ${clusterIssuer}`,
          ),
        ]),
    ...(issuer === undefined
      ? []
      : [
          onCluster(
            'issuer',
            { kind: 'Issuer', name: issuer, of },
            `cert-manager${setting}, and the Issuer "${issuer}" in the chat's namespace`,
            why,
            `kubectl get issuer ${issuer} -n ${metadata.namespace}`,
          ),
        ]),
  ];
}
