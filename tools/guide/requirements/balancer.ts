import { words } from '../language';
import { applied, asked, given } from '../shell';
import type { Step, Task } from '../step';
import type { Entries } from './entry';

/** Named, so that everybody who prints the guide gets the same. */
const metallbRelease = '0.16.1';

/** Whether the cluster makes load balancers, and MetalLB where it does not. */
export const balancerSteps: readonly Step[] = [
  {
    say: words(
      'Clouds make them by themselves, and so does k3s. Load balancers that are there already show it:',
      'As nuvens os criam sozinhas, e o k3s também. Os load balancers que já existem mostram se é assim:',
    ),
    at: 'public cluster',
    run: ["kubectl get services -A --no-headers | grep ' LoadBalancer ' || echo 'no load balancer yet'"],
    see: words(
      'An address in the fifth column of a line: the cluster makes them. `<pending>` everywhere: it does not. `no load balancer yet`: section "Apply" shows it.',
      'Um endereço na quinta coluna de uma linha: o cluster os cria. `<pending>` em todas: não cria. `no load balancer yet`: a seção "Aplicar" mostra.',
    ),
  },
  {
    say: words(
      'On kind, or on machines of your own, MetalLB does it. It needs addresses of that network that nothing else uses. **Press Enter without an answer where the cluster makes load balancers already**:',
      'No kind, ou em máquinas suas, quem faz isso é o MetalLB. Ele precisa de endereços daquela rede que ninguém mais use. **Aperte Enter sem responder se o cluster já cria load balancers**:',
    ),
    at: 'computer',
    run: [asked('Free addresses, such as 192.168.1.240-192.168.1.250', 'ADDRESSES')],
    see: words('The question.', 'A pergunta.'),
  },
  {
    say: words('This installs it if you named addresses:', 'Isto o instala se você informou endereços:'),
    at: 'public cluster',
    run: [
      `if [ -n "\${ADDRESSES-}" ]; then
  kubectl get crd ipaddresspools.metallb.io || {
    helm upgrade --install metallb metallb --repo https://metallb.github.io/metallb --version ${metallbRelease} -n metallb-system --create-namespace --wait &&
    ${applied(`
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: private-model-chat
  namespace: metallb-system
spec:
  addresses: [${given('ADDRESSES')}]
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata:
  name: private-model-chat
  namespace: metallb-system
`)}
  }
fi`,
    ],
    see: words(
      'Nothing, or `created` for both objects. A MetalLB that was there is left alone: its administrator adds addresses.',
      'Nada, ou `created` para os dois objetos. Um MetalLB que já estava lá não é mexido: quem acrescenta endereços é o administrador dele.',
    ),
  },
];

const [others] = balancerSteps as readonly [Task];

const likeTheRouters: readonly Step[] = [
  { ...others, say: words('It is made like the one for the router, above:', 'Ele é criado como o do router, acima:') },
];

const awsSteps: readonly Step[] = [
  {
    say: words('Its Deployment:', 'O Deployment dele:'),
    at: 'public cluster',
    run: ['kubectl get deployment aws-load-balancer-controller -n kube-system'],
    see: words(
      'The Deployment, with pods that are ready. EKS Auto Mode has it built in and shows none. Where it is missing, it needs a role in AWS: https://docs.aws.amazon.com/eks/latest/userguide/lbc-helm.html.',
      'O Deployment, com pods prontos. O EKS Auto Mode o traz embutido e não mostra nenhum. Se ele não existe, precisa de uma role na AWS: https://docs.aws.amazon.com/eks/latest/userguide/lbc-helm.html.',
    ),
  },
];

export const balancerEntries: Entries<'load balancer'> = {
  'load balancer': {
    portuguese: ({ service, byAwsController }) => [
      byAwsController ? 'O AWS Load Balancer Controller' : `Um load balancer para o Service "${service}"`,
      'o endereço vem dele',
    ],
    steps: ({ byAwsController }, { summary }) => {
      if (byAwsController) {
        return awsSteps;
      }
      return summary.linksOver === 'load balancer' ? likeTheRouters : balancerSteps;
    },
  },
};
