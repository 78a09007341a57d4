import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import { applied } from '../shell';
import type { Step } from '../step';
import type { Entries } from './entry';

/** Where Envoy Gateway's proxies run; the chat's policy lets them in when the settings say so. */
const envoyNamespace = 'envoy-gateway-system';

function isEnvoys({ publicObjects }: ExpectedChat): boolean {
  const policies = publicObjects.filter(({ kind }) => kind === 'NetworkPolicy');
  return JSON.stringify(policies.map(({ spec }) => spec.ingress)).includes(`"${envoyNamespace}"`);
}

/** Named, so that everybody who prints the guide gets the same. */
const envoyRelease = 'v1.9.2';

/** Commands that install an implementation, by the class that it comes with. Sources: each one's documentation; none was installed here. */
function installationOf(className: string, chat: ExpectedChat): string | undefined {
  if (isEnvoys(chat)) {
    return `{ helm upgrade --install eg oci://docker.io/envoyproxy/gateway-helm --version ${envoyRelease} -n ${envoyNamespace} --create-namespace --wait && ${applied(`
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: ${className}
spec:
  controllerName: gateway.envoyproxy.io/gatewayclass-controller
`)}
}`;
  }
  return { istio, nginx }[className];
}

const definitions =
  'kubectl get crd gateways.gateway.networking.k8s.io || kubectl apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.0/standard-install.yaml';

const istio =
  '{ helm upgrade --install istio-base base --repo https://istio-release.storage.googleapis.com/charts -n istio-system --create-namespace && helm upgrade --install istiod istiod --repo https://istio-release.storage.googleapis.com/charts -n istio-system --wait; }';

const nginx =
  '{ helm upgrade --install ngf oci://ghcr.io/nginx/charts/nginx-gateway-fabric -n nginx-gateway --create-namespace --wait; }';

function classSteps(className: string, chat: ExpectedChat): Step[] {
  const installation = installationOf(className, chat);
  const look = `kubectl get gatewayclass ${className}`;
  return [
    {
      say:
        installation === undefined
          ? words(
              'The class comes with an implementation of the Gateway API. On GKE and with Cilium it is a part of the cluster, switched on where the cluster is made. Others are installed as their own pages say: https://gateway-api.sigs.k8s.io/implementations/',
              'A classe vem com uma implementação da Gateway API. No GKE e com o Cilium ela faz parte do cluster e é ligada na criação dele. As outras são instaladas como dizem as páginas delas: https://gateway-api.sigs.k8s.io/implementations/',
            )
          : words(
              'This looks for the class, and installs its implementation only where it is missing:',
              'Isto procura a classe e só instala a implementação dela onde ela não existe:',
            ),
      at: 'public cluster',
      run: [
        ...(installation === undefined
          ? [look]
          : [...(isEnvoys(chat) ? [] : [definitions]), `${look} || ${installation}`]),
        `kubectl wait gatewayclass/${className} --for=condition=Accepted --timeout=180s`,
      ],
      see: words('`condition met`.', '`condition met`.'),
    },
  ];
}

export const gatewayEntries: Entries<'gateway class' | 'gateway' | 'route timeouts'> = {
  'gateway class': {
    portuguese: ({ className }) => [
      `A GatewayClass "${className}", e a implementação dela da Gateway API, v1.2 ou mais recente`,
      'ela cria o Gateway e o load balancer dele',
    ],
    steps: ({ className }, chat) => classSteps(className, chat),
  },
  gateway: {
    portuguese: ({ name, namespace, listener }, { summary }) => [
      `O Gateway "${name}" no namespace "${namespace}"`,
      `${listener === undefined ? 'os listeners dele precisam' : `o listener "${listener}" dele precisa`} permitir rotas de "${summary.namespace}"`,
    ],
    steps: ({ name, namespace, listener }, { summary }) => [
      {
        say: words(
          'The Gateway, and from where its listeners take routes:',
          'O Gateway, e de onde os listeners dele aceitam rotas:',
        ),
        at: 'public cluster',
        run: [
          `kubectl get gateway ${name} -n ${namespace}`,
          `kubectl get gateway ${name} -n ${namespace} -o jsonpath='{range .spec.listeners[*]}{.name}{" "}{.allowedRoutes.namespaces}{"\\n"}{end}'`,
        ],
        see: words(
          `\`True\` under \`PROGRAMMED\`, and ${listener === undefined ? 'a listener' : `\`${listener}\``} with \`"from":"All"\`, or with a selector that fits the labels of \`${summary.namespace}\`. \`"from":"Same"\` is enough for the Gateway's own namespace alone.`,
          `\`True\` em \`PROGRAMMED\`, e ${listener === undefined ? 'um listener' : `\`${listener}\``} com \`"from":"All"\`, ou com um selector que combine com os labels de \`${summary.namespace}\`. \`"from":"Same"\` só basta para o namespace do próprio Gateway.`,
        ),
      },
    ],
  },
  'route timeouts': {
    portuguese: ({ timeout, needsLogin }) => [
      `Timeouts de ${timeout}${needsLogin ? ' e um login' : ''}`,
      `nem toda implementação respeita o timeout de uma rota, o load balancer dela tem um próprio${needsLogin ? ', e o canal padrão não tem login' : ''}: as policies estão em docs/exposure.md`,
    ],
    steps: (_, { summary, publicObjects }) => [
      {
        say: words('Whether the Gateway took the route:', 'Se o Gateway aceitou a rota:'),
        at: 'public cluster',
        run: publicObjects
          .filter(({ kind }) => kind === 'HTTPRoute')
          .map(
            ({ metadata }) =>
              `kubectl get httproute ${metadata.name} -n ${summary.namespace} -o jsonpath='{range .status.parents[*].conditions[*]}{.type}{"="}{.status}{"\\n"}{end}'`,
          ),
        see: words(
          '`Accepted=True` and `ResolvedRefs=True`. What is to be set beside the route is in [docs/exposure.md](docs/exposure.md#gateway-api), by implementation.',
          '`Accepted=True` e `ResolvedRefs=True`. O que mais precisa ser definido está em [docs/exposure.md](docs/exposure.md#gateway-api) (em inglês), por implementação.',
        ),
      },
    ],
  },
};
