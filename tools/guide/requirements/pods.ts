import { words } from '../language';
import { asked } from '../shell';
import type { Step } from '../step';
import type { Entries } from './entry';

/** Network plugins that enforce policies, as their pods are called. */
const plugins = 'calico|canal|cilium|antrea|kube-router|anetd|azure-npm|ovnkube|aws-node|kindnet';

const onOpenShift: readonly Step[] = [
  {
    say: words('OpenShift comes with one:', 'O OpenShift já vem com um:'),
    at: 'public cluster',
    run: [`kubectl get network.config/cluster -o jsonpath='{.status.networkType}{"\\n"}'`],
    see: words(
      '`OVNKubernetes`. Whether the policies hold is tried at the end of this guide.',
      '`OVNKubernetes`. O fim deste guia testa se as policies valem mesmo.',
    ),
  },
];

const elsewhere: readonly Step[] = [
  {
    say: words('Look for one that is known to enforce them:', 'Procure um dos que sabidamente aplicam as policies:'),
    at: 'public cluster',
    run: [`kubectl get pods -A -o name | grep -E '/(${plugins})' || echo 'none of the known ones'`],
    see: words(
      'A pod of one of them. Two have a switch: on EKS (`aws-node`) the policies are an option of the add-on VPC CNI, `enableNetworkPolicy`; kind (`kindnet`) enforces them from 0.24 on. `none of the known ones`: on k3s this is fine, it enforces them itself; on GKE, AKS and others the plugin is chosen when the cluster is made.',
      'Um pod de um deles. Dois têm condições: no EKS (`aws-node`) as policies são uma opção do add-on VPC CNI, `enableNetworkPolicy`; o kind (`kindnet`) as aplica a partir do 0.24. `none of the known ones`: no k3s está certo, ele mesmo as aplica; no GKE, no AKS e em outros, o plugin é escolhido na criação do cluster.',
    ),
  },
  {
    say: words(
      'A new cluster of your own, whose nodes are `NotReady` because it has no plugin at all, gets Calico. **Press Enter everywhere else**: a second plugin breaks a network that works.',
      'Um cluster novo e seu, com nós em `NotReady` porque não há plugin nenhum, recebe o Calico. **Nos outros casos, aperte Enter**: um segundo plugin quebra uma rede que funciona.',
    ),
    at: 'computer',
    run: [asked('Install Calico? yes, or Enter', 'CALICO')],
    see: words('The question.', 'A pergunta.'),
  },
  {
    say: words('This installs it if you said yes:', 'Isto o instala se você respondeu yes:'),
    at: 'public cluster',
    run: [
      `if [ "\${CALICO-}" = yes ]; then
  kubectl apply -f https://raw.githubusercontent.com/projectcalico/calico/v3.32.2/manifests/calico.yaml
  kubectl wait nodes --all --for=condition=Ready --timeout=300s
fi`,
    ],
    see: words(
      'Nothing, or `condition met` for every node. Whether the policies hold is tried at the end of this guide.',
      'Nada, ou `condition met` para todos os nós. O fim deste guia testa se as policies valem mesmo.',
    ),
  },
];

export const podEntries: Entries<
  | 'network plugin'
  | 'namespace'
  | 'metrics server'
  | 'priority class'
  | 'nodes'
  | 'object of the pods'
  | 'storage class'
> = {
  'network plugin': {
    portuguese: () => ['Um plugin de rede que aplica NetworkPolicy', 'sem ele, as policies não fazem nada'],
    steps: (_, { summary }) => (summary.platform === 'openshift' ? onOpenShift : elsewhere),
  },
  namespace: {
    portuguese: ({ name }) => [
      `O namespace "${name}"`,
      'as configurações dizem que ele é criado fora daqui; o label pod-security.kubernetes.io/enforce tem que ser "baseline": com "restricted" o router do Skupper não inicia, e com "privileged" ou sem o label qualquer pod pode tomar o nó',
    ],
    steps: ({ name }) => [
      {
        say: words('The namespace with its labels:', 'O namespace com os labels:'),
        at: 'public cluster',
        run: [`kubectl get namespace ${name} --show-labels`],
        see: words(
          '`Active`, and `pod-security.kubernetes.io/enforce=baseline` among the labels.',
          '`Active`, e `pod-security.kubernetes.io/enforce=baseline` entre os labels.',
        ),
      },
    ],
  },
  'metrics server': {
    portuguese: () => ['metrics-server', 'o autoscaler segue o que ele mede'],
    steps: () => [
      {
        say: words(
          'GKE, AKS, k3s and OpenShift have it. This installs it only where nothing measures:',
          'GKE, AKS, k3s e OpenShift já o têm. Isto o instala só onde nada mede:',
        ),
        at: 'public cluster',
        run: [
          'kubectl get apiservice v1beta1.metrics.k8s.io || kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml',
          'kubectl wait apiservice/v1beta1.metrics.k8s.io --for=condition=Available --timeout=180s',
          'kubectl top nodes',
        ],
        see: words(
          'Each node with its CPU and memory. On kind, and where the nodes have certificates of their own making, the pod of metrics-server stays unready until it gets the argument `--kubelet-insecure-tls`.',
          'Cada nó com CPU e memória. No kind, e onde os nós têm certificados feitos por eles mesmos, o pod do metrics-server não fica pronto até receber o argumento `--kubelet-insecure-tls`.',
        ),
      },
    ],
  },
  'priority class': {
    portuguese: ({ name }) => [`A PriorityClass "${name}"`, 'sem ela, os pods são recusados'],
    steps: ({ name }) => [
      {
        say: words('The PriorityClass:', 'A PriorityClass:'),
        at: 'public cluster',
        run: [`kubectl get priorityclass ${name}`],
        see: words(
          `Its value. With \`NotFound\` the cluster's administrator makes it: \`kubectl create priorityclass ${name} --value=1000\`, with a value that fits the others.`,
          `O valor. Com \`NotFound\`, quem a cria é o administrador do cluster: \`kubectl create priorityclass ${name} --value=1000\`, com um valor que combine com as outras.`,
        ),
      },
    ],
  },
  nodes: {
    portuguese: ({ labels }) => [`Nós com os labels ${labels.join(', ')}`, 'os pods não rodam em nenhum outro'],
    steps: ({ labels }) => [
      {
        say: words('The nodes that have them:', 'Os nós que os têm:'),
        at: 'public cluster',
        run: [`kubectl get nodes -l ${labels.join(',')}`],
        see: words('At least one node that is `Ready`.', 'Pelo menos um nó em `Ready`.'),
      },
    ],
  },
  'object of the pods': {
    portuguese: ({ kind, name }, { summary }) => [
      `O ${kind} "${name}" no namespace "${summary.namespace}"`,
      'sem ele, os pods não iniciam',
    ],
    steps: ({ kind, name }, { summary }) => [
      {
        say: words(
          'The settings name it and do not make it; what is in it is yours to say:',
          'As configurações o citam e não o criam; o conteúdo é você quem define:',
        ),
        at: 'public cluster',
        run: [`kubectl get ${kind.toLowerCase()} ${name} -n ${summary.namespace}`],
        see: words(
          'The object. Until it is there, the pods wait.',
          'O objeto. Enquanto ele não existe, os pods esperam.',
        ),
      },
    ],
  },
  'storage class': {
    portuguese: ({ name }) => [
      name === undefined ? 'Uma StorageClass padrão' : `A StorageClass "${name}"`,
      'ela cria o volume com os dados da página',
    ],
    steps: ({ name }) => [
      {
        say: words('What makes volumes:', 'O que cria volumes:'),
        at: 'public cluster',
        run: [`kubectl get storageclass${name === undefined ? '' : ` ${name}`}`],
        see:
          name === undefined
            ? words('One that is marked `(default)`.', 'Uma marcada com `(default)`.')
            : words('The StorageClass with its provisioner.', 'A StorageClass com o provisioner.'),
      },
    ],
  },
};
