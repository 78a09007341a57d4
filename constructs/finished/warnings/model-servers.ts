import { joinPath } from '../../checks/problem';
import { type Warning, warning } from '../../common/warning';
import type { RoutedServer } from '../../skupper/routing-keys';
import { containersOf, type FinishedChat, ofKind, pageOf } from '../finished-chat';
import { argument, isArticlesClient } from './pods';

/** Model servers that do not fit the page. */
export function modelServerWarnings(chat: FinishedChat): Warning[] {
  const questions = questionsAtOnce(chat);
  return chat.modelServers.flatMap((server) => {
    const { title, answersAtOnce, needsModelName } = server.profile;
    const path = joinPath(...server.at, 'server');
    return [
      ...(refuses(server, questions)
        ? [
            warning(
              'one-at-a-time',
              path,
              `${title} answers ${answersAtOnce} question at a time and refuses every other at once, and the page lets ${questions === undefined ? 'all' : `up to ${questions}`} through; with "llama.cpp" or "vllm" they wait for their turn`,
            ),
          ]
        : []),
      ...(needsModelName && isArticlesPage(chat)
        ? [
            warning(
              'model-not-named',
              path,
              `${title} answers only requests that name the model, and the article's page names none; use "llama.cpp", or a page that does`,
            ),
          ]
        : []),
    ];
  });
}

function refuses({ profile }: RoutedServer, questions: number | undefined): boolean {
  const { oneMore, answersAtOnce } = profile;
  return oneMore === 'refused' && (questions === undefined || questions > (answersAtOnce ?? questions));
}

function isArticlesPage(chat: FinishedChat): boolean {
  const page = pageOf(chat)?.deployment;
  const [main] = page === undefined ? [] : containersOf(page);
  return main !== undefined && isArticlesClient(main);
}

/** What the article's page lets through at the same time; nothing where the page has no limit that is known. */
function questionsAtOnce(chat: FinishedChat): number | undefined {
  const page = pageOf(chat)?.deployment;
  const [main] = page === undefined ? [] : containersOf(page);
  if (page === undefined || main === undefined || !isArticlesClient(main)) {
    return undefined;
  }
  const scaled = ofKind(chat, 'HorizontalPodAutoscaler').map(({ spec }) => spec.maxReplicas as number);
  return argument(main, 'threads') * (scaled[0] ?? page.spec.replicas ?? 1);
}
