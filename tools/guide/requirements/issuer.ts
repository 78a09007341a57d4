import type { RequirementFacts } from '../../../constructs/common/requirement';
import { words } from '../language';
import { applied, asked, given } from '../shell';
import type { Entries } from './entry';

/** The release that ran here. Its name for the Gateway API's setting is newer than that of 1.20. */
const release = 'v1.21.1';

const withGateways =
  ' --set config.apiVersion=controller.config.cert-manager.io/v1alpha1 --set config.kind=ControllerConfiguration --set config.gatewayAPI.enabled=true';

/** How Let's Encrypt is shown that the name is ours: through what orders the certificate. */
function solverOf({ of }: RequirementFacts['issuer'], namespace: string): string {
  return of.kind === 'Ingress'
    ? `ingress: {${of.className === undefined ? '' : ` ingressClassName: ${of.className} `}}`
    : `gatewayHTTPRoute: { parentRefs: [{ name: ${of.name}, namespace: ${namespace}, kind: Gateway }] }`;
}

export const issuerEntries: Entries<'issuer'> = {
  issuer: {
    portuguese: ({ kind, name, of }) => [
      `cert-manager${of.kind === 'Gateway' ? ', com a configuração config.gatewayAPI.enabled' : ''}, e ${kind === 'Issuer' ? `o Issuer "${name}" no namespace do chat` : `o ClusterIssuer "${name}"`}`,
      'ele pede o certificado',
    ],
    steps: (facts, { summary: { namespace, requirements } }) => {
      const { kind, name, of } = facts;
      // One installation serves all issuers.
      const forGateways = requirements.some((one) => one.id === 'issuer' && one.facts.of.kind === 'Gateway');
      const inNamespace = kind === 'Issuer' ? ` -n ${namespace}` : '';
      const get = `kubectl get ${kind.toLowerCase()} ${name}${inNamespace}`;
      return [
        {
          say: words(
            'This installs cert-manager only where there is none:',
            'Isto só instala o cert-manager onde não há nenhum:',
          ),
          at: 'public cluster',
          run: [
            `kubectl get crd clusterissuers.cert-manager.io || helm upgrade --install cert-manager oci://quay.io/jetstack/charts/cert-manager --version ${release} -n cert-manager --create-namespace --set crds.enabled=true${forGateways ? withGateways : ''} --wait`,
          ],
          see:
            of.kind === 'Gateway'
              ? words(
                  '`clusterissuers.cert-manager.io` with its age, or `deployed`. One that was there needs the setting, too: ask its administrator.',
                  '`clusterissuers.cert-manager.io` e há quanto tempo existe, ou `deployed`. Um que já estava lá também precisa da configuração: fale com o administrador dele.',
                )
              : words(
                  '`clusterissuers.cert-manager.io` with its age, or `deployed`.',
                  '`clusterissuers.cert-manager.io` e há quanto tempo existe, ou `deployed`.',
                ),
        },
        {
          say: words(
            "Let's Encrypt gives certificates away. It has to reach the chat's name from the internet, and writes to this address when something is wrong. A company's own authority has another kind of issuer: https://cert-manager.io/docs/configuration/",
            "O Let's Encrypt dá certificados de graça. Ele precisa alcançar o nome do chat pela internet, e escreve para este endereço quando há algo errado. A autoridade própria de uma empresa usa outro tipo de issuer: https://cert-manager.io/docs/configuration/",
          ),
          at: 'computer',
          run: [asked('Your e-mail address, for the certificates', 'EMAIL')],
          see: words('The question.', 'A pergunta.'),
        },
        {
          say: words(`This makes the ${kind} only where it is missing:`, `Isto só cria o ${kind} onde ele não existe:`),
          at: 'public cluster',
          run: [
            `${get} || ${applied(`
apiVersion: cert-manager.io/v1
kind: ${kind}
metadata:
  name: ${name}${kind === 'Issuer' ? `\n  namespace: ${namespace}` : ''}
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    email: ${given('EMAIL')}
    privateKeySecretRef:
      name: ${name}-account
    solvers:
      - http01:
          ${solverOf(facts, namespace)}
`)}`,
            `kubectl wait ${kind.toLowerCase()}/${name}${inNamespace} --for=condition=Ready --timeout=120s`,
          ],
          see: words('`condition met`.', '`condition met`.'),
        },
      ];
    },
  },
};
