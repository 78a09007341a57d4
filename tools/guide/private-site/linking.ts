import type { KubeObject } from '../../../constructs/finished/kube-object';
import { controllerNamespace } from '../../../constructs/skupper/names';
import { grantPort, linkPorts, routePort } from '../../../constructs/skupper/ports';
import type { ExpectedChat } from '../../command/chats';
import { type Words, words } from '../language';
import type { Step } from '../step';

/** The Secret of a link, as it is on the public cluster but for what only that cluster wants to know. */
export function linkSecret({ summary }: ExpectedChat, link: KubeObject): string {
  return `kubectl get secret ${link.spec.tlsCredentials} -n ${summary.namespace} -o json | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}'`;
}

/** The public Site has to be ready before a link is asked for. */
export function publicSiteReady({ summary, site }: ExpectedChat): Step {
  return {
    say: words('The public Site has to be ready first:', 'O Site público precisa estar pronto antes:'),
    at: 'public cluster',
    run: [`kubectl wait site/${site.metadata.name} -n ${summary.namespace} --for=condition=Ready --timeout=180s`],
    see: words('`condition met`.', '`condition met`.'),
  };
}

/** Where a token is redeemed. */
export function grantServer({ summary }: ExpectedChat): Step[] {
  const kind = summary.linksOver === 'routes' ? 'route' : 'service';
  return summary.linksOver === 'routes' || summary.linksOver === 'load balancer'
    ? [
        {
          say: words(
            "The machine redeems a token at Skupper's grant server, which has an address of its own:",
            'A máquina resgata um token no grant server do Skupper, que tem um endereço próprio:',
          ),
          at: 'public cluster',
          run: [`kubectl get ${kind} skupper-grant-server -n ${controllerNamespace}`],
          see: words(
            'An address that the machine reaches. If it does not, use a generated link instead of the token: [docs/private-site.md](docs/private-site.md#with-a-generated-link).',
            'Um endereço que a máquina alcança. Se ela não o alcança, use um link gerado no lugar do token: [docs/private-site.pt-BR.md](docs/private-site.pt-BR.md#com-um-link-gerado).',
          ),
        },
      ]
    : [];
}

/** What the network of a private site lets out. Nothing has to be let in. */
export function outwards(
  { summary: { linksOver } }: ExpectedChat,
  site: KubeObject,
  link: KubeObject | undefined,
): Words {
  if (linksOver === undefined) {
    return words(
      'The public Site accepts no links, so this machine cannot link to it.',
      'O Site público não aceita links, portanto esta máquina não pode se conectar a ele.',
    );
  }
  const role = site.spec?.edge === true ? 'edge' : 'inter-router';
  const endpoints = (link?.spec.endpoints ?? []) as { readonly name: string; readonly port: string }[];
  const own = linksOver === 'load balancer' ? linkPorts[role] : routePort;
  const router = endpoints.find(({ name }) => name === role)?.port ?? (linksOver === 'node port' ? undefined : own);
  const redeems = link === undefined && linksOver !== 'routes';
  return words(
    `Its network has to let it call out to the cluster on ${router === undefined ? `the node port of ${role}` : `port ${router}`}${redeems ? `, and once ${grantPort}, to redeem the token` : ''}. Nothing has to be let in.`,
    `A rede dela precisa deixá-la se conectar ao cluster ${router === undefined ? `no node port de ${role}` : `na porta ${router}`}${redeems ? `, e uma vez na ${grantPort}, para resgatar o token` : ''}. Nenhum acesso de entrada é necessário.`,
  );
}
