import { controllerNamespace, routerName } from '../../../constructs/skupper/names';
import type { LinkAddress } from '../../../constructs/skupper/site-settings';
import {
  brokenRelease,
  newestRelease,
  newestSkupper,
  oldestRelease,
  skupperInstallation,
} from '../../../constructs/skupper/version';
import { words } from '../language';
import type { Step } from '../step';
import { balancerSteps } from './balancer';
import type { Entries } from './entry';

/** Installs Skupper where there is none, and tells which one there is. */
export function skupperSteps(at: 'public cluster' | 'private cluster'): Step[] {
  return [
    {
      say: words(
        'One installation serves the whole cluster, and perhaps other people already. So this looks first, and installs it only where there is none:',
        'Uma instalação atende o cluster inteiro, e talvez já atenda outras pessoas. Por isso, o comando verifica antes e só instala onde não há nenhuma:',
      ),
      at,
      run: [
        `kubectl get crd sites.skupper.io || { ${skupperInstallation} && kubectl wait deployment/skupper-controller -n ${controllerNamespace} --for=condition=Available --timeout=180s; }`,
      ],
      see: words(
        '`sites.skupper.io` with its age: it was there, and nothing was changed. Or `NotFound`, a list of what is created, and `condition met`.',
        '`sites.skupper.io` e há quanto tempo existe: já estava lá, e nada mudou. Ou `NotFound`, a lista do que é criado e `condition met`.',
      ),
    },
    {
      say: words('The version that runs:', 'A versão que está rodando:'),
      at,
      run: [
        `kubectl get pods -A -l application=skupper-controller -o jsonpath='{range .items[*]}{.metadata.namespace}{" "}{.spec.containers[0].image}{"\\n"}{end}'`,
      ],
      see: words(
        'A namespace and an image that ends in the version. If the version does not fit, ask those who installed it: another one would reach everybody who uses it.',
        'Um namespace e uma imagem que termina com a versão. Se a versão não serve, fale com quem a instalou: trocá-la afeta todos os que a usam.',
      ),
    },
  ];
}

const options = `kubectl set env deployment/skupper-controller -n ${controllerNamespace} --list`;

/** Each way to the router: its name in Portuguese, and how one sees that the cluster has it. */
const ways: Readonly<Record<LinkAddress, { readonly portuguese: string; readonly steps: readonly Step[] }>> = {
  'load balancer': {
    portuguese: 'Um load balancer para o router do Skupper, que a máquina privada alcança',
    steps: balancerSteps,
  },
  routes: {
    portuguese: 'As Routes do OpenShift para o router do Skupper, que a máquina privada alcança',
    steps: [
      {
        say: words('Only OpenShift has Routes:', 'Só o OpenShift tem Routes:'),
        at: 'public cluster',
        run: ['kubectl api-resources --api-group=route.openshift.io'],
        see: words(
          'A line with `routes`. Without it the cluster is not OpenShift: take `platform` out of `settings.ts`.',
          'Uma linha com `routes`. Sem ela, o cluster não é OpenShift: tire `platform` do `settings.ts`.',
        ),
      },
    ],
  },
  'node port': {
    portuguese:
      'O Deployment "skupper-controller" do Skupper, iniciado com nodeport em SKUPPER_ENABLED_ACCESS_TYPES e com SKUPPER_CLUSTER_HOST',
    steps: [
      {
        say: words('What the controller was started with:', 'Com o que o controller foi iniciado:'),
        at: 'public cluster',
        run: [options],
        see: words(
          '`SKUPPER_ENABLED_ACCESS_TYPES` with `nodeport` in it, and `SKUPPER_CLUSTER_HOST` with the address of a node that the machine reaches. Otherwise Skupper makes no router at all: its administrator sets both.',
          '`SKUPPER_ENABLED_ACCESS_TYPES` com `nodeport`, e `SKUPPER_CLUSTER_HOST` com o endereço de um nó que a máquina alcança. Sem os dois, o Skupper não cria router nenhum: quem os define é o administrador dele.',
        ),
      },
    ],
  },
  ingress: {
    portuguese:
      'O Deployment "skupper-controller" do Skupper, iniciado com ingress-nginx em SKUPPER_ENABLED_ACCESS_TYPES, e um ingress-nginx com --enable-ssl-passthrough',
    steps: [
      {
        say: words('What the two controllers were started with:', 'Com o que os dois controllers foram iniciados:'),
        at: 'public cluster',
        run: [
          options,
          "kubectl get pods -A -l app.kubernetes.io/name=ingress-nginx -o jsonpath='{.items[*].spec.containers[*].args}'",
        ],
        see: words(
          '`SKUPPER_ENABLED_ACCESS_TYPES` with `ingress-nginx` in it, and `--enable-ssl-passthrough` in the second list. Otherwise Skupper makes no router at all: the administrators of both set this.',
          '`SKUPPER_ENABLED_ACCESS_TYPES` com `ingress-nginx`, e `--enable-ssl-passthrough` na segunda lista. Sem isso, o Skupper não cria router nenhum: quem define são os administradores dos dois.',
        ),
      },
    ],
  },
};

export const skupperEntries: Entries<'skupper' | 'router address' | 'site size'> = {
  skupper: {
    portuguese: ({ onlyNewest }) => [
      onlyNewest ? newestSkupper : `Skupper ${oldestRelease} a ${newestRelease}, mas não ${brokenRelease}`,
      'o controller dele roda o router',
    ],
    steps: () => skupperSteps('public cluster'),
  },
  'router address': {
    portuguese: (_, chat) => [
      ways[chat.summary.linksOver ?? 'load balancer'].portuguese,
      'é ali que os sites privados se conectam ao router',
    ],
    steps: (_, chat) => ways[chat.summary.linksOver ?? 'load balancer'].steps,
  },
  'site size': {
    portuguese: ({ size }) => [
      `Um ConfigMap com o label skupper.io/site-sizing: ${size}`,
      `é o tamanho dos pods \`${routerName}\`; sem ele, o controller usa o padrão, sem avisar`,
    ],
    steps: ({ size }) => [
      {
        say: words('The administrator of Skupper makes it:', 'Quem o cria é o administrador do Skupper:'),
        at: 'public cluster',
        run: [`kubectl get configmap -n ${controllerNamespace} -l skupper.io/site-sizing=${size}`],
        see: words('One ConfigMap.', 'Um ConfigMap.'),
      },
    ],
  },
};
