import { parseImage } from '../../chat-client/image';
import { defaultResources } from '../../chat-client/pod';
import { numberOf } from '../../chat-client/quantity';
import { AnswerTime, articleLimitSeconds } from '../../common/answer-time';
import { type Warning, warning } from '../../common/warning';
import {
  containersOf,
  type FinishedChat,
  type FinishedContainer,
  loginOf,
  modelUrlOf,
  ofKind,
  pageOf,
} from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function podWarnings(chat: FinishedChat): Warning[] {
  const page = pageOf(chat)?.deployment;
  const [main] = page === undefined ? [] : containersOf(page);
  return [
    ...(main === undefined || !isArticlesClient(main) ? [] : [...givesUp(main), ...littleMemory(main)]),
    ...ofKind(chat, 'Deployment').flatMap((deployment) => movingImages(chat, deployment)),
    ...(main === undefined ? [] : throughProxy(main, new URL(modelUrlOf(chat)))),
  ];
}

/** The article's client, which gunicorn serves. What is known of its memory and its patience holds for it alone. */
export function isArticlesClient({ command, args = [] }: FinishedContainer): boolean {
  return command?.[0] === 'gunicorn' && args.includes('app:app');
}

/** The number of an argument of gunicorn. */
export function argument({ args = [] }: FinishedContainer, name: string): number {
  return Number(args.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3));
}

function givesUp(main: FinishedContainer): Warning[] {
  return argument(main, 'graceful-timeout') <=
    AnswerTime.of({ longestAnswerSeconds: articleLimitSeconds }).hopTimeout.toSeconds()
    ? []
    : [
        warning(
          'client-gives-up',
          'client.longestAnswerSeconds',
          `the article's client gives up after ${articleLimitSeconds} s whatever stands here; name an image of yours that waits longer`,
        ),
      ];
}

/** The setting of an image, or the container that a patch put there. */
function imagePath(chat: FinishedChat, { metadata }: KubeObject, name: string, index: number): string {
  const isPart = (part: ReturnType<typeof pageOf>) => part?.deployment.metadata.name === metadata.name;
  const ofLogin = isPart(loginOf(chat)) ? ['login.images.nginx', 'login.images.oauth2Proxy'][index] : undefined;
  const own = isPart(pageOf(chat)) && index === 0 ? 'client.image' : ofLogin;
  return own ?? `Deployment ${metadata.name}, container ${name}`;
}

function movingImages(chat: FinishedChat, deployment: KubeObject): Warning[] {
  return containersOf(deployment).flatMap(({ name, image = '' }, index) =>
    parseImage(image)?.digest !== undefined
      ? []
      : [
          warning(
            'image-without-digest',
            imagePath(chat, deployment, name, index),
            `"${image}" has no digest, so its content may change; add "@sha256:…" to pin it`,
          ),
        ],
  );
}

function littleMemory(main: FinishedContainer): Warning[] {
  const { memory } = main.resources?.limits ?? {};
  const answers = argument(main, 'threads');
  // Generous, by what was measured: see defaultResources.
  const needed = 64 + answers;
  return memory === undefined || !(answers > 0) || (numberOf(memory) ?? 0) >= needed * 2 ** 20
    ? []
    : [
        warning(
          'little-memory',
          memory === defaultResources.limits?.memory ? 'client.answersInFlight' : 'client.resources.limits.memory',
          `"${memory}" is little for ${answers} answers in flight, and a pod is stopped above its limit; use "${needed}Mi" or more`,
        ),
      ];
}

function throughProxy({ env = [] }: FinishedContainer, { protocol, hostname }: URL): Warning[] {
  const variable = (name: string) => env.find((one) => one.name === name || one.name === name.toLowerCase());
  const own = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const excepted = variable('NO_PROXY');
  // What a Secret says is not known here.
  const isExcepted =
    excepted !== undefined &&
    (excepted.value === undefined || excepted.value.split(/[\s,]+/).some((name) => name === hostname || name === '*'));
  return (variable(own) === undefined && variable('ALL_PROXY') === undefined) || isExcepted
    ? []
    : [
        warning(
          'model-through-proxy',
          'client.env',
          `the client would ask the proxy for the model, which does not know it; add "${hostname}" to NO_PROXY`,
        ),
      ];
}
