import {
  everyF5NginxIngress,
  everyTraefikIngress,
  existingGateway,
  logins,
  minimal,
  ownGateway,
} from '../../../tests/cases';
import type { ChatSettings } from '../../settings';
import { synthesize } from '../../synthesis/synthesis';

const host = 'chat.example.com';
const closed = ['203.0.113.0/24', '2001:db8::/32'];
const client = (more: object): Partial<ChatSettings> => ({ client: { ...minimal.client, ...more } });
const openWebui = {
  name: 'chat',
  page: 'open-webui',
  image: 'ghcr.io/open-webui/open-webui:v0.12.4',
  secretName: 'chat-page',
} as const;
const withData = (
  data: { readonly size: string; readonly storageClassName?: string } | { readonly existingClaim: string },
): Partial<ChatSettings> => ({ client: { ...openWebui, data } });

/** What a chat needs, each in a line: its kind, what it says of itself, what it is and what for, and its commands. */
function needs(settings: Partial<ChatSettings>): string[] {
  return synthesize({ ...minimal, ...settings }).chats.flatMap(({ requirements }) =>
    requirements.map(({ kind, id, facts, what, why, commands }) =>
      [`${kind} ${id} ${JSON.stringify(facts)} ${what}: ${why}`, ...commands].join(' $ '),
    ),
  );
}

/** What every chat needs, which is said in the first row alone, and what a page and OpenShift bring with them. */
const usual = new Set([{}, { client: openWebui }, { platform: 'openshift' } as const].flatMap(needs));

const rows: readonly (readonly [string, Partial<ChatSettings>, readonly string[]])[] = [
  [
    'nothing more than a namespace',
    {},
    [
      'cluster skupper {"onlyNewest":false} Skupper 2.0.0 to 2.2.1, but not 2.2.0: its controller runs the router $ kubectl apply -f https://github.com/skupperproject/skupper/releases/download/2.2.1/skupper-cluster-scope.yaml',
      "cluster router address {} a load balancer for Skupper's router, which the private machine reaches: the private sites link to the router there",
      'cluster network plugin {} a network plugin that enforces NetworkPolicy: the policies do nothing without one',
    ],
  ],
  [
    'a node port',
    {
      site: { name: 'ilab-chat', linkAccess: 'nodeport' },
      link: { host: 'node.example.com', port: 31_671 },
      privateSites: [{ name: 'lab' }],
    },
    [
      `cluster router address {} Skupper's Deployment "skupper-controller", started with nodeport in SKUPPER_ENABLED_ACCESS_TYPES, and with SKUPPER_CLUSTER_HOST: the private sites link to the router there $ kubectl set env deployment/skupper-controller -n skupper --list`,
    ],
  ],
  [
    'a controller for links',
    {
      site: { name: 'ilab-chat', linkAccess: 'ingress-nginx' },
      link: { ingressDomain: 'links.example.com' },
      privateSites: [{ name: 'lab' }],
    },
    [
      `cluster router address {} Skupper's Deployment "skupper-controller", started with ingress-nginx in SKUPPER_ENABLED_ACCESS_TYPES, and an ingress-nginx with --enable-ssl-passthrough: the private sites link to the router there $ kubectl set env deployment/skupper-controller -n skupper --list`,
    ],
  ],
  [
    'a size of the router',
    { site: { name: 'ilab-chat', sizing: 'large' } },
    [
      `cluster site size {"size":"large"} a ConfigMap with the label skupper.io/site-sizing: large: it is the size of the router's pods; without it the controller uses its default, without a word $ kubectl get configmap -n skupper -l skupper.io/site-sizing=large`,
    ],
  ],
  [
    'several routing keys',
    {
      privateSites: [
        { name: 'gpu', routingKey: 'gpu' },
        { name: 'cpu', routingKey: 'cpu' },
      ],
    },
    [
      'cluster skupper {"onlyNewest":true} Skupper 2.2.1: its controller runs the router $ kubectl apply -f https://github.com/skupperproject/skupper/releases/download/2.2.1/skupper-cluster-scope.yaml',
    ],
  ],
  [
    'a namespace that exists',
    { namespace: { name: 'ilab-chat', exists: true } },
    [
      'cluster namespace {"name":"ilab-chat"} the namespace "ilab-chat": the settings say that it is made elsewhere; its label pod-security.kubernetes.io/enforce has to be "baseline": with "restricted" the Skupper router does not start, and with "privileged" or none any pod may take its node $ kubectl get namespace ilab-chat --show-labels',
    ],
  ],
  [
    'an autoscaler',
    client({ autoscaling: { minReplicas: 2, maxReplicas: 3 } }),
    [
      'cluster metrics server {} metrics-server: the autoscaler follows what it measures $ kubectl get apiservice v1beta1.metrics.k8s.io',
    ],
  ],
  [
    'some nodes',
    client({ priorityClassName: 'users-wait', nodeSelector: { disk: 'ssd', zone: 'a' } }),
    [
      'cluster priority class {"name":"users-wait"} the PriorityClass "users-wait": the pods are refused without it $ kubectl get priorityclass users-wait',
      'cluster nodes {"labels":["disk=ssd","zone=a"]} nodes with the labels disk=ssd, zone=a: the pods run on no others $ kubectl get nodes -l disk=ssd,zone=a',
    ],
  ],
  [
    'variables of others',
    client({ envFrom: [{ secretName: 'chat-settings' }, { configMapName: 'chat-texts' }] }),
    [
      'cluster object of the pods {"kind":"ConfigMap","name":"chat-texts"} the ConfigMap "chat-texts" in the namespace "ilab-chat": the pods do not start without $ kubectl get configmap chat-texts -n ilab-chat',
      'secret secret {"name":"chat-settings","holds":"variables","of":[],"needs":["variables.env"],"makes":[]} the Secret "chat-settings": variables for the environment of the pods, which do not start without $ kubectl create secret generic chat-settings --from-env-file=variables.env -n ilab-chat',
    ],
  ],
  [
    'a volume of the default class',
    withData({ size: '1Gi' }),
    [
      "cluster storage class {} a default StorageClass: it makes the volume of the page's data $ kubectl get storageclass",
    ],
  ],
  [
    'a volume of a class',
    withData({ size: '1Gi', storageClassName: 'fast' }),
    [
      `cluster storage class {"name":"fast"} the StorageClass "fast": it makes the volume of the page's data $ kubectl get storageclass fast`,
    ],
  ],
  [
    'a volume that exists',
    withData({ existingClaim: 'chat-archive' }),
    [
      'cluster object of the pods {"kind":"PersistentVolumeClaim","name":"chat-archive"} the PersistentVolumeClaim "chat-archive" in the namespace "ilab-chat": the pods do not start without $ kubectl get persistentvolumeclaim chat-archive -n ilab-chat',
    ],
  ],
  [
    'a private registry',
    client({ imagePullSecrets: ['registry-login'] }),
    [
      `secret secret {"name":"registry-login","holds":"registry login","of":["quay.io/rzago/ilab-client:v2"],"needs":[],"makes":[]} the Secret "registry-login": the login with which "quay.io/rzago/ilab-client:v2" is pulled $ printf 'User of the registry: ' && read -r REGISTRY_USER $ printf 'Password of the registry: ' && read -r -s REGISTRY_PASSWORD $ kubectl create secret docker-registry registry-login --docker-server=quay.io --docker-username="\${REGISTRY_USER:?}" --docker-password="\${REGISTRY_PASSWORD:?}" -n ilab-chat`,
    ],
  ],
  [
    'Docker Hub',
    client({ image: 'rzago/ilab-client:v2', imagePullSecrets: ['registry-login'] }),
    [
      `secret secret {"name":"registry-login","holds":"registry login","of":["rzago/ilab-client:v2"],"needs":[],"makes":[]} the Secret "registry-login": the login with which "rzago/ilab-client:v2" is pulled $ printf 'User of the registry: ' && read -r REGISTRY_USER $ printf 'Password of the registry: ' && read -r -s REGISTRY_PASSWORD $ kubectl create secret docker-registry registry-login --docker-server=https://index.docker.io/v1/ --docker-username="\${REGISTRY_USER:?}" --docker-password="\${REGISTRY_PASSWORD:?}" -n ilab-chat`,
    ],
  ],
  [
    'a registry with a port',
    client({ image: 'registry:5000/ilab-client:v2', imagePullSecrets: ['registry-login'] }),
    [
      `secret secret {"name":"registry-login","holds":"registry login","of":["registry:5000/ilab-client:v2"],"needs":[],"makes":[]} the Secret "registry-login": the login with which "registry:5000/ilab-client:v2" is pulled $ printf 'User of the registry: ' && read -r REGISTRY_USER $ printf 'Password of the registry: ' && read -r -s REGISTRY_PASSWORD $ kubectl create secret docker-registry registry-login --docker-server=registry:5000 --docker-username="\${REGISTRY_USER:?}" --docker-password="\${REGISTRY_PASSWORD:?}" -n ilab-chat`,
    ],
  ],
  [
    'keys of a Secret',
    client({
      env: {
        BANNER: { secretName: 'chat-texts', key: 'banner.txt' },
        MOTD: { secretName: 'chat-texts', key: 'motd.txt' },
        AGAIN: { secretName: 'chat-texts', key: 'motd.txt' },
      },
    }),
    [
      'secret secret {"name":"chat-texts","holds":"keys","of":["motd.txt","banner.txt"],"needs":["motd.txt","banner.txt"],"makes":[]} the Secret "chat-texts": "motd.txt", "banner.txt" for the environment of the pods, which do not start without $ kubectl create secret generic chat-texts --from-file=motd.txt --from-file=banner.txt -n ilab-chat',
    ],
  ],
  [
    'TLS to the model',
    { model: { ...minimal.model, tls: { secretName: 'model-tls' } } },
    [
      `secret secret {"name":"model-tls","holds":"router certificate","of":["instructlab"],"needs":["tls.crt","tls.key","ca.crt"],"makes":[]} the Secret "model-tls": the router's certificate for "instructlab", its key, and the authority that the client trusts; while it is missing, the router takes no new configuration at all $ kubectl create secret generic model-tls --type=kubernetes.io/tls --from-file=tls.crt --from-file=tls.key --from-file=ca.crt -n ilab-chat`,
    ],
  ],
  [
    'a load balancer',
    { exposure: { loadBalancer: { sourceRanges: closed } } },
    [
      'cluster load balancer {"service":"ilab-client-lb","byAwsController":false} a load balancer for the Service "ilab-client-lb": the address comes from it',
    ],
  ],
  [
    'a load balancer of AWS',
    { exposure: { loadBalancer: { sourceRanges: closed, cloud: 'aws-load-balancer-controller' } } },
    [
      'cluster load balancer {"service":"ilab-client-lb","byAwsController":true} the AWS Load Balancer Controller: the address comes from it',
    ],
  ],
  [
    'an Ingress of ingress-nginx',
    { exposure: { nginxIngress: { hosts: [host, 'chat'], tls: { clusterIssuer: 'letsencrypt' } } } },
    [
      `cluster ingress-nginx {"className":"nginx"} the IngressClass "nginx", of ingress-nginx 1.8 to 1.15: any controller but k8s.io/ingress-nginx ignores the annotations: the timeouts, and the Ingress' own login and ranges where it has them $ kubectl get ingressclass nginx`,
      'cluster issuer {"kind":"ClusterIssuer","name":"letsencrypt","of":{"kind":"Ingress","name":"ilab-client-ingress","className":"nginx"}} cert-manager, and the ClusterIssuer "letsencrypt": it orders the certificate $ kubectl get clusterissuer letsencrypt',
      `afterwards name in the DNS {"hosts":["chat.example.com","chat"],"of":{"kind":"Ingress","name":"ilab-client-ingress","namespace":"ilab-chat"},"shutdownSeconds":660} chat.example.com, chat in the DNS: with the controller's address; and worker-shutdown-timeout: 660s in its ConfigMap, or its reloads cut long answers $ kubectl get ingress ilab-client-ingress -n ilab-chat`,
    ],
  ],
  [
    'an Ingress with its own certificate and users',
    { exposure: { nginxIngress: { host, tls: { secretName: 'chat-tls' }, basicAuth: { secretName: 'chat-users' } } } },
    [
      `cluster ingress-nginx {"className":"nginx"} the IngressClass "nginx", of ingress-nginx 1.8 to 1.15: any controller but k8s.io/ingress-nginx ignores the annotations: the timeouts, and the Ingress' own login and ranges where it has them $ kubectl get ingressclass nginx`,
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Ingress","name":"ilab-client-ingress","namespace":"ilab-chat"},"shutdownSeconds":660} chat.example.com in the DNS: with the controller's address; and worker-shutdown-timeout: 660s in its ConfigMap, or its reloads cut long answers $ kubectl get ingress ilab-client-ingress -n ilab-chat`,
      'secret secret {"name":"chat-tls","holds":"certificate","of":[],"needs":["tls.crt","tls.key"],"makes":[]} the Secret "chat-tls": the certificate and its key $ kubectl create secret tls chat-tls --cert=tls.crt --key=tls.key -n ilab-chat',
      'secret secret {"name":"chat-users","holds":"users of the Ingress","of":[],"needs":[],"makes":["auth"]} the Secret "chat-users": the users and the hashes of their passwords; while it is missing, everybody gets 503 $ htpasswd -c auth alice $ kubectl create secret generic chat-users --from-file=auth -n ilab-chat',
    ],
  ],
  [
    'an Ingress with a login elsewhere',
    { exposure: { nginxIngress: { host, externalAuth: { url: 'https://id.example.com/auth' } } } },
    [
      `cluster ingress-nginx {"className":"nginx"} the IngressClass "nginx", of ingress-nginx 1.8 to 1.15: any controller but k8s.io/ingress-nginx ignores the annotations: the timeouts, and the Ingress' own login and ranges where it has them $ kubectl get ingressclass nginx`,
      'cluster login service {"url":"https://id.example.com/auth"} the service that answers https://id.example.com/auth: it knows who is logged in; its own paths need an Ingress of their own on the same host, without a login',
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Ingress","name":"ilab-client-ingress","namespace":"ilab-chat"},"shutdownSeconds":660} chat.example.com in the DNS: with the controller's address; and worker-shutdown-timeout: 660s in its ConfigMap, or its reloads cut long answers $ kubectl get ingress ilab-client-ingress -n ilab-chat`,
    ],
  ],
  [
    'an Ingress of Traefik',
    { exposure: { ingress: { ...everyTraefikIngress, hosts: [host] } } },
    [
      'cluster ingress controller {"title":"Traefik Ingress","className":"edge","controller":"traefik.io/ingress-controller"} the IngressClass "edge", with the controller traefik.io/ingress-controller: another one would ignore what the Ingress says for it $ kubectl get ingressclass edge',
      "cluster traefik kinds {} Traefik's own kinds, and its provider for them, as its chart and k3s have both: redirect, ranges and limits are Middlewares; while one is missing, the chat answers 404 $ kubectl get crd middlewares.traefik.io",
      'cluster issuer {"kind":"ClusterIssuer","name":"letsencrypt","of":{"kind":"Ingress","name":"ilab-client-traefik","className":"edge"}} cert-manager, and the ClusterIssuer "letsencrypt": it orders the certificate $ kubectl get clusterissuer letsencrypt',
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Ingress","name":"ilab-client-traefik","namespace":"ilab-chat"},"controller":"Traefik Ingress"} chat.example.com in the DNS, for Traefik Ingress: with the controller's address $ kubectl get ingress ilab-client-traefik -n ilab-chat`,
      "afterwards traefik stop {} a longer lifeCycle.graceTimeOut of Traefik's entry points: a stop of its pod cuts answers in flight after 10 s",
    ],
  ],
  [
    'an Ingress of F5',
    { exposure: { ingress: everyF5NginxIngress } },
    [
      'cluster ingress controller {"title":"F5 NGINX Ingress","className":"edge","controller":"nginx.org/ingress-controller"} the IngressClass "edge", with the controller nginx.org/ingress-controller: another one would ignore what the Ingress says for it $ kubectl get ingressclass edge',
      'cluster f5 kinds {} F5 NGINX Ingress 5.4 or newer, with its own kinds: the ranges are a Policy, which older ones do not read on an Ingress $ kubectl get crd policies.k8s.nginx.org',
      'cluster issuer {"kind":"ClusterIssuer","name":"letsencrypt","of":{"kind":"Ingress","name":"ilab-client-f5-nginx","className":"edge"}} cert-manager, and the ClusterIssuer "letsencrypt": it orders the certificate $ kubectl get clusterissuer letsencrypt',
      `afterwards name in the DNS {"hosts":["chat.example.com","chat"],"of":{"kind":"Ingress","name":"ilab-client-f5-nginx","namespace":"ilab-chat"},"controller":"F5 NGINX Ingress"} chat.example.com, chat in the DNS, for F5 NGINX Ingress: with the controller's address $ kubectl get ingress ilab-client-f5-nginx -n ilab-chat`,
    ],
  ],
  [
    'an Ingress of GKE',
    {
      exposure: {
        ingress: {
          controller: 'gke',
          scheme: 'internal',
          proxySubnetRanges: ['10.129.0.0/23'],
          host,
          tls: { secretName: 'chat-tls' },
        },
      },
    },
    [
      'cluster ingress controller {"title":"GKE Ingress","className":"gce-internal"} GKE Ingress for the class "gce-internal": it serves the Ingress',
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Ingress","name":"ilab-client-gke","namespace":"ilab-chat"},"controller":"GKE Ingress"} chat.example.com in the DNS, for GKE Ingress: with the controller's address $ kubectl get ingress ilab-client-gke -n ilab-chat`,
      'secret secret {"name":"chat-tls","holds":"certificate","of":[],"needs":["tls.crt","tls.key"],"makes":[]} the Secret "chat-tls": the certificate and its key $ kubectl create secret tls chat-tls --cert=tls.crt --key=tls.key -n ilab-chat',
    ],
  ],
  [
    'a balancer of AWS with TLS',
    { exposure: { ingress: { controller: 'aws-alb', host, tls: {}, subnetRanges: ['10.0.0.0/16'] } } },
    [
      'cluster ingress controller {"title":"Application Load Balancer","className":"alb","controller":"ingress.k8s.aws/alb"} the IngressClass "alb", with the controller ingress.k8s.aws/alb: another one would ignore what the Ingress says for it $ kubectl get ingressclass alb',
      'cluster acm certificate {"hosts":["chat.example.com"]} a certificate for the host in AWS Certificate Manager: the balancer takes it from there',
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Ingress","name":"ilab-client-aws-alb","namespace":"ilab-chat"},"controller":"Application Load Balancer"} chat.example.com in the DNS, for Application Load Balancer: with the controller's address $ kubectl get ingress ilab-client-aws-alb -n ilab-chat`,
    ],
  ],
  [
    'a balancer of AWS',
    { exposure: { ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } } },
    [
      'cluster ingress controller {"title":"Application Load Balancer","className":"alb","controller":"ingress.k8s.aws/alb"} the IngressClass "alb", with the controller ingress.k8s.aws/alb: another one would ignore what the Ingress says for it $ kubectl get ingressclass alb',
    ],
  ],
  [
    'a Gateway of the chat',
    { exposure: { gateway: ownGateway } },
    [
      'cluster gateway class {"className":"eg"} the GatewayClass "eg", and its implementation of the Gateway API, v1.2 or newer: it makes the Gateway and its load balancer $ kubectl get gatewayclass eg',
      `cluster issuer {"kind":"Issuer","name":"letsencrypt","of":{"kind":"Gateway","name":"ilab-client"}} cert-manager, with its setting config.gatewayAPI.enabled, and the Issuer "letsencrypt" in the chat's namespace: it orders the certificate $ kubectl get issuer letsencrypt -n ilab-chat`,
      'afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Gateway","name":"ilab-client","namespace":"ilab-chat"}} chat.example.com in the DNS: with the address of the Gateway "ilab-client" $ kubectl get gateway ilab-client -n ilab-chat',
      'afterwards route timeouts {"timeout":"620 s","needsLogin":true} timeouts of 620 s, and a login: not every implementation keeps the timeout of a route, its load balancer has one of its own, and the standard channel has no login: docs/exposure.md has the policies',
    ],
  ],
  [
    'a Gateway with a certificate and a login',
    {
      exposure: {
        gateway: {
          hosts: [host, 'b.example.com'],
          own: { className: 'eg', tls: { secretName: 'chat-tls' } },
          dataPlane: 'any',
        },
      },
      login: logins.users,
    },
    [
      'cluster gateway class {"className":"eg"} the GatewayClass "eg", and its implementation of the Gateway API, v1.2 or newer: it makes the Gateway and its load balancer $ kubectl get gatewayclass eg',
      'afterwards name in the DNS {"hosts":["chat.example.com","b.example.com"],"of":{"kind":"Gateway","name":"ilab-client","namespace":"ilab-chat"}} chat.example.com, b.example.com in the DNS: with the address of the Gateway "ilab-client" $ kubectl get gateway ilab-client -n ilab-chat',
      'afterwards route timeouts {"timeout":"620 s","needsLogin":false} timeouts of 620 s: not every implementation keeps the timeout of a route, its load balancer has one of its own: docs/exposure.md has the policies',
      'secret secret {"name":"chat-users","holds":"users","of":[],"needs":[],"makes":["auth"]} the Secret "chat-users": the users with the hashes of their passwords, and what the sessions are signed with; the pods of the login do not start without $ htpasswd -B -C 10 -c auth alice $ kubectl create secret generic chat-users --from-file=auth --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat',
      'secret secret {"name":"chat-tls","holds":"certificate","of":[],"needs":["tls.crt","tls.key"],"makes":[]} the Secret "chat-tls": the certificate and its key $ kubectl create secret tls chat-tls --cert=tls.crt --key=tls.key -n ilab-chat',
    ],
  ],
  [
    'a Gateway that exists, in the same namespace',
    { exposure: { gateway: { existing: { name: 'public' }, dataPlane: 'any' } } },
    [
      'cluster gateway {"name":"public","namespace":"ilab-chat"} the Gateway "public" in the namespace "ilab-chat": its listeners have to allow routes from "ilab-chat" $ kubectl get gateway public -n ilab-chat',
      'afterwards route timeouts {"timeout":"620 s","needsLogin":true} timeouts of 620 s, and a login: not every implementation keeps the timeout of a route, its load balancer has one of its own, and the standard channel has no login: docs/exposure.md has the policies',
    ],
  ],
  [
    'a Gateway that exists',
    { exposure: { gateway: existingGateway } },
    [
      'cluster gateway {"name":"public","namespace":"gateways","listener":"https"} the Gateway "public" in the namespace "gateways": its listener "https" has to allow routes from "ilab-chat" $ kubectl get gateway public -n gateways',
      'afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Gateway","name":"public","namespace":"gateways"}} chat.example.com in the DNS: with the address of the Gateway "public" $ kubectl get gateway public -n gateways',
      'afterwards route timeouts {"timeout":"620 s","needsLogin":true} timeouts of 620 s, and a login: not every implementation keeps the timeout of a route, its load balancer has one of its own, and the standard channel has no login: docs/exposure.md has the policies',
    ],
  ],
  [
    'a Route',
    {
      platform: 'openshift',
      exposure: { openshiftRoute: { host, tls: { externalCertificate: { secretName: 'chat-tls' } } } },
    },
    [
      `afterwards name in the DNS {"hosts":["chat.example.com"],"of":{"kind":"Route","name":"ilab-client","namespace":"ilab-chat"}} chat.example.com in the DNS: with the name of OpenShift's router, unless it is below the cluster's own domain $ oc get route ilab-client -n ilab-chat`,
      'secret secret {"name":"chat-tls","holds":"certificate of the Route","of":[],"needs":["tls.crt","tls.key"],"makes":[]} the Secret "chat-tls": the certificate and its key; the API server refuses the Route while it is missing $ kubectl create secret tls chat-tls --cert=tls.crt --key=tls.key -n ilab-chat',
    ],
  ],
  [
    'an issuer of identities',
    {
      login: {
        oidc: {
          issuer: 'https://id.example.com/',
          clientId: 'chat',
          groups: ['team'],
          caSecretName: 'issuer-ca',
          issuerAddressRanges: ['198.51.100.0/24'],
        },
        secretName: 'chat-login',
      },
    },
    [
      'cluster oidc client {"id":"chat","issuer":"https://id.example.com/","callbacks":[]} the client "chat" at https://id.example.com/, with a secret, the code flow, and as redirect URIs the addresses of the chat: users sign in there; the pods of the login do not start while it does not answer $ curl https://id.example.com/.well-known/openid-configuration',
      `secret secret {"name":"chat-login","holds":"client secret","of":["https://id.example.com/"],"needs":[],"makes":[]} the Secret "chat-login": the secret that https://id.example.com/ gave the client, and what the sessions are signed with; the pods of the login do not start without $ printf 'Client secret: ' && read -r -s CLIENT_SECRET $ kubectl create secret generic chat-login --from-literal=client-secret="\${CLIENT_SECRET:?}" --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat`,
      'secret secret {"name":"issuer-ca","holds":"files","of":[],"needs":["ca.crt"],"makes":[]} the Secret "issuer-ca": files of the pods, which do not start without $ kubectl create secret generic issuer-ca --from-file=ca.crt -n ilab-chat',
    ],
  ],
];

test.each(rows)('%s', (title, settings, expected) => {
  const isTold = (line: string) => title === 'nothing more than a namespace' || !usual.has(line);
  expect(needs(settings).filter(isTold)).toEqual(expected);
});

test('OpenShift', () => {
  expect(needs({ platform: 'openshift' })).toContain(
    "cluster router address {} OpenShift's Routes for Skupper's router, which the private machine reaches: the private sites link to the router there",
  );
});

test('a Secret is known by its name, and nothing else has one', () => {
  const { chats } = synthesize({ ...minimal, login: logins.users });
  const named = chats.flatMap(({ requirements }) => requirements.map(({ id, secretName }) => [id, secretName]));
  expect(named.filter(([, name]) => name !== undefined)).toEqual([['secret', 'chat-users']]);
});
