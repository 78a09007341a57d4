import type { ChatSettings } from '../../constructs/settings';
import { cases } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { chatsIn, type ExpectedChat } from '../command/chats';
import { contextsOf, sectionsOf } from './guide-text';
import { blockOf } from './markdown';
import { given } from './shell';
import { isTask } from './step';

/** What an issuer of Let's Encrypt is made of, whose challenges are answered by a solver. */
const acmeSolvedBy = (solver: string) => [
  'spec:',
  '  acme:',
  '    server: https://acme-v02.api.letsencrypt.org/directory',
  `    email: ${given('EMAIL')}`,
  '    privateKeySecretRef:',
  '      name: letsencrypt-account',
  '    solvers:',
  '      - http01:',
  `          ${solver}`,
  'EOF',
];
const byTheGateway = 'gatewayHTTPRoute: { parentRefs: [{ name: ilab-client, namespace: ilab-chat, kind: Gateway }] }';

/** The commands that make the ClusterIssuer "letsencrypt". */
const issuerSolvingBy = (solver: string) => [
  'kubectl get clusterissuer letsencrypt || kubectl apply -f - <<EOF',
  'apiVersion: cert-manager.io/v1',
  'kind: ClusterIssuer',
  'metadata:',
  '  name: letsencrypt',
  ...acmeSolvedBy(solver),
  'kubectl wait clusterissuer/letsencrypt --for=condition=Ready --timeout=120s',
];

/** The lines that are typed below a heading; one that several sections have stands behind the section's own. */
function linesBelow(heading: string, name: string): string[] {
  const [chat] = chatsIn(synthesisOf(cases[name] as ChatSettings)) as [ExpectedChat];
  const steps = sectionsOf(chat).flatMap((section) =>
    section.parts
      .filter(({ title }) => [title?.en ?? section.title.en, `${section.title.en}: ${title?.en}`].includes(heading))
      .flatMap((part) => part.steps),
  );
  return steps.filter(isTask).flatMap((step) => blockOf(step, contextsOf(chat)).split('\n'));
}

type Row = readonly [name: string, heading: string, lines: readonly string[]];

const forClusters: readonly Row[] = [
  [
    'everything',
    'A ConfigMap with the label skupper.io/site-sizing: large',
    [`kubectl --context ${given('PUBLIC')} get configmap -n skupper -l skupper.io/site-sizing=large`],
  ],
  [
    'Application Load Balancer, everything',
    'A certificate for the host in AWS Certificate Manager',
    ["aws acm list-certificates --query 'CertificateSummaryList[].[DomainName,Status]' --output text"],
  ],
  ['page: open-webui', 'A default StorageClass', ['kubectl get storageclass']],
  ['page: librechat', 'The StorageClass "fast"', ['kubectl get storageclass fast']],
  [
    'page: sessions in two pods, behind every exposure',
    'A load balancer for the Service "chat-lb"',
    [
      "kubectl get services -A --no-headers | grep ' LoadBalancer ' || echo 'no load balancer yet'",
      "printf '%s' 'Free addresses, such as 192.168.1.240-192.168.1.250: ' && read -r ADDRESSES",
      `if [ -n "\${ADDRESSES-}" ]; then`,
      '  kubectl get crd ipaddresspools.metallb.io || {',
      '    helm upgrade --install metallb metallb --repo https://metallb.github.io/metallb --version 0.16.1 -n metallb-system --create-namespace --wait &&',
      '    kubectl apply -f - <<EOF',
      'apiVersion: metallb.io/v1beta1',
      'kind: IPAddressPool',
      'metadata:',
      '  name: private-model-chat',
      '  namespace: metallb-system',
      'spec:',
      `  addresses: [${given('ADDRESSES')}]`,
      '---',
      'apiVersion: metallb.io/v1beta1',
      'kind: L2Advertisement',
      'metadata:',
      '  name: private-model-chat',
      '  namespace: metallb-system',
      'EOF',
      '  }',
      'fi',
    ],
  ],
  [
    'load balancer, AWS controller',
    'The AWS Load Balancer Controller',
    ['kubectl get deployment aws-load-balancer-controller -n kube-system'],
  ],
  [
    'load balancer',
    'A load balancer for the Service "ilab-client-lb"',
    ["kubectl get services -A --no-headers | grep ' LoadBalancer ' || echo 'no load balancer yet'"],
  ],
  [
    'OpenShift Route',
    'A network plugin that enforces NetworkPolicy',
    ['kubectl get network.config/cluster -o jsonpath=\'{.status.networkType}{"\\n"}\''],
  ],
  [
    'load balancer',
    'A network plugin that enforces NetworkPolicy',
    [
      "kubectl get pods -A -o name | grep -E '/(calico|canal|cilium|antrea|kube-router|anetd|azure-npm|ovnkube|aws-node|kindnet)' || echo 'none of the known ones'",
      "printf '%s' 'Install Calico? yes, or Enter: ' && read -r CALICO",
      `if [ "\${CALICO-}" = yes ]; then`,
      '  kubectl apply -f https://raw.githubusercontent.com/projectcalico/calico/v3.32.2/manifests/calico.yaml',
      '  kubectl wait nodes --all --for=condition=Ready --timeout=300s',
      'fi',
    ],
  ],
  [
    'OpenShift Route',
    "OpenShift's Routes for Skupper's router, which the private machine reaches",
    ['kubectl api-resources --api-group=route.openshift.io'],
  ],
  [
    'F5 NGINX Ingress, everything',
    'F5 NGINX Ingress 5.4 or newer, with its own kinds',
    ['kubectl get crd policies.k8s.nginx.org'],
  ],
  [
    'GKE Ingress',
    'GKE Ingress for the class "gce"',
    ['kubectl get crd frontendconfigs.networking.gke.io backendconfigs.cloud.google.com'],
  ],
  [
    'page: everything',
    'Nodes with the labels kubernetes.io/arch=amd64',
    ['kubectl get nodes -l kubernetes.io/arch=amd64'],
  ],
  ['page: everything', 'The PriorityClass "users-wait"', ['kubectl get priorityclass users-wait']],
  [
    'link over a node port',
    'Skupper\'s Deployment "skupper-controller", started with nodeport in SKUPPER_ENABLED_ACCESS_TYPES, and with SKUPPER_CLUSTER_HOST',
    ['kubectl set env deployment/skupper-controller -n skupper --list'],
  ],
  [
    'link through ingress-nginx',
    'Skupper\'s Deployment "skupper-controller", started with ingress-nginx in SKUPPER_ENABLED_ACCESS_TYPES, and an ingress-nginx with --enable-ssl-passthrough',
    [
      'kubectl set env deployment/skupper-controller -n skupper --list',
      "kubectl get pods -A -l app.kubernetes.io/name=ingress-nginx -o jsonpath='{.items[*].spec.containers[*].args}'",
    ],
  ],
  [
    'existing Gateway',
    'The Gateway "public" in the namespace "gateways"',
    [
      'kubectl get gateway public -n gateways',
      'kubectl get gateway public -n gateways -o jsonpath=\'{range .spec.listeners[*]}{.name}{" "}{.allowedRoutes.namespaces}{"\\n"}{end}\'',
    ],
  ],
  [
    'own Gateway',
    'The GatewayClass "eg", and its implementation of the Gateway API, v1.2 or newer',
    [
      'kubectl get gatewayclass eg || { helm upgrade --install eg oci://docker.io/envoyproxy/gateway-helm --version v1.9.2 -n envoy-gateway-system --create-namespace --wait && kubectl apply -f - <<EOF',
      'apiVersion: gateway.networking.k8s.io/v1',
      'kind: GatewayClass',
      'metadata:',
      '  name: eg',
      'spec:',
      '  controllerName: gateway.envoyproxy.io/gatewayclass-controller',
      'EOF',
      '}',
      'kubectl wait gatewayclass/eg --for=condition=Accepted --timeout=180s',
    ],
  ],
  [
    'own Gateway, plain HTTP',
    'The GatewayClass "istio", and its implementation of the Gateway API, v1.2 or newer',
    [
      'kubectl get crd gateways.gateway.networking.k8s.io || kubectl apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.0/standard-install.yaml',
      'kubectl get gatewayclass istio || { helm upgrade --install istio-base base --repo https://istio-release.storage.googleapis.com/charts -n istio-system --create-namespace && helm upgrade --install istiod istiod --repo https://istio-release.storage.googleapis.com/charts -n istio-system --wait; }',
      'kubectl wait gatewayclass/istio --for=condition=Accepted --timeout=180s',
    ],
  ],
  [
    'Application Load Balancer',
    'The IngressClass "alb", with the controller ingress.k8s.aws/alb',
    [
      "printf '%s' 'Name of the EKS cluster: ' && read -r EKS_CLUSTER",
      `kubectl get ingressclass alb || helm upgrade --install aws-load-balancer-controller aws-load-balancer-controller --repo https://aws.github.io/eks-charts --set clusterName=${given('EKS_CLUSTER')} -n kube-system --create-namespace --wait`,
      'kubectl get ingressclass alb -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'Application Load Balancer, everything',
    'The IngressClass "edge", with the controller ingress.k8s.aws/alb',
    [
      "printf '%s' 'Name of the EKS cluster: ' && read -r EKS_CLUSTER",
      `kubectl get ingressclass edge || helm upgrade --install aws-load-balancer-controller aws-load-balancer-controller --repo https://aws.github.io/eks-charts --set clusterName=${given('EKS_CLUSTER')} -n kube-system --create-namespace --set ingressClass=edge --wait`,
      'kubectl get ingressclass edge -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'HAProxy Ingress',
    'The IngressClass "haproxy", with the controller haproxy.org/ingress-controller',
    [
      'kubectl get ingressclass haproxy || helm upgrade --install haproxy-kubernetes-ingress kubernetes-ingress --repo https://haproxytech.github.io/helm-charts --set controller.service.type=LoadBalancer -n haproxy-controller --create-namespace --wait',
      'kubectl get ingressclass haproxy -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'HAProxy Ingress, everything',
    'The IngressClass "edge", with the controller haproxy.org/ingress-controller',
    [
      'kubectl get ingressclass edge || helm upgrade --install haproxy-kubernetes-ingress kubernetes-ingress --repo https://haproxytech.github.io/helm-charts --set controller.service.type=LoadBalancer -n kube-system --create-namespace --set controller.ingressClass=edge --set controller.ingressClassResource.name=edge --wait',
      'kubectl get ingressclass edge -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'F5 NGINX Ingress',
    'The IngressClass "nginx", with the controller nginx.org/ingress-controller',
    [
      'kubectl get ingressclass nginx || helm upgrade --install nginx-ingress oci://ghcr.io/nginx/charts/nginx-ingress -n nginx-ingress --create-namespace --wait',
      'kubectl get ingressclass nginx -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'F5 NGINX Ingress, everything',
    'The IngressClass "edge", with the controller nginx.org/ingress-controller',
    [
      'kubectl get ingressclass edge || helm upgrade --install nginx-ingress oci://ghcr.io/nginx/charts/nginx-ingress -n kube-system --create-namespace --set controller.ingressClass.name=edge --wait',
      'kubectl get ingressclass edge -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'Traefik Ingress',
    'The IngressClass "traefik", with the controller traefik.io/ingress-controller',
    [
      'kubectl get ingressclass traefik || helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --set ingressClass.isDefaultClass=false -n kube-system --create-namespace --wait',
      'kubectl get ingressclass traefik -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'Traefik Ingress, everything',
    'The IngressClass "edge", with the controller traefik.io/ingress-controller',
    [
      'kubectl get ingressclass edge || helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --set ingressClass.isDefaultClass=false -n kube-system --create-namespace --set ingressClass.name=edge --wait',
      'kubectl get ingressclass edge -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'namespace that denies by default, with the controllers of Ingresses in it',
    'The IngressClass "traefik", with the controller traefik.io/ingress-controller',
    [
      'kubectl get ingressclass traefik || helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --set ingressClass.isDefaultClass=false -n ilab-chat --create-namespace --wait',
      'kubectl get ingressclass traefik -o jsonpath=\'{.spec.controller}{"\\n"}\'',
    ],
  ],
  [
    'NGINX Ingress, basic auth',
    'The IngressClass "internal-nginx", of ingress-nginx 1.8 to 1.15',
    [
      'kubectl get ingressclass internal-nginx -o jsonpath=\'{.spec.controller}{"\\n"}\'',
      'kubectl get pods -A -l app.kubernetes.io/name=ingress-nginx -o jsonpath=\'{range .items[*]}{.spec.containers[0].image}{"\\n"}{end}\'',
    ],
  ],
  [
    'login (oidc), load balancer',
    'The client "chat" at https://id.example.com, with a secret, the code flow, and as redirect URIs http://<EXTERNAL-IP>:8080/oauth2/callback',
    ['curl -sS https://id.example.com/.well-known/openid-configuration'],
  ],
  ['namespace that exists', 'The namespace "ilab-chat"', ['kubectl get namespace ilab-chat --show-labels']],
  [
    'NGINX Ingress, external auth',
    'The service that answers https://$host/oauth2/auth',
    ["curl -sS -o /dev/null -w '%{http_code}\\n' https://chat.example.com/oauth2/auth"],
  ],
  [
    'Traefik Ingress, everything',
    "Traefik's own kinds, and its provider for them, as its chart and k3s have both",
    ['kubectl get crd middlewares.traefik.io'],
  ],
  [
    'NGINX Ingress, basic auth',
    'cert-manager, and the ClusterIssuer "letsencrypt"',
    [
      'kubectl get crd clusterissuers.cert-manager.io || helm upgrade --install cert-manager oci://quay.io/jetstack/charts/cert-manager --version v1.21.1 -n cert-manager --create-namespace --set crds.enabled=true --wait',
      "printf '%s' 'Your e-mail address, for the certificates: ' && read -r EMAIL",
      ...issuerSolvingBy('ingress: { ingressClassName: internal-nginx }'),
    ],
  ],
  [
    'own Gateway, several hosts',
    'cert-manager, with its setting config.gatewayAPI.enabled, and the ClusterIssuer "letsencrypt"',
    [
      'kubectl get crd clusterissuers.cert-manager.io || helm upgrade --install cert-manager oci://quay.io/jetstack/charts/cert-manager --version v1.21.1 -n cert-manager --create-namespace --set crds.enabled=true --set config.apiVersion=controller.config.cert-manager.io/v1alpha1 --set config.kind=ControllerConfiguration --set config.gatewayAPI.enabled=true --wait',
      "printf '%s' 'Your e-mail address, for the certificates: ' && read -r EMAIL",
      ...issuerSolvingBy(byTheGateway),
    ],
  ],
  [
    'own Gateway',
    'cert-manager, with its setting config.gatewayAPI.enabled, and the Issuer "letsencrypt" in the chat\'s namespace',
    [
      'kubectl get crd clusterissuers.cert-manager.io || helm upgrade --install cert-manager oci://quay.io/jetstack/charts/cert-manager --version v1.21.1 -n cert-manager --create-namespace --set crds.enabled=true --set config.apiVersion=controller.config.cert-manager.io/v1alpha1 --set config.kind=ControllerConfiguration --set config.gatewayAPI.enabled=true --wait',
      "printf '%s' 'Your e-mail address, for the certificates: ' && read -r EMAIL",
      'kubectl get issuer letsencrypt -n ilab-chat || kubectl apply -f - <<EOF',
      'apiVersion: cert-manager.io/v1',
      'kind: Issuer',
      'metadata:',
      '  name: letsencrypt',
      '  namespace: ilab-chat',
      ...acmeSolvedBy(byTheGateway),
      'kubectl wait issuer/letsencrypt -n ilab-chat --for=condition=Ready --timeout=120s',
    ],
  ],
  [
    'autoscaling',
    'metrics-server',
    [
      'kubectl get apiservice v1beta1.metrics.k8s.io || kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml',
      'kubectl wait apiservice/v1beta1.metrics.k8s.io --for=condition=Available --timeout=180s',
      'kubectl top nodes',
    ],
  ],
  [
    'page: everything',
    'The ConfigMap "company-ca" in the namespace "ilab-chat"',
    ['kubectl get configmap company-ca -n ilab-chat'],
  ],
  [
    'page: everything',
    'The PersistentVolumeClaim "chat-archive" in the namespace "ilab-chat"',
    ['kubectl get persistentvolumeclaim chat-archive -n ilab-chat'],
  ],
  ['NGINX Ingress, basic auth', 'What the namespace has', ['kubectl apply -f dist/00-namespace.k8s.yaml']],
  [
    'Traefik Ingress',
    "A longer lifeCycle.graceTimeOut of Traefik's entry points",
    [
      "kubectl get deployments -A -l app.kubernetes.io/name=traefik -o jsonpath='{.items[*].spec.template.spec.containers[*].args}'",
    ],
  ],
  [
    'NGINX Ingress, several hosts',
    'a.example.com, b.example.com in the DNS',
    [
      'kubectl get ingress ilab-client-ingress -n ilab-chat',
      'getent hosts a.example.com || nslookup a.example.com',
      'getent hosts b.example.com || nslookup b.example.com',
    ],
  ],
  [
    'OpenShift Route, everything',
    'chat.example.com in the DNS',
    [
      'oc get route ilab-client -n ilab-chat -o jsonpath=\'{.status.ingress[*].routerCanonicalHostname}{"\\n"}\'',
      'getent hosts chat.example.com || nslookup chat.example.com',
    ],
  ],
  [
    'own Gateway',
    'Timeouts of 620 s, and a login',
    [
      'kubectl get httproute ilab-client -n ilab-chat -o jsonpath=\'{range .status.parents[*].conditions[*]}{.type}{"="}{.status}{"\\n"}{end}\'',
      'kubectl get httproute ilab-client-https-redirect -n ilab-chat -o jsonpath=\'{range .status.parents[*].conditions[*]}{.type}{"="}{.status}{"\\n"}{end}\'',
    ],
  ],
  [
    'NGINX Ingress, basic auth',
    'The certificate',
    ['kubectl wait certificate --all -n ilab-chat --for=condition=Ready --timeout=300s'],
  ],
  ['OpenShift Route', 'Through the OpenShift Route', ['oc get route ilab-client -n ilab-chat']],
  ['load balancer, everything', 'Through the load balancer', ['kubectl get service ilab-client-lb -n ilab-chat']],
  ['existing Gateway', 'Through the Gateway', ['kubectl get gateway public -n gateways']],
  ['HAProxy Ingress', 'Through the HAProxy Ingress', ['kubectl get ingress ilab-client-haproxy -n ilab-chat']],
  [
    'no page',
    'Ask the model',
    [
      'kubectl run ask-once --image=quay.io/skupper/lanyard -n ilab-chat --restart=Never --rm --attach --quiet -- curl -sSk --max-time 10 http://instructlab:8000/v1/models',
    ],
  ],
  ['page: chainlit', 'For yourself', ['kubectl port-forward service/chat 8000:8000 -n ilab-chat']],
  [
    'OpenShift Route',
    'Apply',
    [
      'kubectl apply -f dist',
      'kubectl rollout status deployment/ilab-client -n ilab-chat --timeout=300s',
      'kubectl wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s',
      'kubectl get routes -n ilab-chat',
    ],
  ],
  [
    'login (users), port-forward only',
    'Apply',
    [
      'kubectl apply -f dist',
      'kubectl rollout status deployment/ilab-client -n ilab-chat --timeout=300s',
      'kubectl rollout status deployment/ilab-client-login -n ilab-chat --timeout=300s',
      'kubectl wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s',
      'kubectl get service skupper-router -n ilab-chat',
    ],
  ],
  [
    'edge site',
    'Apply',
    [
      'kubectl apply -f dist',
      'kubectl rollout status deployment/ilab-client -n ilab-chat --timeout=300s',
      'kubectl wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s',
    ],
  ],
  [
    'no page',
    'Apply',
    [
      'kubectl apply -f dist',
      'kubectl wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s',
      'kubectl get service skupper-router -n ilab-chat',
    ],
  ],
  [
    'model with TLS',
    'See that it works',
    [
      'npm run status -- --wait',
      'kubectl run ask-once --image=quay.io/skupper/lanyard -n default --restart=Never --rm --attach --quiet -- curl -sSk --max-time 10 https://instructlab.ilab-chat:8000/v1/models',
    ],
  ],
  [
    'load balancer',
    'See that it works',
    [
      'npm run status -- --wait',
      'kubectl run ask-once --image=quay.io/skupper/lanyard -n default --restart=Never --rm --attach --quiet -- curl -sSk --max-time 10 http://instructlab.ilab-chat:8000/v1/models',
    ],
  ],
  [
    'namespace that exists',
    'Your computer',
    [
      'for program in kubectl helm; do command -v $program || echo "$program is missing"; done',
      'npm ci && npm run synth',
      'kubectl config current-context',
      'kubectl version',
      'kubectl auth can-i create deployments -n ilab-chat',
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'Your computer',
    [
      'for program in kubectl helm ssh skupper; do command -v $program || echo "$program is missing"; done',
      'export PATH="$HOME/.local/bin:$PATH"',
      'command -v skupper || curl https://skupper.io/v2/install.sh | sh',
      'skupper version',
      'npm ci && npm run synth',
      'kubectl config get-contexts',
      "printf '%s' 'Context of the public cluster: ' && read -r PUBLIC",
      `kubectl --context ${given('PUBLIC')} version`,
      `kubectl --context ${given('PUBLIC')} auth can-i create namespaces`,
    ],
  ],
  [
    'Application Load Balancer',
    'Your computer',
    [
      'for program in kubectl helm; do command -v $program || echo "$program is missing"; done',
      'npm ci && npm run synth',
      'kubectl config current-context',
      'kubectl version',
      'kubectl auth can-i create namespaces',
    ],
  ],
  [
    'login (users), port-forward only',
    'Your computer',
    [
      'for program in kubectl helm htpasswd openssl; do command -v $program || echo "$program is missing"; done',
      'npm ci && npm run synth',
      'kubectl config current-context',
      'kubectl version',
      'kubectl auth can-i create namespaces',
    ],
  ],
  [
    'NGINX Ingress, basic auth',
    'The Secret "chat-users"',
    [
      '(umask 077 && htpasswd -c auth alice)',
      'kubectl create secret generic chat-users --from-file=auth -n ilab-chat && rm auth',
    ],
  ],
  [
    'login (users), port-forward only',
    'The Secret "chat-users"',
    [
      '(umask 077 && htpasswd -B -C 10 -c auth alice)',
      'kubectl create secret generic chat-users --from-file=auth --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat && rm auth',
    ],
  ],
  [
    'GKE Ingress, internal',
    'The Secret "chat-certificate"',
    ['ls -l tls.crt tls.key', 'kubectl create secret tls chat-certificate --cert=tls.crt --key=tls.key -n ilab-chat'],
  ],
  [
    'a company: private registry, proxy, taints, a container by patch',
    'The Secret "registry-login"',
    [
      "printf 'User of the registry: ' && read -r REGISTRY_USER",
      "printf 'Password of the registry: ' && read -r -s REGISTRY_PASSWORD",
      `kubectl create secret docker-registry registry-login --docker-server=registry.example.com:5000 --docker-username="\${REGISTRY_USER:?}" --docker-password="\${REGISTRY_PASSWORD:?}" -n ilab-chat`,
    ],
  ],
  [
    'page: open-webui',
    'The Secret "chat-page"',
    [
      `(umask 077 && printf 'E-mail address of the administrator: ' && read -r ADDRESS && printf %s "\${ADDRESS:?}" > WEBUI_ADMIN_EMAIL)`,
      '(umask 077',
      "openssl rand -hex 12 | tr -d '\\n' > WEBUI_ADMIN_PASSWORD",
      "openssl rand -hex 32 | tr -d '\\n' > WEBUI_SECRET_KEY",
      ')',
      'kubectl create secret generic chat-page --from-file=WEBUI_ADMIN_EMAIL --from-file=WEBUI_ADMIN_PASSWORD --from-file=WEBUI_SECRET_KEY -n ilab-chat && rm WEBUI_ADMIN_EMAIL WEBUI_ADMIN_PASSWORD WEBUI_SECRET_KEY',
      'kubectl get secret chat-page -n ilab-chat -o go-template=\'{{range $key, $value := .data}}{{$key}}: {{base64decode $value}}{{"\\n"}}{{end}}\'',
    ],
  ],
  [
    'page: nextchat',
    'The Secret "chat-page"',
    [
      '(umask 077',
      "openssl rand -hex 12 | tr -d '\\n' > CODE",
      ')',
      'kubectl create secret generic chat-page --from-file=CODE -n ilab-chat && rm CODE',
      'kubectl get secret chat-page -n ilab-chat -o go-template=\'{{range $key, $value := .data}}{{$key}}: {{base64decode $value}}{{"\\n"}}{{end}}\'',
    ],
  ],
  [
    'page: everything',
    'The Secret "chat-database"',
    ['ls -l url', 'kubectl create secret generic chat-database --from-file=url -n ilab-chat'],
  ],
  [
    'login (oidc), port-forward only',
    'The Secret "chat-login"',
    [
      "printf 'Client secret: ' && read -r -s CLIENT_SECRET",
      `kubectl create secret generic chat-login --from-literal=client-secret="\${CLIENT_SECRET:?}" --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat`,
    ],
  ],
];

const forPrivateSites: readonly Row[] = [
  [
    'a model on another cluster, and one on a Mac',
    'The cluster of models',
    [
      'kubectl config get-contexts',
      "printf '%s' 'Context of the cluster with the model: ' && read -r PRIVATE",
      `kubectl --context ${given('PRIVATE')} get crd sites.skupper.io || { kubectl --context ${given('PRIVATE')} apply -f https://github.com/skupperproject/skupper/releases/download/2.2.1/skupper-cluster-scope.yaml && kubectl --context ${given('PRIVATE')} wait deployment/skupper-controller -n skupper --for=condition=Available --timeout=180s; }`,
      `kubectl --context ${given('PRIVATE')} get pods -A -l application=skupper-controller -o jsonpath='{range .items[*]}{.metadata.namespace}{" "}{.spec.containers[0].image}{"\\n"}{end}'`,
      `kubectl --context ${given('PRIVATE')} get namespace models`,
      `kubectl --context ${given('PRIVATE')} apply -f dist-private/models.k8s.yaml`,
      `kubectl --context ${given('PRIVATE')} wait site/models -n models --for=condition=Ready --timeout=180s`,
      `kubectl --context ${given('PRIVATE')} get connector -n models`,
      `kubectl --context ${given('PUBLIC')} wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s`,
      `(umask 077 && skupper token issue --context ${given('PUBLIC')} token.yaml -n ilab-chat) && kubectl --context ${given('PRIVATE')} apply -f token.yaml -n models && rm token.yaml`,
      `kubectl --context ${given('PRIVATE')} get link -n models`,
      `kubectl --context ${given('PUBLIC')} get listener instructlab -n ilab-chat`,
    ],
  ],
  [
    'everything',
    'The cluster of models',
    [
      'kubectl config get-contexts',
      "printf '%s' 'Context of the cluster with the model: ' && read -r PRIVATE",
      `kubectl --context ${given('PRIVATE')} get crd sites.skupper.io || { kubectl --context ${given('PRIVATE')} apply -f https://github.com/skupperproject/skupper/releases/download/2.2.1/skupper-cluster-scope.yaml && kubectl --context ${given('PRIVATE')} wait deployment/skupper-controller -n skupper --for=condition=Available --timeout=180s; }`,
      `kubectl --context ${given('PRIVATE')} get pods -A -l application=skupper-controller -o jsonpath='{range .items[*]}{.metadata.namespace}{" "}{.spec.containers[0].image}{"\\n"}{end}'`,
      `kubectl --context ${given('PRIVATE')} apply -f dist-private/models.k8s.yaml`,
      `kubectl --context ${given('PRIVATE')} wait site/models -n models --for=condition=Ready --timeout=180s`,
      `kubectl --context ${given('PRIVATE')} get connector -n models`,
      `kubectl --context ${given('PUBLIC')} wait site/public -n team-chat --for=condition=Ready --timeout=180s`,
      `kubectl --context ${given('PUBLIC')} get secret link-models -n team-chat -o json | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}' | kubectl --context ${given('PRIVATE')} apply -f - -n models`,
      `kubectl --context ${given('PRIVATE')} get link -n models`,
      `kubectl --context ${given('PUBLIC')} get multikeylistener model -n team-chat`,
    ],
  ],
  [
    'a model server of each kind',
    'The machine of two: Serve the model',
    [
      'git --version',
      'cmake --version',
      'c++ --version',
      'df -h ~',
      'test -d ~/llama.cpp || git clone --depth 1 https://github.com/ggml-org/llama.cpp ~/llama.cpp',
      'cmake -S ~/llama.cpp -B ~/llama.cpp/build',
      'cmake --build ~/llama.cpp/build --config Release --target llama-server',
      '~/llama.cpp/build/bin/llama-server --version',
      'test -e ~/.cache/instructlab/models/granite-7b-lab-Q4_K_M.gguf || curl -fL --create-dirs -o ~/.cache/instructlab/models/granite-7b-lab-Q4_K_M.gguf https://huggingface.co/instructlab/granite-7b-lab-GGUF/resolve/main/granite-7b-lab-Q4_K_M.gguf',
      'ls -lh ~/.cache/instructlab/models/granite-7b-lab-Q4_K_M.gguf',
      `scp -r dist-private/two ${given('MACHINE')}:`,
      'mkdir -p ~/.config/systemd/user',
      'cp -r two/. ~/.config/systemd/user/',
      'systemctl --user daemon-reload',
      'loginctl enable-linger',
      'systemctl --user enable --now model.service',
      'curl -sS http://localhost:8080/v1/completions -H \'Content-Type: application/json\' -d \'{"model":"granite3.3:8b","prompt":"Hello","max_tokens":20}\'',
    ],
  ],
  [
    'a model server of each kind',
    'The machine of three: Serve the model',
    [
      'nvidia-smi',
      'python3 --version',
      'df -h ~',
      'python3 -m venv ~/vllm/venv',
      '~/vllm/venv/bin/pip install vllm --extra-index-url https://download.pytorch.org/whl/cu129',
      '~/vllm/venv/bin/vllm --version',
      "~/vllm/venv/bin/python -c 'import huggingface_hub, sys; print(huggingface_hub.snapshot_download(sys.argv[1]))' granite3.3:8b",
      `scp -r dist-private/three ${given('MACHINE')}:`,
      'mkdir -p ~/.config/systemd/user',
      'cp -r three/. ~/.config/systemd/user/',
      'systemctl --user daemon-reload',
      'loginctl enable-linger',
      'systemctl --user enable --now model.service',
      'curl -sS http://localhost:8000/v1/completions -H \'Content-Type: application/json\' -d \'{"model":"granite3.3:8b","prompt":"Hello","max_tokens":20}\'',
    ],
  ],
  [
    'a model server of each kind',
    'The machine of four: Serve the model',
    [
      'command -v /usr/local/bin/ollama || curl -fsSL https://ollama.com/install.sh | sh',
      'sudo systemctl disable --now ollama.service',
      `scp -r dist-private/four ${given('MACHINE')}:`,
      'mkdir -p ~/.config/systemd/user',
      'cp -r four/. ~/.config/systemd/user/',
      'systemctl --user daemon-reload',
      'loginctl enable-linger',
      'systemctl --user enable --now model.service',
      'OLLAMA_HOST=127.0.0.1:11434 ollama pull granite3.3:8b',
      'curl -sS http://localhost:11434/v1/completions -H \'Content-Type: application/json\' -d \'{"model":"granite3.3:8b","prompt":"Hello","max_tokens":20}\'',
    ],
  ],
  [
    'a model server of each kind',
    'The machine of five: Serve the model',
    [
      `scp -r dist-private/five ${given('MACHINE')}:`,
      'mkdir -p ~/.config/systemd/user',
      'cp -r five/. ~/.config/systemd/user/',
      'systemctl --user daemon-reload',
      'loginctl enable-linger',
      'systemctl --user enable --now model.service',
      'curl -sS http://localhost:8000/v1/chat/completions -H \'Content-Type: application/json\' -d \'{"model":"granite3.3:8b","messages":[{"role":"user","content":"Hello"}],"max_tokens":20}\'',
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac',
    [
      "printf '%s' 'The machine, such as alice@192.168.1.20: ' && read -r MACHINE",
      `ssh -n ${given('MACHINE')} 'podman --version; podman machine list'`,
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac: Serve the model',
    [
      'curl -sS http://localhost:8080/v1/completions -H \'Content-Type: application/json\' -d \'{"prompt":"Hello","max_tokens":20}\'',
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac: Install Skupper',
    [
      'podman machine ssh',
      'export PATH="$HOME/.local/bin:$PATH" SKUPPER_PLATFORM=podman',
      'grep -qs SKUPPER_PLATFORM ~/.bashrc || echo \'export PATH="$HOME/.local/bin:$PATH" SKUPPER_PLATFORM=podman\' >> ~/.bashrc',
      'command -v skupper || curl https://skupper.io/v2/install.sh | sh',
      'systemctl --user enable --now podman.socket',
      'skupper system install',
      'skupper version',
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac: Bring the Site and the Connector',
    [
      `scp dist-private/mac.k8s.yaml ${given('MACHINE')}:`,
      "podman machine ssh 'umask 077; cat > mac.k8s.yaml' < mac.k8s.yaml && rm mac.k8s.yaml",
      'skupper system apply -f mac.k8s.yaml',
      `kubectl --context ${given('PUBLIC')} get connectors.skupper.io -n ilab-chat`,
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac: Link it and start',
    [
      `kubectl --context ${given('PUBLIC')} get service skupper-grant-server -n skupper`,
      `kubectl --context ${given('PUBLIC')} wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s`,
      `(umask 077 && skupper token issue --context ${given('PUBLIC')} token.yaml -n ilab-chat) && scp token.yaml ${given('MACHINE')}: && rm token.yaml`,
      "podman machine ssh 'umask 077; cat > token.yaml' < token.yaml && rm token.yaml",
      'skupper token redeem token.yaml && rm token.yaml',
      'skupper system start || skupper system reload',
    ],
  ],
  [
    'a model on another cluster, and one on a Mac',
    'The machine of mac: See that they have met',
    ['skupper link status', `kubectl --context ${given('PUBLIC')} get listener instructlab -n ilab-chat`],
  ],
  [
    'two model servers on one machine, one of them drained',
    'The machine of gpu: Serve the model',
    [
      'python3.11 --version',
      'git --version',
      'c++ --version',
      'df -h ~',
      'python3.11 -m venv ~/instructlab/venv',
      '~/instructlab/venv/bin/pip install instructlab',
      'test -e ~/.config/instructlab/config.yaml || ~/instructlab/venv/bin/ilab config init --non-interactive',
      '~/instructlab/venv/bin/ilab model download',
      '~/instructlab/venv/bin/ilab model list',
      `scp -r dist-private/gpu ${given('MACHINE')}:`,
      'mkdir -p ~/.config/systemd/user',
      'cp -r gpu/. ~/.config/systemd/user/',
      'systemctl --user daemon-reload',
      'loginctl enable-linger',
      'systemctl --user enable --now model-model-new.service model-model-old.service',
      'curl -sS http://localhost:8000/v1/completions -H \'Content-Type: application/json\' -d \'{"prompt":"Hello","max_tokens":20}\'',
      'curl -sS http://localhost:8001/v1/completions -H \'Content-Type: application/json\' -d \'{"prompt":"Hello","max_tokens":20}\'',
    ],
  ],
  [
    'two model servers on one machine, one of them drained',
    'The machine of gpu: A watchdog, if you want one',
    ['systemctl --user enable --now model-model-new-watchdog.timer model-model-old-watchdog.timer'],
  ],
  [
    'link over a node port',
    'The machine of ilab-podman: Link it and start',
    [
      'kubectl wait site/ilab-chat -n ilab-chat --for=condition=Ready --timeout=180s',
      `kubectl get secret link-ilab-podman -n ilab-chat -o json | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}' | ssh ${given('MACHINE')} 'umask 077; cat > link-secret.yaml'`,
      'skupper system apply -f link-secret.yaml && rm link-secret.yaml',
      'skupper system start || skupper system reload',
    ],
  ],
  [
    'failover by priority',
    'The machine of cpu: See that they have met',
    ['skupper link status', 'kubectl get multikeylistener instructlab -n ilab-chat'],
  ],
];

test.each([...forClusters, ...forPrivateSites])('%s: what is typed below "%s"', (name, heading, lines) => {
  expect(linesBelow(heading, name)).toEqual(lines);
});
