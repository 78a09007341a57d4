import type { KubeObject, Manifest } from '../../../constructs/finished/kube-object';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import { skupperSteps } from '../requirements/skupper';
import { asked, inContext } from '../shell';
import type { Section } from '../step';
import { linkSecret, outwards, publicSiteReady } from './linking';

/** The way of a site on a cluster of its own, where the model is. */
export function privateClusterSection(chat: ExpectedChat, { path, objects }: Manifest): Section {
  const { namespace, linksOver } = chat.summary;
  const site = objects.find(({ kind }) => kind === 'Site') as KubeObject;
  const link = objects.find(({ kind }) => kind === 'Link');
  const there = `-n ${site.metadata.namespace}`;
  const isMade = objects.some(({ kind }) => kind === 'Namespace');
  return {
    title: words(`The cluster of ${site.metadata.name}`, `O cluster de ${site.metadata.name}`),
    parts: [
      {
        steps: [
          { say: outwards(chat, site, link) },
          {
            say: words(
              "The context of the model's cluster, for the commands that follow. Mind that it is not the public one: there, these objects would take the questions, and nobody would answer:",
              'O contexto do cluster do modelo, para os comandos a seguir. Cuidado para não ser o público: lá, estes objetos ficariam com as perguntas, e ninguém responderia:',
            ),
            at: 'computer',
            run: ['kubectl config get-contexts', asked('Context of the cluster with the model', 'PRIVATE')],
            see: words('The contexts, and the question.', 'Os contextos e a pergunta.'),
          },
          ...skupperSteps('private cluster'),
          ...(isMade
            ? []
            : [
                {
                  say: words('The namespace, which is made elsewhere:', 'O namespace, que é criado fora daqui:'),
                  at: 'private cluster' as const,
                  run: [`kubectl get namespace ${site.metadata.namespace}`],
                  see: words('`Active`.', '`Active`.'),
                },
              ]),
          {
            say: words('The Site and its Connector:', 'O Site e o Connector dele:'),
            at: 'private cluster',
            run: [
              `kubectl apply -f dist-private/${path}`,
              `kubectl wait site/${site.metadata.name} ${there} --for=condition=Ready --timeout=180s`,
              `kubectl get connector ${there}`,
            ],
            see: words(
              '`condition met`, and the Connector. It is `Ready` when the model has pods.',
              '`condition met` e o Connector. Ele fica `Ready` quando o modelo tem pods.',
            ),
          },
          ...(linksOver === undefined
            ? []
            : [
                publicSiteReady(chat),
                link === undefined
                  ? {
                      say: words(
                        'The token works once, within 15 minutes:',
                        'O token funciona uma vez, em até 15 minutos:',
                      ),
                      at: 'computer' as const,
                      run: [
                        `(umask 077 && ${inContext(`skupper token issue token.yaml -n ${namespace}`, 'PUBLIC')}) && ${inContext(`kubectl apply -f token.yaml ${there}`, 'PRIVATE')} && rm token.yaml`,
                      ],
                      see: words('`created`.', '`created`.'),
                    }
                  : {
                      say: words(
                        'The Secret of the link goes from one cluster to the other, and into no file:',
                        'O Secret do link vai de um cluster para o outro, e para nenhum arquivo:',
                      ),
                      at: 'computer' as const,
                      run: [
                        `${inContext(linkSecret(chat, link), 'PUBLIC')} | ${inContext(`kubectl apply -f - ${there}`, 'PRIVATE')}`,
                      ],
                      see: words('`created`, or `configured`.', '`created`, ou `configured`.'),
                    },
                {
                  say: words(
                    'They have met when the Link is ready:',
                    'Os dois se encontraram quando o Link está pronto:',
                  ),
                  at: 'private cluster' as const,
                  run: [`kubectl get link ${there}`],
                  see: words('`Ready`, within a minute.', '`Ready`, em até um minuto.'),
                },
                {
                  say: words('And from the other side:', 'E do outro lado:'),
                  at: 'public cluster' as const,
                  run: [
                    `kubectl get ${chat.listener.kind.toLowerCase()} ${chat.listener.metadata.name} -n ${namespace}`,
                  ],
                  see: words('`Ready`, within a minute.', '`Ready`, em até um minuto.'),
                },
              ]),
        ],
      },
    ],
  };
}
