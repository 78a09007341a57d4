import { type IngressControllerName, ingressControllers } from '../../../constructs/exposure/ingress/controllers';
import type { ExpectedChat } from '../../command/chats';
import { shellWord } from '../../command/shell';
import { words } from '../language';
import { asked, given } from '../shell';
import type { Step } from '../step';
import type { Entries } from './entry';

/** How one controller is installed where its class is missing, and a part of the names of its pods' labels. */
interface Installation {
  readonly pods: RegExp;
  /** The chart, and its options. */
  readonly chart: string;
  /** The options with the name of the class. */
  readonly classOptions: readonly string[];
  /** What has to be known before. */
  readonly asks?: string;
}

/** Sources: each one's documentation. None of them was installed here. GKE's is a part of the cluster. */
const installations: Readonly<Record<Exclude<IngressControllerName, 'gke'>, Installation>> = {
  traefik: {
    pods: /^traefik$/,
    chart: 'traefik traefik --repo https://traefik.github.io/charts --set ingressClass.isDefaultClass=false',
    classOptions: ['ingressClass.name'],
  },
  haproxy: {
    pods: /ingress|haproxy/,
    chart:
      'haproxy-kubernetes-ingress kubernetes-ingress --repo https://haproxytech.github.io/helm-charts --set controller.service.type=LoadBalancer',
    classOptions: ['controller.ingressClass', 'controller.ingressClassResource.name'],
  },
  'f5-nginx': {
    pods: /nginx/,
    chart: 'nginx-ingress oci://ghcr.io/nginx/charts/nginx-ingress',
    classOptions: ['controller.ingressClass.name'],
  },
  'aws-alb': {
    pods: /aws-load-balancer/,
    chart: `aws-load-balancer-controller aws-load-balancer-controller --repo https://aws.github.io/eks-charts --set clusterName=${given('EKS_CLUSTER')}`,
    classOptions: ['ingressClass'],
    asks: asked('Name of the EKS cluster', 'EKS_CLUSTER'),
  },
};

/** The namespace from which the chat's policy lets a controller in; its pods are of no use elsewhere. */
function namespaceFor({ publicObjects }: ExpectedChat, pods: RegExp): string {
  const peers = publicObjects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ spec }) => spec.ingress ?? [])
    .flatMap(({ from = [] }) => from)
    .filter(({ podSelector }) => Object.values<string>(podSelector?.matchLabels ?? {}).some((text) => pods.test(text)));
  const [namespace] = peers.flatMap(({ namespaceSelector }) =>
    Object.values<string>(namespaceSelector?.matchLabels ?? {}),
  );
  return namespace ?? 'kube-system';
}

function controllerSteps(name: Exclude<IngressControllerName, 'gke'>, className: string, chat: ExpectedChat): Step[] {
  const { className: usual, controller } = ingressControllers[name];
  const { pods, chart, classOptions, asks } = installations[name];
  const namespace = namespaceFor(chat, pods);
  const options = className === usual ? [] : classOptions.map((option) => ` --set ${option}=${className}`);
  return [
    ...(asks === undefined
      ? []
      : [
          {
            say: words(
              'It needs a role in AWS: https://docs.aws.amazon.com/eks/latest/userguide/lbc-helm.html. **Press Enter if the controller is installed already**:',
              'Ele precisa de uma role na AWS: https://docs.aws.amazon.com/eks/latest/userguide/lbc-helm.html. **Aperte Enter se o controller já está instalado**:',
            ),
            at: 'computer' as const,
            run: [asks],
            see: words('The question.', 'A pergunta.'),
          },
        ]),
    {
      say:
        asks === undefined
          ? words(
              "This looks for the class, and installs the controller only where it is missing, in the namespace from which the chat's network policy lets it in:",
              'Isto procura a classe e só instala o controller onde ela não existe, no namespace de onde a NetworkPolicy do chat o deixa entrar:',
            )
          : words(
              'This looks for the class, and installs the controller only where it is missing:',
              'Isto procura a classe e só instala o controller onde ela não existe:',
            ),
      at: 'public cluster',
      run: [
        `kubectl get ingressclass ${className} || helm upgrade --install ${chart} -n ${namespace} --create-namespace${options.join('')} --wait`,
        `kubectl get ingressclass ${className} -o jsonpath='{.spec.controller}{"\\n"}'`,
      ],
      see: words(
        `The last line is \`${controller}\`. Another word there is another controller, which would serve the chat without what the settings say.`,
        `A última linha é \`${controller}\`. Outra palavra ali é outro controller, que serviria o chat sem o que as configurações dizem.`,
      ),
    },
  ];
}

const gkeSteps: readonly Step[] = [
  {
    say: words('It is a part of GKE, with kinds of its own:', 'Ele faz parte do GKE, com kinds próprios:'),
    at: 'public cluster',
    run: ['kubectl get crd frontendconfigs.networking.gke.io backendconfigs.cloud.google.com'],
    see: words(
      'Both names. Without them the cluster is not GKE, or its add-on HttpLoadBalancing is off.',
      'Os dois nomes. Sem eles, o cluster não é GKE, ou o add-on HttpLoadBalancing está desligado.',
    ),
  },
];

export const ingressEntries: Entries<
  | 'ingress-nginx'
  | 'ingress controller'
  | 'traefik kinds'
  | 'f5 kinds'
  | 'acm certificate'
  | 'login service'
  | 'traefik stop'
> = {
  'ingress-nginx': {
    portuguese: ({ className }) => [
      `A IngressClass "${className}", do ingress-nginx 1.8 a 1.15`,
      'qualquer controller que não seja o k8s.io/ingress-nginx ignora as annotations: os timeouts e, onde houver, o login e as faixas de endereços do próprio Ingress',
    ],
    steps: ({ className }) => [
      {
        say: words(
          'Whose class it is, and which versions of ingress-nginx run:',
          'De quem é a classe, e que versões do ingress-nginx rodam:',
        ),
        at: 'public cluster',
        run: [
          `kubectl get ingressclass ${className} -o jsonpath='{.spec.controller}{"\\n"}'`,
          `kubectl get pods -A -l app.kubernetes.io/name=ingress-nginx -o jsonpath='{range .items[*]}{.spec.containers[0].image}{"\\n"}{end}'`,
        ],
        see: words(
          '`k8s.io/ingress-nginx`, and an image from `v1.8` to `v1.15`. Before 1.12.1 everybody in the cluster can take it over (CVE-2025-1974): have it upgraded to 1.15.1, its last release.',
          '`k8s.io/ingress-nginx`, e uma imagem de `v1.8` a `v1.15`. Antes da 1.12.1, qualquer um dentro do cluster consegue assumir o controle dele (CVE-2025-1974): peça a atualização para a 1.15.1, a última.',
        ),
      },
      {
        say: words(
          'With `NotFound`, do not install it any more: the project ended in March 2026. The Ingress then does nothing, and everything else of the chat works without it. For a way in with a name and TLS, set another exposure in place of `nginxIngress`, run `npm run synth`, and print this guide again; [docs/exposure.md](docs/exposure.md#gateway-api) has them.',
          'Com `NotFound`, não o instale mais: o projeto terminou em março de 2026. O Ingress então não faz nada, e todo o resto do chat funciona sem ele. Para uma entrada com nome e TLS, use outra forma de acesso no lugar de `nginxIngress`, rode `npm run synth` e imprima este guia de novo; elas estão em [docs/exposure.md](docs/exposure.md#gateway-api) (em inglês).',
        ),
      },
    ],
  },
  'ingress controller': {
    portuguese: ({ title, className, controller }) =>
      controller === undefined
        ? [`${title} para a classe "${className}"`, 'ele serve o Ingress']
        : [
            `A IngressClass "${className}", com o controller ${controller}`,
            'outro ignoraria o que o Ingress diz para ele',
          ],
    steps: ({ title, className }, chat) => {
      const names = Object.keys(ingressControllers) as IngressControllerName[];
      const name = names.find((one) => ingressControllers[one].title === title);
      if (name === 'gke') {
        return gkeSteps;
      }
      return name === undefined
        ? [
            {
              say: words('The class:', 'A classe:'),
              at: 'public cluster',
              run: [`kubectl get ingressclass ${className}`],
              see: words('The class, with its controller.', 'A classe, com o controller.'),
            },
          ]
        : controllerSteps(name, className, chat);
    },
  },
  'traefik kinds': {
    portuguese: () => [
      'Os kinds do próprio Traefik, e o provider deles, como o chart dele e o k3s têm os dois',
      'redirecionamento, faixas de endereços e limites são Middlewares; enquanto falta um, o chat responde 404',
    ],
    steps: () => [
      {
        say: words('The kind of the Middlewares:', 'O kind dos Middlewares:'),
        at: 'public cluster',
        run: ['kubectl get crd middlewares.traefik.io'],
        see: words('`middlewares.traefik.io`.', '`middlewares.traefik.io`.'),
      },
    ],
  },
  'f5 kinds': {
    portuguese: () => [
      'O NGINX Ingress da F5, 5.4 ou mais recente, com os kinds dele',
      'as faixas de endereços são uma Policy, que os mais antigos não leem em um Ingress',
    ],
    steps: () => [
      {
        say: words('The kind of the Policy:', 'O kind da Policy:'),
        at: 'public cluster',
        run: ['kubectl get crd policies.k8s.nginx.org'],
        see: words('`policies.k8s.nginx.org`.', '`policies.k8s.nginx.org`.'),
      },
    ],
  },
  'acm certificate': {
    portuguese: () => ['Um certificado para o host no AWS Certificate Manager', 'é de lá que o load balancer o obtém'],
    steps: ({ hosts }) => [
      {
        say: words(
          'The certificates of the account, in the region of the cluster:',
          'Os certificados da conta, na região do cluster:',
        ),
        at: 'computer',
        run: [`aws acm list-certificates --query 'CertificateSummaryList[].[DomainName,Status]' --output text`],
        see: words(
          `${hosts.length === 0 ? 'The host' : `\`${hosts.join('`, `')}\``} with \`ISSUED\`. A new one: \`aws acm request-certificate\`.`,
          `${hosts.length === 0 ? 'O host' : `\`${hosts.join('`, `')}\``} com \`ISSUED\`. Para um novo: \`aws acm request-certificate\`.`,
        ),
      },
    ],
  },
  'login service': {
    portuguese: ({ url }) => [
      `O serviço que responde em ${url}`,
      'ele sabe quem está logado; os caminhos dele precisam de um Ingress próprio no mesmo host, sem login',
    ],
    steps: ({ url }, { summary }) => {
      const [address] = summary.addresses.filter(({ url, object }) => object.kind === 'Ingress' && !url.includes('<'));
      const host = address === undefined ? 'localhost' : new URL(address.url).host;
      return [
        {
          say: words('What it answers to somebody who is not signed in:', 'O que ele responde a quem não está logado:'),
          at: 'computer',
          run: [`curl -sS -o /dev/null -w '%{http_code}\\n' ${shellWord(url.replace('$host', host))}`],
          see: words(
            '`401`. An address inside the cluster answers from there alone.',
            '`401`. Um endereço interno do cluster só responde lá de dentro.',
          ),
        },
      ];
    },
  },
  'traefik stop': {
    portuguese: () => [
      'Um lifeCycle.graceTimeOut mais longo nos entry points do Traefik',
      'quando o pod dele para, as respostas em andamento são cortadas depois de 10 s',
    ],
    steps: () => [
      {
        say: words('What Traefik was started with:', 'Com o que o Traefik foi iniciado:'),
        at: 'public cluster',
        run: [
          "kubectl get deployments -A -l app.kubernetes.io/name=traefik -o jsonpath='{.items[*].spec.template.spec.containers[*].args}'",
        ],
        see: words(
          '`graceTimeOut` among the arguments, with more than the longest answer. It is set in the values of its chart, `ports.web.transport.lifeCycle.graceTimeOut`, and the same for `websecure`.',
          '`graceTimeOut` entre os argumentos, maior que a resposta mais longa. Ele é definido nos values do chart, `ports.web.transport.lifeCycle.graceTimeOut`, e o mesmo para `websecure`.',
        ),
      },
    ],
  },
};
