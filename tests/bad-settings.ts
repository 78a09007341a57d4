import { everything, minimal } from './cases';

/**
 * The specification of what is refused. A row is the path of one setting, with slashes, in a chat that has everything
 * else right; a value for it; and the whole message.
 */
export const badValues: readonly (readonly [path: string, value: unknown, message: string])[] = [
  [
    'platform',
    'openshfit',
    'platform: "openshfit" is not known here; use "kubernetes" or "openshift" (did you mean "openshift"?)',
  ],
  ['platform', 'k8s', 'platform: "k8s" is not known here; use "kubernetes" or "openshift"'],
  ['platform', null, 'platform: "null" is not known here; use "kubernetes" or "openshift"'],
  ['namespace', undefined, 'namespace: missing; use { name, labels, exists }'],
  ['namespace', 'ilab-chat', 'namespace: "ilab-chat" is not a group of settings; use { name, labels, exists }'],
  [
    'namespace/name',
    undefined,
    'namespace.name: missing; use lowercase letters, digits and "-", at most 63 characters',
  ],
  [
    'namespace/name',
    'Ilab_Chat',
    'namespace.name: "Ilab_Chat" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ilab-chat"?)',
  ],
  [
    'namespace/name',
    '',
    'namespace.name: "" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters',
  ],
  [
    'namespace/name',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'namespace.name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters',
  ],
  [
    'namespace/name',
    42,
    'namespace.name: "42" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters',
  ],
  [
    'namespace/name',
    'kube-system',
    'namespace.name: "kube-system" belongs to the cluster; use a namespace of the chat\'s own, such as "ilab-chat"',
  ],
  [
    'namespace/name',
    'default',
    'namespace.name: "default" belongs to the cluster; use a namespace of the chat\'s own, such as "ilab-chat"',
  ],
  ['namespace/nam', 'x', 'namespace.nam: not a setting; did you mean "name"?'],
  ['namespace/labels', ['a'], 'namespace.labels: a list is not a map; use a map from label names to values'],
  [
    'namespace/labels',
    { 'team chat': 'x' },
    'namespace.labels["team chat"]: "team chat" is not a qualified name; use a name such as "example.com/team"',
  ],
  [
    'namespace/labels',
    { team: 'not a value' },
    'namespace.labels.team: "not a value" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
  ],
  [
    'namespace/labels',
    { team: 5 },
    'namespace.labels.team: "5" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
  ],
  [
    'namespace/labels',
    { 'app.kubernetes.io/name': 'x' },
    'namespace.labels["app.kubernetes.io/name"]: set by the project or the cluster already; leave it out',
  ],
  [
    'namespace/labels',
    { 'pod-security.kubernetes.io/enforce': 'restricted' },
    'namespace.labels["pod-security.kubernetes.io/enforce"]: "restricted" keeps the Skupper router from starting, which sets no seccomp profile; use "baseline"',
  ],
  [
    'namespace/labels',
    { 'pod-security.kubernetes.io/warn': 'strict' },
    'namespace.labels["pod-security.kubernetes.io/warn"]: "strict" is no Pod Security level; use "privileged", "baseline" or "restricted"',
  ],
  ['namespace/labels', { constructor: 'x' }, 'namespace.labels.constructor: a name of JavaScript itself; use another'],
  ['namespace/exists', 'yes', 'namespace.exists: "yes" is not true or false; use true or false'],
  [
    'namespace/exists',
    true,
    'namespace.labels: a namespace that is made elsewhere gets its labels there; leave out labels or exists',
  ],
  ['site', undefined, 'site: missing; use { name, linkAccess, highAvailability, edge, sizing }'],
  [
    'site/name',
    'ilab.chat',
    'site.name: "ilab.chat" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ilab-chat"?)',
  ],
  [
    'site/name',
    '-chat',
    'site.name: "-chat" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters',
  ],
  [
    'site/linkAccess',
    'nodeport',
    'site.linkAccess: "nodeport" is not known here; use "default", "route", "loadbalancer" or "none"',
  ],
  [
    'site/linkAccess',
    'Route',
    'site.linkAccess: "Route" is not known here; use "default", "route", "loadbalancer" or "none" (did you mean "route"?)',
  ],
  [
    'site/linkAccess',
    true,
    'site.linkAccess: "true" is not known here; use "default", "route", "loadbalancer" or "none"',
  ],
  ['site/highAvailability', 1, 'site.highAvailability: "1" is not true or false; use true or false'],
  ['site/edge', 'no', 'site.edge: "no" is not true or false; use true or false'],
  [
    'site/sizing',
    'Large',
    'site.sizing: "Large" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "large"?)',
  ],
  ['site/enabled', true, 'site.enabled: not a setting; known here: name, linkAccess, highAvailability, edge, sizing'],
  ['model', null, 'model: "null" is not a group of settings; use { host, port, tls, observer }'],
  [
    'model/host',
    undefined,
    'model.host: missing; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters',
  ],
  [
    'model/host',
    'Instruct.Lab',
    'model.host: "Instruct.Lab" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters (did you mean "instruct-lab"?)',
  ],
  [
    'model/host',
    '1model',
    'model.host: "1model" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters',
  ],
  [
    'model/host',
    'http://instructlab',
    'model.host: "http://instructlab" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters',
  ],
  [
    'model/host',
    'instructlab.ilab-chat.svc',
    'model.host: "instructlab.ilab-chat.svc" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters (did you mean "instructlab-ilab-chat-svc"?)',
  ],
  [
    'model/host',
    'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm',
    'model.host: "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters',
  ],
  [
    'model/host',
    'localhost',
    'model.host: "localhost" is the pod itself; name the Service that Skupper makes, such as "instructlab", and the machine in privateSites',
  ],
  [
    'model/host',
    'ilab-client',
    'client.name: "ilab-client" is also model.host, whose Service Skupper makes; give one of the two another name',
  ],
  [
    'model/host',
    'ilab-client-lb',
    'model.host: "ilab-client-lb" is the load balancer\'s Service, which the listener would take over; use another, such as "instructlab"',
  ],
  [
    'model/host',
    'skupper-router',
    'model.host: "skupper-router" is what Skupper calls objects of its own; use another, such as "instructlab"',
  ],
  ['model/port', undefined, 'model.port: missing; use a whole number from 1 to 65535'],
  ['model/port', 0, 'model.port: "0" is not a port; use a whole number from 1 to 65535'],
  ['model/port', 65536, 'model.port: "65536" is not a port; use a whole number from 1 to 65535'],
  [
    'model/port',
    '8000',
    'model.port: "8000" is not a port; use a whole number from 1 to 65535 (a number, without quotes)',
  ],
  ['model/port', 8000.5, 'model.port: "8000.5" is not a port; use a whole number from 1 to 65535'],
  ['model/port', Number.NaN, 'model.port: "NaN" is not a port; use a whole number from 1 to 65535'],
  ['model/port', 'udp/8000', 'model.port: "udp/8000" is not a port; use a whole number from 1 to 65535'],
  ['model/tls', 'model-tls', 'model.tls: "model-tls" is not a group of settings; use { secretName }'],
  [
    'model/tls',
    {},
    'model.tls.secretName: missing; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    'model/tls/secretName',
    'Model TLS',
    'model.tls.secretName: "Model TLS" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "model-tls"?)',
  ],
  [
    'model/observer',
    'http',
    'model.observer: "http" is not known here; use "auto", "none", "http1" or "http2" (did you mean "http1"?)',
  ],
  ['model/type', 'udp', 'model.type: not a setting; known here: host, port, tls, observer'],
  [
    'client/name',
    'Ilab Client',
    'client.name: "Ilab Client" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 60 characters (did you mean "ilab-client"?)',
  ],
  [
    'client/name',
    '9client',
    'client.name: "9client" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 60 characters',
  ],
  [
    'client/name',
    'ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',
    'client.name: "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 60 characters',
  ],
  [
    'client/name',
    'default',
    'client.name: "default" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"',
  ],
  [
    'client/image',
    undefined,
    'client.image: missing; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2"',
  ],
  [
    'client/image',
    'quay.io/rzago/ilab-client',
    'client.image: "quay.io/rzago/ilab-client" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (the tag is missing)',
  ],
  [
    'client/image',
    'quay.io/rzago/ilab-client:latest',
    'client.image: "quay.io/rzago/ilab-client:latest" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" ("latest" moves: a new pod may run other code than its neighbour)',
  ],
  [
    'client/image',
    'quay.io/rzago/ilab-client@sha256:abc',
    'client.image: "quay.io/rzago/ilab-client@sha256:abc" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (a digest has 64 hexadecimal digits)',
  ],
  [
    'client/image',
    'Quay.io/rzago/Client:v2',
    'client.image: "Quay.io/rzago/Client:v2" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (did you mean "quay.io/rzago/client:v2"?)',
  ],
  [
    'client/image',
    ' quay.io/rzago/ilab-client:v2',
    'client.image: " quay.io/rzago/ilab-client:v2" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (did you mean "quay.io/rzago/ilab-client:v2"?)',
  ],
  [
    'client/image',
    'https://quay.io/rzago/ilab-client:v2',
    'client.image: "https://quay.io/rzago/ilab-client:v2" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (did you mean "quay.io/rzago/ilab-client:v2"?)',
  ],
  [
    'client/image',
    2,
    'client.image: "2" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (the tag is missing)',
  ],
  ['client/port', 80000, 'client.port: "80000" is not a port; use a whole number from 1024 to 65535'],
  [
    'client/port',
    80,
    'client.port: "80" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
  ],
  [
    'client/port',
    '8080',
    'client.port: "8080" is not a port; use a whole number from 1024 to 65535 (a number, without quotes)',
  ],
  ['client/port', -1, 'client.port: "-1" is not a port; use a whole number from 1024 to 65535'],
  ['client/replicas', -1, 'client.replicas: "-1" is not a number of pods; use a whole number from 1 to 100'],
  ['client/replicas', 0, 'client.replicas: "0" is not a number of pods; use a whole number from 1 to 100'],
  ['client/replicas', 1.5, 'client.replicas: "1.5" is not a number of pods; use a whole number from 1 to 100'],
  ['client/replicas', 'two', 'client.replicas: "two" is not a number of pods; use a whole number from 1 to 100'],
  [
    'client/replicas',
    '2',
    'client.replicas: "2" is not a number of pods; use a whole number from 1 to 100 (a number, without quotes)',
  ],
  ['client/replicas', 1000, 'client.replicas: "1000" is not a number of pods; use a whole number from 1 to 100'],
  [
    'client/autoscaling',
    { minReplicas: 2, maxReplicas: 4 },
    'client.replicas: a fixed number and an autoscaler would fight each other; leave out replicas or autoscaling',
  ],
  [
    'client/answersInFlight',
    1,
    'client.answersInFlight: "1" is not a number of answers; use a whole number from 2 to 256',
  ],
  [
    'client/answersInFlight',
    1000,
    'client.answersInFlight: "1000" is not a number of answers; use a whole number from 2 to 256',
  ],
  [
    'client/longestAnswerSeconds',
    0,
    'client.longestAnswerSeconds: "0" is not a number of seconds; use a whole number from 1 to 14400',
  ],
  [
    'client/longestAnswerSeconds',
    600000,
    'client.longestAnswerSeconds: "600000" is not a number of seconds; use a whole number from 1 to 14400 (did you mean "600", in seconds?)',
  ],
  [
    'client/longestAnswerSeconds',
    '600s',
    'client.longestAnswerSeconds: "600s" is not a number of seconds; use a whole number from 1 to 14400 (did you mean "600", in seconds?)',
  ],
  [
    'client/longestAnswerSeconds',
    '10m',
    'client.longestAnswerSeconds: "10m" is not a number of seconds; use a whole number from 1 to 14400 (did you mean "600", in seconds?)',
  ],
  [
    'client/longestAnswer',
    600,
    'client.longestAnswer: not a setting; known here: name, image, port, replicas, autoscaling, answersInFlight, longestAnswerSeconds',
  ],
  [
    'client/password',
    'hunter2',
    'client.password: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'exposure',
    'all',
    'exposure: "all" is not a group of settings; use { loadBalancer, nginxIngress, gateway, openshiftRoute }',
  ],
  [
    'exposure/ingress',
    {},
    'exposure.ingress: not a setting; known here: loadBalancer, nginxIngress, gateway, openshiftRoute',
  ],
  ['exposure/loadbalancer', {}, 'exposure.loadbalancer: not a setting; did you mean "loadBalancer"?'],
  [
    'exposure/loadBalancer',
    true,
    'exposure.loadBalancer: "true" is not a group of settings; use { port, sourceRanges, scheme, cloud, className, externalTrafficPolicy, annotations }',
  ],
  [
    'exposure/loadBalancer/sourceRanges',
    undefined,
    'exposure.loadBalancer.sourceRanges: missing; use a list of CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address), at least one',
  ],
  [
    'exposure/loadBalancer/sourceRanges',
    [],
    'exposure.loadBalancer.sourceRanges: empty; use a list of CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address), at least one',
  ],
  [
    'exposure/loadBalancer/sourceRanges',
    '0.0.0.0/0',
    'exposure.loadBalancer.sourceRanges: "0.0.0.0/0" is not a list; use a list of CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address), at least one',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    '203.0.113.0',
    'exposure.loadBalancer.sourceRanges[0]: "203.0.113.0" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "203.0.113.0/32"?)',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    '0.0.0.0',
    'exposure.loadBalancer.sourceRanges[0]: "0.0.0.0" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "0.0.0.0/0"?)',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    '203.0.113.7/24',
    'exposure.loadBalancer.sourceRanges[0]: "203.0.113.7/24" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "203.0.113.0/24"?)',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    '203.0.113.0/33',
    'exposure.loadBalancer.sourceRanges[0]: "203.0.113.0/33" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    '300.0.113.0/24',
    'exposure.loadBalancer.sourceRanges[0]: "300.0.113.0/24" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    'fe80::1%eth0/64',
    'exposure.loadBalancer.sourceRanges[0]: "fe80::1%eth0/64" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    'everybody',
    'exposure.loadBalancer.sourceRanges[0]: "everybody" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/loadBalancer/sourceRanges/0',
    null,
    'exposure.loadBalancer.sourceRanges[0]: "null" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/loadBalancer/port',
    0,
    'exposure.loadBalancer.port: "0" is not a port; use a whole number from 1 to 65535',
  ],
  [
    'exposure/loadBalancer/scheme',
    'private',
    'exposure.loadBalancer.scheme: "private" is not known here; use "public" or "internal"',
  ],
  [
    'exposure/loadBalancer/cloud',
    'aws',
    'exposure.loadBalancer.cloud: "aws" is not known here; use "aws-load-balancer-controller", "aws-in-tree", "azure" or "google"',
  ],
  [
    'exposure/loadBalancer/cloud',
    'gcp',
    'exposure.loadBalancer.cloud: "gcp" is not known here; use "aws-load-balancer-controller", "aws-in-tree", "azure" or "google"',
  ],
  [
    'exposure/loadBalancer/className',
    'not a class',
    'exposure.loadBalancer.className: "not a class" is not a qualified name; use a name such as "example.com/team"',
  ],
  [
    'exposure/loadBalancer/externalTrafficPolicy',
    'local',
    'exposure.loadBalancer.externalTrafficPolicy: "local" is not known here; use "Cluster" or "Local" (did you mean "Local"?)',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '200' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"]: the setting scheme decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert': 'arn:aws:acm:x' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"]: TLS on a network load balancer cuts silent connections after 350 s, and answers take longer; end TLS in an Ingress or a Gateway',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80': 'tcp.idle_timeout.seconds=60' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80"]: the setting client.longestAnswerSeconds decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/aws-load-balancer-security-groups': 'sg-1' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-security-groups"]: the setting sourceRanges decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/aws-load-balancer-schem': 'internal' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-schem"]: no cloud knows it; use the setting scheme',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/load-balancer-source-ranges': '0.0.0.0/0' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]: the setting sourceRanges decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'example.com/count': 5 },
    'exposure.loadBalancer.annotations["example.com/count"]: "5" is not an annotation value; use a text in quotes, of at most 100000 characters (in quotes: "5")',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'example.com/a/b': 'x' },
    'exposure.loadBalancer.annotations["example.com/a/b"]: "example.com/a/b" is not a qualified name; use a name such as "example.com/team"',
  ],
  [
    'exposure/nginxIngress/host',
    '*.example.com',
    'exposure.nginxIngress.host: "*.example.com" is not a host name; use a full name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)',
  ],
  [
    'exposure/nginxIngress/host',
    'https://chat.example.com/',
    'exposure.nginxIngress.host: "https://chat.example.com/" is not a host name; use a full name such as "chat.example.com" (did you mean "chat.example.com"?)',
  ],
  [
    'exposure/nginxIngress/host',
    'chat.example.com:8443',
    'exposure.nginxIngress.host: "chat.example.com:8443" is not a host name; use a full name such as "chat.example.com" (did you mean "chat.example.com"?)',
  ],
  [
    'exposure/nginxIngress/host',
    'Chat.Example.com',
    'exposure.nginxIngress.host: "Chat.Example.com" is not a host name; use a full name such as "chat.example.com" (did you mean "chat.example.com"?)',
  ],
  [
    'exposure/nginxIngress/host',
    'chat',
    'exposure.nginxIngress.host: "chat" is not a host name; use a full name such as "chat.example.com"',
  ],
  [
    'exposure/nginxIngress/host',
    '203.0.113.10',
    'exposure.nginxIngress.host: "203.0.113.10" is not a host name; use a full name such as "chat.example.com"',
  ],
  [
    'exposure/nginxIngress/host',
    undefined,
    'exposure.nginxIngress.host: missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
  ],
  [
    'exposure/nginxIngress/className',
    'kubernetes.io/Nginx',
    'exposure.nginxIngress.className: "kubernetes.io/Nginx" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    'exposure/nginxIngress/controllerNamespace',
    'ingress nginx',
    'exposure.nginxIngress.controllerNamespace: "ingress nginx" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ingress-nginx"?)',
  ],
  [
    'exposure/nginxIngress/path',
    '/chat',
    'exposure.nginxIngress.path: not a setting; known here: host, className, controllerNamespace, tls, maxBodySize, rateLimit, sourceRanges, basicAuth, externalAuth, annotations',
  ],
  [
    'exposure/nginxIngress/tls',
    true,
    'exposure.nginxIngress.tls: "true" is not a group of settings; use { secretName, clusterIssuer, issuer, challenge, redirect }',
  ],
  [
    'exposure/nginxIngress/tls',
    {},
    'exposure.nginxIngress.tls.secretName: missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer',
  ],
  [
    'exposure/nginxIngress/tls',
    { clusterIssuer: 'a', issuer: 'b' },
    'exposure.nginxIngress.tls.issuer: cert-manager takes one issuer; leave out issuer or clusterIssuer',
  ],
  [
    'exposure/nginxIngress/tls',
    { secretName: 'a', challenge: 'http01' },
    'exposure.nginxIngress.tls.challenge: only an issuer has a name proved; name a clusterIssuer or issuer, or leave out challenge',
  ],
  [
    'exposure/nginxIngress/tls/challenge',
    'http-01',
    'exposure.nginxIngress.tls.challenge: "http-01" is not known here; use "http01" or "dns01" (did you mean "http01"?)',
  ],
  [
    'exposure/nginxIngress/tls/redirect',
    'yes',
    'exposure.nginxIngress.tls.redirect: "yes" is not true or false; use true or false',
  ],
  [
    'exposure/nginxIngress/tls/secretName',
    'edge/chat-tls',
    'exposure.nginxIngress.tls.secretName: "edge/chat-tls" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    '10MB',
    'exposure.nginxIngress.maxBodySize: "10MB" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m" (did you mean "10m"?)',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    '1Mi',
    'exposure.nginxIngress.maxBodySize: "1Mi" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m" (did you mean "1m"?)',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    1024,
    'exposure.nginxIngress.maxBodySize: "1024" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    'big',
    'exposure.nginxIngress.maxBodySize: "big" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"',
  ],
  [
    'exposure/nginxIngress/rateLimit',
    {},
    'exposure.nginxIngress.rateLimit.requestsPerSecond: missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit',
  ],
  [
    'exposure/nginxIngress/rateLimit/requestsPerSecond',
    0,
    'exposure.nginxIngress.rateLimit.requestsPerSecond: "0" is not a number of requests; use a whole number from 1 to 1000000',
  ],
  [
    'exposure/nginxIngress/rateLimit/requestsPerMinute',
    '60',
    'exposure.nginxIngress.rateLimit.requestsPerMinute: "60" is not a number of requests; use a whole number from 1 to 1000000 (a number, without quotes)',
  ],
  [
    'exposure/nginxIngress/rateLimit/requestPerMinute',
    60,
    'exposure.nginxIngress.rateLimit.requestPerMinute: not a setting; did you mean "requestsPerMinute"?',
  ],
  [
    'exposure/nginxIngress/rateLimit/exempt',
    [],
    'exposure.nginxIngress.rateLimit.exempt: empty; use a list of CIDRs, at least one',
  ],
  [
    'exposure/nginxIngress/sourceRanges',
    [],
    'exposure.nginxIngress.sourceRanges: empty; use a list of CIDRs, at least one',
  ],
  [
    'exposure/nginxIngress/sourceRanges',
    ['203.0.113.0/24', 7],
    'exposure.nginxIngress.sourceRanges[1]: "7" is not an address range; use a CIDR such as "203.0.113.0/24"',
  ],
  [
    'exposure/nginxIngress/basicAuth/secretName',
    undefined,
    'exposure.nginxIngress.basicAuth.secretName: missing; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    'exposure/nginxIngress/basicAuth/realm',
    "Chat (members' only)",
    'exposure.nginxIngress.basicAuth.realm: "Chat (members\' only)" is not a realm that nginx takes; use letters, digits, spaces and - . _ ~ / :',
  ],
  [
    'exposure/nginxIngress/externalAuth',
    { url: 'https://$host/oauth2/auth' },
    'exposure.nginxIngress.basicAuth: one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '600s' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/proxy-connect-timeout': '5s' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/proxy-connect-timeout"]: "5s" is not a whole number, and nginx ignores other forms without a word; use a number such as "5"',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/proxy-buffering': 'true' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/proxy-buffering"]: "true" is not known here, and nginx ignores it without a word; use "on" or "off"',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/ssl-redirect"]: the setting tls.redirect decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/limit-rps': '5' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/limit-rps"]: the setting rateLimit.requestsPerSecond decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/limit-rsp': '5' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/limit-rsp"]: the controller does not know it; use the setting rateLimit.requestsPerSecond',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/rewrite-target': '/' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/rewrite-target"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/use-regex"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/configuration-snippet': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/configuration-snippet"]: snippets run foreign configuration in the controller, which refuses them; use a typed setting',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/server-snippet': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/server-snippet"]: snippets run foreign configuration in the controller, which refuses them; use a typed setting',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/whitelist-source-range': '0.0.0.0/0' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/whitelist-source-range"]: the setting sourceRanges decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/auth-url': 'https://x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/auth-url"]: the setting externalAuth.url decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/auth-secret': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/auth-secret"]: the setting basicAuth.secretName decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/satisfy': 'any' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/satisfy"]: it would let an address in the ranges skip the login; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/canary-weight': '10' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/canary-weight"]: it would leave the chat without its main Ingress; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/server-alias': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/server-alias"]: it would show the chat under a name that the certificate is not for; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/global-rate-limit': '5' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/global-rate-limit"]: the controller reads it no more since 1.12, and the setting is rateLimit; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/hsts': 'true' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/hsts"]: it is a matter of the controller\'s ConfigMap; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/backend-protocol"]: the pods speak HTTP to an Ingress; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/permanent-redirect': 'https://x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/permanent-redirect"]: it would send users away from the chat; leave it out',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'kubernetes.io/ingress.class': 'nginx' },
    'exposure.nginxIngress.annotations["kubernetes.io/ingress.class"]: the setting className decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'cert-manager.io/issuer': 'x' },
    'exposure.nginxIngress.annotations["cert-manager.io/issuer"]: the setting tls.issuer decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.org/proxy-read-timeout': '600s' },
    'exposure.nginxIngress.annotations["nginx.org/proxy-read-timeout"]: "nginx.org" is another controller\'s; ingress-nginx reads nginx.ingress.kubernetes.io/…',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/limit-rps': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/limit-rps"]: the setting rateLimit.requestsPerSecond decides about this; use it instead',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingres.kubernetes.io/x': 'x' },
    'exposure.nginxIngress.annotations["nginx.ingres.kubernetes.io/x"]: "nginx.ingres.kubernetes.io" is read by nobody; did you mean "nginx.ingress.kubernetes.io"?',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'example.com/key': '-----BEGIN RSA PRIVATE KEY-----' },
    'exposure.nginxIngress.annotations["example.com/key"]: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'example.com/api-token': 'abc123' },
    'exposure.nginxIngress.annotations["example.com/api-token"]: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'exposure/gateway/host',
    '*.example.com',
    'exposure.gateway.host: "*.example.com" is not a host name; use a full name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)',
  ],
  [
    'exposure/gateway/host',
    undefined,
    'exposure.gateway.host: missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"',
  ],
  ['exposure/gateway/own', undefined, 'exposure.gateway.existing: missing; name an existing Gateway, or set own'],
  [
    'exposure/gateway/existing',
    { name: 'public' },
    'exposure.gateway.own: a chat has one Gateway; leave out own or existing',
  ],
  [
    'exposure/gateway/own/className',
    undefined,
    'exposure.gateway.own.className: missing; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    'exposure/gateway/own/tls',
    {},
    'exposure.gateway.own.tls.secretName: missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer',
  ],
  [
    'exposure/gateway/own/tls',
    { clusterIssuer: 'a', issuer: 'b' },
    'exposure.gateway.own.tls.issuer: cert-manager takes one issuer; leave out issuer or clusterIssuer',
  ],
  [
    'exposure/gateway/own/loadBalancerAnnotations',
    {
      'example.com/a0': 'x',
      'example.com/a1': 'x',
      'example.com/a2': 'x',
      'example.com/a3': 'x',
      'example.com/a4': 'x',
      'example.com/a5': 'x',
      'example.com/a6': 'x',
      'example.com/a7': 'x',
      'example.com/a8': 'x',
    },
    'exposure.gateway.own.loadBalancerAnnotations: 9 of them, and a Gateway takes 8; leave out some',
  ],
  [
    'exposure/gateway/dataPlane',
    undefined,
    'exposure.gateway.dataPlane: missing; use "gateway-namespace", "envoy-gateway" or { namespace, podLabels, addressRanges }',
  ],
  [
    'exposure/gateway/dataPlane',
    'istio',
    'exposure.gateway.dataPlane: "istio" is not known here; use "gateway-namespace", "envoy-gateway" or { namespace, podLabels, addressRanges }',
  ],
  [
    'exposure/gateway/dataPlane',
    {},
    'exposure.gateway.dataPlane.namespace: missing; name a namespace, podLabels or addressRanges, or the policy would let nobody in',
  ],
  [
    'exposure/gateway/dataPlane',
    { podLabels: {} },
    'exposure.gateway.dataPlane.podLabels: empty, which would let in every pod; name a label, or leave out podLabels',
  ],
  [
    'exposure/gateway/dataPlane',
    { addressRanges: ['35.191.0.0'] },
    'exposure.gateway.dataPlane.addressRanges[0]: "35.191.0.0" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "35.191.0.0/32"?)',
  ],
  [
    'exposure/gateway/sectionName',
    'https',
    'exposure.gateway.sectionName: not a setting; known here: host, existing, own, dataPlane',
  ],
  [
    'exposure/openshiftRoute/host',
    '*.apps.example.com',
    'exposure.openshiftRoute.host: "*.apps.example.com" is not a host name; use a full name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)',
  ],
  [
    'exposure/openshiftRoute/termination',
    'passthrough',
    'exposure.openshiftRoute.termination: "passthrough" is not known here; use "edge" or "reencrypt"',
  ],
  [
    'exposure/openshiftRoute/termination',
    'reencrypt',
    'exposure.openshiftRoute.termination: "reencrypt" makes the pods serve HTTPS, which the other exposures do not speak; use "edge", or leave out the others',
  ],
  [
    'exposure/openshiftRoute/hsts',
    {},
    'exposure.openshiftRoute.hsts.maxAgeSeconds: missing; use a whole number from 1 to 63072000',
  ],
  [
    'exposure/openshiftRoute/hsts',
    { maxAgeSeconds: '1y' },
    'exposure.openshiftRoute.hsts.maxAgeSeconds: "1y" is not a number of seconds; use a whole number from 1 to 63072000',
  ],
  [
    'exposure/openshiftRoute/hsts',
    { maxAgeSeconds: 300, preload: true },
    'exposure.openshiftRoute.hsts.preload: browsers take only hosts with includeSubDomains and at least "31536000" seconds; add both, or leave out preload',
  ],
  [
    'exposure/openshiftRoute/sourceRanges',
    [],
    'exposure.openshiftRoute.sourceRanges: empty; use a list of CIDRs, at least one',
  ],
  [
    'exposure/openshiftRoute/rateLimit',
    {},
    'exposure.openshiftRoute.rateLimit.requests: missing; set requests, connections or concurrentConnections, or leave out rateLimit',
  ],
  [
    'exposure/openshiftRoute/rateLimit',
    { requests: 0 },
    'exposure.openshiftRoute.rateLimit.requests: "0" is not a number of requests; use a whole number from 1 to 1000000',
  ],
  [
    'exposure/openshiftRoute/path',
    '/chat',
    'exposure.openshiftRoute.path: not a setting; known here: host, termination, redirect, hsts, sourceRanges, rateLimit, annotations',
  ],
  [
    'exposure/openshiftRoute/annotations',
    { 'haproxy.router.openshift.io/timeout': '600' },
    'exposure.openshiftRoute.annotations["haproxy.router.openshift.io/timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead',
  ],
  [
    'exposure/openshiftRoute/annotations',
    { 'haproxy.router.openshift.io/timeot': '600s' },
    'exposure.openshiftRoute.annotations["haproxy.router.openshift.io/timeot"]: the router does not know it; use the setting client.longestAnswerSeconds',
  ],
  [
    'exposure/openshiftRoute/annotations',
    { 'haproxy.router.openshift.io/rate-limit-connections.rate-http': '5' },
    'exposure.openshiftRoute.annotations["haproxy.router.openshift.io/rate-limit-connections.rate-http"]: the setting rateLimit decides about this; use it instead',
  ],
  [
    'exposure/openshiftRoute/annotations',
    { 'haproxy.router.openshift.io/rewrite-target': '/' },
    'exposure.openshiftRoute.annotations["haproxy.router.openshift.io/rewrite-target"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own',
  ],
  ['isolateRouter', 'yes', 'isolateRouter: "yes" is not true or false; use true or false'],
  ['link', {}, "link.host: missing; name the load balancer's host, or the appsDomain of an OpenShift cluster"],
  [
    'link',
    { host: 'a.example.com', appsDomain: 'apps.example.com' },
    'link.host: the router has one kind of address; leave out host or appsDomain',
  ],
  [
    'link',
    { appsDomain: '*.apps.example.com' },
    'link.appsDomain: "*.apps.example.com" is not a domain; use a name such as "apps.example.com" (did you mean "apps.example.com"?)',
  ],
  [
    'link',
    { host: '203.0.113.10' },
    'link.host: the Site is reached through Routes, which have a host for each role; name their domain in appsDomain',
  ],
  ['privateSites', { name: 'a' }, 'privateSites: a group of settings is not a list; use a list of private sites'],
  [
    'privateSites/0',
    undefined,
    'privateSites[0]: missing; use { name, routingKey, weight, host, port, edge, linkCost }',
  ],
  [
    'privateSites/0/name',
    undefined,
    'privateSites[0].name: missing; use lowercase letters, digits and "-", at most 58 characters',
  ],
  [
    'privateSites/0/name',
    'GPU machine',
    'privateSites[0].name: "GPU machine" is not a DNS label; use lowercase letters, digits and "-", at most 58 characters (did you mean "gpu-machine"?)',
  ],
  [
    'privateSites/0/name',
    'gpu.lab',
    'privateSites[0].name: "gpu.lab" is not a DNS label; use lowercase letters, digits and "-", at most 58 characters (did you mean "gpu-lab"?)',
  ],
  [
    'privateSites/0/name',
    'cpu-machine',
    'privateSites[1].name: "cpu-machine" is the name of another private site; give each its own',
  ],
  [
    'privateSites/0/routingKey',
    'a.b',
    'privateSites[0].routingKey: "a.b" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "a-b"?)',
  ],
  [
    'privateSites/0/weight',
    0,
    'privateSites[0].weight: "0" is not a number in this range; use a whole number from 1 to 1000',
  ],
  [
    'privateSites/0/weight',
    -3,
    'privateSites[0].weight: "-3" is not a number in this range; use a whole number from 1 to 1000',
  ],
  [
    'privateSites/0/weight',
    3,
    'privateSites[1].weight: missing; other sites have one, and a share of an unknown whole is none',
  ],
  [
    'privateSites/0/host',
    '0.0.0.0',
    'privateSites[0].host: "0.0.0.0" is where a server listens, not where one finds it; use "localhost"',
  ],
  [
    'privateSites/0/host',
    'http://localhost:8000',
    'privateSites[0].host: "http://localhost:8000" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10" (did you mean "localhost"?)',
  ],
  [
    'privateSites/0/host',
    '',
    'privateSites[0].host: "" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10"',
  ],
  [
    'privateSites/0/port',
    '8000',
    'privateSites[0].port: "8000" is not a port; use a whole number from 1 to 65535 (a number, without quotes)',
  ],
  ['privateSites/0/port', 70000, 'privateSites[0].port: "70000" is not a port; use a whole number from 1 to 65535'],
  ['privateSites/0/edge', 'true', 'privateSites[0].edge: "true" is not true or false; use true or false'],
  [
    'privateSites/0/linkCost',
    0,
    'privateSites[0].linkCost: "0" is not a number in this range; use a whole number from 1 to 1000000',
  ],
  [
    'privateSites/0/selector',
    'app=model',
    'privateSites[0].selector: not a setting; known here: name, routingKey, weight, host, port, edge, linkCost',
  ],
  [
    'privateSites/0/namespace',
    'default',
    'privateSites[0].namespace: not a setting; known here: name, routingKey, weight, host, port, edge, linkCost',
  ],
  [
    'namespace/labels',
    { 'pod-security.kubernetes.io/enforce-version': '1.29' },
    'namespace.labels["pod-security.kubernetes.io/enforce-version"]: "1.29" is no version of Pod Security; use "latest" or one such as "v1.30"',
  ],
  [
    'namespace/labels',
    { 'pod-security.kubernetes.io/enforced': 'baseline' },
    'namespace.labels["pod-security.kubernetes.io/enforced"]: read by nobody; Pod Security knows enforce, enforce-version, audit, audit-version, warn, warn-version',
  ],
  [
    'namespace/labels',
    { 'example.com/password': 'hunter2hunter2' },
    'namespace.labels["example.com/password"]: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'namespace/name',
    'istio-system',
    'namespace.name: "istio-system" belongs to the cluster; use a namespace of the chat\'s own, such as "ilab-chat"',
  ],
  [
    'client/image',
    'quay.io/rzago/ilab-client:v2@sha256:abc',
    'client.image: "quay.io/rzago/ilab-client:v2@sha256:abc" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (a digest has 64 hexadecimal digits)',
  ],
  [
    'client/image',
    'https://quay.io/rzago/ilab-client',
    'client.image: "https://quay.io/rzago/ilab-client" is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2"',
  ],
  [
    'client/port',
    '80',
    'client.port: "80" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
  ],
  [
    'client/answersInFlight',
    10n,
    'client.answersInFlight: "10n" is not a number of answers; use a whole number from 2 to 256',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    '10b',
    'exposure.nginxIngress.maxBodySize: "10b" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"',
  ],
  [
    'exposure/nginxIngress/maxBodySize',
    '99999999g',
    'exposure.nginxIngress.maxBodySize: "99999999g" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"',
  ],
  [
    'exposure/nginxIngress/annotations',
    { 'nginx.ingress.kubernetes.io/proxy-buffering': 'true\n' },
    'exposure.nginxIngress.annotations["nginx.ingress.kubernetes.io/proxy-buffering"]: "true\\u{a}" is not known here, and nginx ignores it without a word; use "on" or "off"',
  ],
  [
    'exposure/openshiftRoute/annotations',
    { 'nginx.ingress.kubernetes.io/limit-rps': '5' },
    'exposure.openshiftRoute.annotations["nginx.ingress.kubernetes.io/limit-rps"]: read on an Ingress, not on a Route; leave it out',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'nginx.ingress.kubernetes.io/limit-rps': '5' },
    'exposure.loadBalancer.annotations["nginx.ingress.kubernetes.io/limit-rps"]: read on an Ingress or a Route, not on a Service; leave it out',
  ],
  [
    'exposure/loadBalancer/annotations',
    { 'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'x=y' },
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-target-group-attributes"]: the setting client.longestAnswerSeconds decides about this; use it instead',
  ],
  [
    'exposure/loadBalancer/className',
    'service.example.com/other',
    'exposure.loadBalancer.className: "service.example.com/other" belongs to another controller than the cloud "aws-load-balancer-controller"; leave out one of them',
  ],
  ['privateSites/0/routingKey', 'constructor', 'privateSites[0].routingKey: a name of JavaScript itself; use another'],
  [
    'site/name',
    'hf_abcdefghijklmnopqrstuvwxyz',
    'site.name: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'site/name',
    'sha256~abcdefghijklmnopqrstuvwxyz0123456789abcdefg',
    'site.name: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
];

/** Whole settings that contradict themselves, and every line of the report. */
export const contradictions: readonly (readonly [settings: unknown, messages: readonly string[]])[] = [
  [
    { ...minimal, exposure: { nginxIngress: { externalAuth: { url: 'oauth2/auth' } } } },
    [
      'exposure.nginxIngress.externalAuth.url: "oauth2/auth" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
    ],
  ],
  [
    { ...minimal, exposure: { nginxIngress: { externalAuth: { url: 'https://auth.example.com/{id}' } } } },
    [
      'exposure.nginxIngress.externalAuth.url: "https://auth.example.com/{id}" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
    ],
  ],
  [
    {
      ...minimal,
      exposure: { nginxIngress: { externalAuth: { url: 'https://a.example.com', responseHeaders: ['X User'] } } },
    },
    [
      'exposure.nginxIngress.externalAuth.responseHeaders[0]: "X User" is not a header name; use letters, digits and "-", such as "X-Auth-Request-User"',
    ],
  ],
  [
    {
      ...minimal,
      exposure: {
        gateway: {
          existing: { name: 'public', redirectFrom: 'http' },
          dataPlane: 'gateway-namespace',
          host: 'a.example.com',
        },
      },
    },
    [
      "exposure.gateway.existing.listener: missing; without the HTTPS listener's name the route would also attach to the one that redirects",
    ],
  ],
  [
    {
      ...minimal,
      exposure: {
        gateway: {
          existing: { name: 'public', listener: 'web', redirectFrom: 'web' },
          dataPlane: 'gateway-namespace',
          host: 'a.example.com',
        },
      },
    },
    ['exposure.gateway.existing.redirectFrom: "web" is the listener of the chat itself; name the plain HTTP one'],
  ],
  [
    {
      ...minimal,
      exposure: {
        gateway: {
          existing: { name: 'public', listener: 'https', redirectFrom: 'http' },
          dataPlane: 'gateway-namespace',
        },
      },
    },
    ['exposure.gateway.host: missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"'],
  ],
  [
    {
      ...minimal,
      exposure: {
        gateway: {
          existing: { name: 'gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg' },
          dataPlane: 'gateway-namespace',
        },
      },
    },
    [
      'exposure.gateway.dataPlane: "gateway-namespace" looks for pods by the Gateway\'s name, which is longer than a label may be; name peers of your own',
    ],
  ],
  [
    {
      ...minimal,
      exposure: { gateway: { existing: { name: 'g', namespace: 'Gate ways' }, dataPlane: 'gateway-namespace' } },
    },
    [
      'exposure.gateway.existing.namespace: "Gate ways" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "gate-ways"?)',
    ],
  ],
  [
    {
      ...minimal,
      exposure: {
        nginxIngress: { host: 'a.example.com', tls: { clusterIssuer: 'x', secretName: 'same' } },
        gateway: {
          host: 'b.example.com',
          own: { className: 'istio', tls: { issuer: 'y', secretName: 'same' } },
          dataPlane: 'gateway-namespace',
        },
      },
    },
    [
      'exposure.nginxIngress.tls.secretName: "same" is a Secret with another content, which cert-manager would fight for; give the certificate its own',
      'exposure.gateway.own.tls.secretName: "same" is a Secret with another content, which cert-manager would fight for; give the certificate its own',
    ],
  ],
  [
    { ...everything, platform: 'kubernetes' },
    [
      'exposure.openshiftRoute: Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
      'site.linkAccess: "route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
    ],
  ],
  [
    {
      ...minimal,
      namespace: { name: 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn' },
      client: { ...minimal.client, name: 'cccccccccccccccccccccccccccccccccccccccc' },
      platform: 'openshift',
      exposure: { openshiftRoute: {} },
    },
    [
      'exposure.openshiftRoute.host: missing; "cccccccccccccccccccccccccccccccccccccccc-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", the one that the router would make, has more than 63 characters, so name one',
    ],
  ],
  [
    { ...minimal, namespace: { name: 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn' }, platform: 'openshift' },
    [
      'namespace.name: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" is too long for the host of the router\'s Route, "skupper-router-inter-router-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"; use at most 35 characters, or linkAccess "loadbalancer"',
    ],
  ],
  [
    { ...minimal, site: { name: 'x', linkAccess: 'route' } },
    [
      'site.linkAccess: "route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
    ],
  ],
  [
    { ...minimal, site: { name: 'x', edge: true, highAvailability: true } },
    ['site.highAvailability: an edge site runs one router; leave out highAvailability or edge'],
  ],
  [
    { ...minimal, site: { name: 'x', edge: true, linkAccess: 'default' } },
    ['site.linkAccess: "default" asks for links that an edge site does not accept; leave out linkAccess or edge'],
  ],
  [
    { ...minimal, link: { host: 'https://router.example.com:55671' }, privateSites: [{ name: 'a' }] },
    [
      'link.host: "https://router.example.com:55671" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10" (did you mean "router.example.com"?)',
    ],
  ],
  [
    { ...minimal, link: { host: 'localhost' }, privateSites: [{ name: 'a' }] },
    ['link.host: "localhost" is the private machine itself; name the address of the public router'],
  ],
  [
    { ...minimal, link: { host: '999.1.1.1' }, privateSites: [{ name: 'a' }] },
    [
      'link.host: "999.1.1.1" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10"',
    ],
  ],
  [
    { ...minimal, link: { appsDomain: 'apps.example.com' }, privateSites: [{ name: 'a' }] },
    ['link.appsDomain: the Site is reached through a load balancer, not through Routes; name its address in host'],
  ],
  [
    { ...minimal, link: { host: '203.0.113.10' } },
    ['privateSites: missing; link declares the links of private sites, so name at least one, or leave out link'],
  ],
  [
    {
      ...minimal,
      site: { name: 'x', highAvailability: true },
      link: { host: '203.0.113.10' },
      privateSites: [{ name: 'a' }],
    },
    [
      'link: it knows the address of one router, and highAvailability runs two; leave out one of them, and link with "skupper link generate"',
    ],
  ],
  [
    {
      ...minimal,
      site: { name: 'x', linkAccess: 'none' },
      link: { host: '203.0.113.10' },
      privateSites: [{ name: 'a' }],
    },
    ['link: the Site accepts no links; leave out site.edge and site.linkAccess, or link'],
  ],
  [
    { ...minimal, privateSites: [{ name: 'a', linkCost: 2 }] },
    ['privateSites[0].linkCost: a link that is made by hand gets its cost there; set link, or leave out linkCost'],
  ],
  [
    { ...minimal, privateSites: [{ name: 'a', weight: 2 }] },
    [
      'privateSites[0].routingKey: missing; a weight belongs to a routing key of the site\'s own, such as "instructlab-gpu"',
    ],
  ],
  [
    { ...minimal, privateSites: [{ name: 'a', routingKey: 'a', weight: 2 }] },
    [
      'privateSites[0].weight: the only routing key takes every connection; leave out weight, or give another site its own routingKey',
    ],
  ],
  [
    {
      ...minimal,
      privateSites: [
        { name: 'a', routingKey: 'a', weight: 2 },
        { name: 'b', routingKey: 'a' },
        { name: 'c', routingKey: 'c', weight: 1 },
      ],
    },
    [
      "privateSites[1].weight: sites with the same routing key have the same weight, because it is the key's; make them equal",
    ],
  ],
  [
    { ...minimal, model: { host: 'ilab-client', port: 8000 } },
    ['client.name: "ilab-client" is also model.host, whose Service Skupper makes; give one of the two another name'],
  ],
  [
    {
      ...minimal,
      client: { ...minimal.client, longestAnswerSeconds: 7200 },
      exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'azure' } },
    },
    [
      'client.longestAnswerSeconds: "7200" is too long: the idle timer of "azure" ends at 6000 s, and this needs 7220 s; use at most "5980"',
    ],
  ],
  [
    {
      ...minimal,
      client: { ...minimal.client, longestAnswerSeconds: 3990 },
      exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'aws-in-tree' } },
    },
    [
      'client.longestAnswerSeconds: "3990" is too long: the idle timer of "aws-in-tree" ends at 4000 s, and this needs 4010 s; use at most "3980"',
    ],
  ],
  [
    { ...minimal, exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], scheme: 'internal' } } },
    ['exposure.loadBalancer.scheme: "internal" is said differently on every cloud; name yours in cloud'],
  ],
  [
    {
      ...minimal,
      exposure: {
        loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'aws-load-balancer-controller', className: 'x' },
      },
    },
    [
      'exposure.loadBalancer.className: "x" belongs to another controller than the cloud "aws-load-balancer-controller"; leave out one of them',
    ],
  ],
  [
    { ...minimal, client: { ...minimal.client, replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 3 } } },
    ['client.replicas: a fixed number and an autoscaler would fight each other; leave out replicas or autoscaling'],
  ],
  [
    { ...minimal, client: { ...minimal.client, autoscaling: { minReplicas: 5, maxReplicas: 3 } } },
    ['client.autoscaling.minReplicas: "5" is above maxReplicas, "3"; swap them'],
  ],
  [
    {
      ...minimal,
      client: { ...minimal.client, autoscaling: { minReplicas: 1, maxReplicas: 3, targetCpuPercent: 150 } },
    },
    ['client.autoscaling.targetCpuPercent: "150" is not a number of percent; use a whole number from 1 to 100'],
  ],
  [
    { ...minimal, namespace: { name: 'undefined-chat' } },
    ['namespace.name: "undefined-chat" looks like the leftover of a missing value; write the value itself'],
  ],
  [
    { ...minimal, client: { ...minimal.client, image: 'quay.io/x/ghp_abcdefghijklmnopqrstuvwx:v1' } },
    [
      'client.image: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
    ],
  ],
  [
    { ...minimal, client: { ...minimal.client, name: 'skupper-router' } },
    [
      'client.name: "skupper-router" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"',
    ],
  ],
  [
    { ...minimal, client: { ...minimal.client, name: 'instructlab' } },
    ['client.name: "instructlab" is also model.host, whose Service Skupper makes; give one of the two another name'],
  ],
  [
    {
      ...minimal,
      exposure: {
        nginxIngress: {
          host: 'a.example.com',
          tls: { clusterIssuer: 'x', secretName: 'same' },
          basicAuth: { secretName: 'same' },
        },
      },
    },
    [
      'exposure.nginxIngress.tls.secretName: "same" is a Secret with another content, which cert-manager would fight for; give the certificate its own',
    ],
  ],
  [
    {
      ...minimal,
      exposure: { nginxIngress: { host: 'a.example.com', tls: { clusterIssuer: 'x', secretName: 'skupper-site-ca' } } },
    },
    [
      'exposure.nginxIngress.tls.secretName: "skupper-site-ca" is a Secret with another content, which cert-manager would fight for; give the certificate its own',
    ],
  ],
  [
    {
      ...minimal,
      exposure: {
        nginxIngress: { host: 'a.example.com', tls: { secretName: 'same' } },
        gateway: {
          host: 'b.example.com',
          own: { className: 'istio', tls: { issuer: 'y', secretName: 'same' } },
          dataPlane: 'gateway-namespace',
        },
      },
    },
    [
      'exposure.gateway.own.tls.secretName: "same" is a Secret with another content, which cert-manager would fight for; give the certificate its own',
    ],
  ],
  [
    {
      ...minimal,
      site: { name: 'x', linkAccess: 'none' },
      platform: 'openshift',
      link: { host: '203.0.113.10' },
      privateSites: [{ name: 'a' }],
    },
    ['link: the Site accepts no links; leave out site.edge and site.linkAccess, or link'],
  ],
  [
    { ...minimal, exposure: { openshiftRoute: { host: 'bad_host' } } },
    [
      'exposure.openshiftRoute.host: "bad_host" is not a host name; use a full name such as "chat.example.com"',
      'exposure.openshiftRoute: Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
    ],
  ],
  [
    { ...minimal, exposure: { nginxIngress: { tls: { secretName: 'Bad' } } } },
    [
      'exposure.nginxIngress.tls.secretName: "Bad" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "bad"?)',
      'exposure.nginxIngress.host: missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
    ],
  ],
  [
    { namespace: { name: 'x' } },
    [
      'site: missing; use { name, linkAccess, highAvailability, edge, sizing }',
      'model: missing; use { host, port, tls, observer }',
      'client: missing; use { name, image, port, replicas, autoscaling, answersInFlight, longestAnswerSeconds }',
    ],
  ],
  [
    {
      ...minimal,
      exposure: {
        nginxIngress: { basicAuth: { secretName: 'a', realm: "x'" }, externalAuth: { url: 'https://a.example.com' } },
      },
    },
    [
      'exposure.nginxIngress.basicAuth.realm: "x\'" is not a realm that nginx takes; use letters, digits, spaces and - . _ ~ / :',
      'exposure.nginxIngress.basicAuth: one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth',
    ],
  ],
  [
    {
      ...minimal,
      exposure: { gateway: { existing: { name: 'A' }, own: { className: 'istio' }, dataPlane: 'gateway-namespace' } },
    },
    [
      'exposure.gateway.existing.name: "A" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "a"?)',
      'exposure.gateway.own: a chat has one Gateway; leave out own or existing',
    ],
  ],
  [
    { chats: { a: minimal, b: { ...minimal, client: { ...minimal.client, port: 0 } } } },
    [
      'chats.b.client.port: "0" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
      'chats.b.namespace.name: "ilab-chat" is taken by the chat "a", and two Sites in a namespace break each other; give each chat its own',
    ],
  ],
  [{ ...minimal, clients: {} }, ['clients: not a setting; did you mean "client"?']],
  [
    {},
    [
      'namespace: missing; use { name, labels, exists }',
      'site: missing; use { name, linkAccess, highAvailability, edge, sizing }',
      'model: missing; use { host, port, tls, observer }',
      'client: missing; use { name, image, port, replicas, autoscaling, answersInFlight, longestAnswerSeconds }',
    ],
  ],
  [
    { chat: { a: minimal } },
    ['chats: missing; use a map from folder names to chats', 'chat: not a setting; did you mean "chats"?'],
  ],
  [{ chats: {} }, ['chats: empty; a fleet has at least one chat']],
  [
    { chats: { 'Team A': minimal } },
    [
      'chats["Team A"]: "Team A" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "team-a"?)',
    ],
  ],
  [
    { chats: { a: minimal, b: minimal } },
    [
      'chats.b.namespace.name: "ilab-chat" is taken by the chat "a", and two Sites in a namespace break each other; give each chat its own',
    ],
  ],
  [
    {
      chats: {
        a: { ...minimal, namespace: { name: 'a' }, exposure: { nginxIngress: {} } },
        b: { ...minimal, namespace: { name: 'b' }, exposure: { nginxIngress: {} } },
      },
    },
    [
      'chats.b.exposure.nginxIngress.host: "every host of the class nginx" is taken by the chat "a", and ingress-nginx gives it to the older Ingress; give each chat its own',
    ],
  ],
  [
    { chats: { a: { ...minimal, client: { ...minimal.client, port: 0 } } } },
    [
      'chats.a.client.port: "0" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
    ],
  ],
  [
    {
      chats: {
        a: {
          ...minimal,
          namespace: { name: 'a' },
          exposure: {
            gateway: {
              host: 'x.example.com',
              existing: { name: 'g', namespace: 'gw' },
              dataPlane: 'gateway-namespace',
            },
          },
        },
        b: {
          ...minimal,
          namespace: { name: 'b' },
          exposure: {
            gateway: {
              host: 'x.example.com',
              existing: { name: 'g', namespace: 'gw' },
              dataPlane: 'gateway-namespace',
            },
          },
        },
      },
    },
    [
      'chats.b.exposure.gateway.host: "x.example.com of every listener of the Gateway gw/g" is taken by the chat "a", and the Gateway gives it to the older route; give each chat its own',
    ],
  ],
  [{ chats: { a: minimal }, platform: 'openshift' }, ['platform: not a setting; known here: chats']],
];
