import type { Construct } from 'constructs';
import { articleLimitSeconds } from '../common/answer-time';
import { warn } from '../common/warning';
import type { ModelListener } from '../skupper/model-listener';
import { type ChatClientSettings, defaultAnswersInFlight } from './chat-client-settings';
import { pullPolicyOf } from './image';
import { defaultResources } from './pod';
import type { PodSettings } from './pod-settings';
import { numberOf } from './quantity';

/** Warns of what is legal for the client, and probably not what the user wants. */
export function warnOfClient(scope: Construct, settings: ChatClientSettings, model: ModelListener): void {
  const { image, longestAnswerSeconds = 0, answersInFlight = defaultAnswersInFlight } = settings;
  if (longestAnswerSeconds > articleLimitSeconds) {
    warn(
      scope,
      'client-gives-up',
      'client.longestAnswerSeconds',
      `the article's client gives up after ${articleLimitSeconds} s whatever stands here; name an image of yours that waits longer`,
    );
  }
  if (pullPolicyOf(image) === 'Always') {
    warn(
      scope,
      'image-without-digest',
      'client.image',
      `"${image}" has no digest, so its content may change; add "@sha256:…" to pin it`,
    );
  }
  const { memory } = (settings.resources ?? defaultResources).limits ?? {};
  // Generous, by what was measured: see defaultResources.
  const needed = 64 + answersInFlight;
  if (memory !== undefined && (numberOf(memory) ?? 0) < needed * 2 ** 20) {
    warn(
      scope,
      'little-memory',
      settings.resources === undefined ? 'client.answersInFlight' : 'client.resources.limits.memory',
      `"${memory}" is little for ${answersInFlight} answers in flight, and a pod is stopped above its limit; use "${needed}Mi" or more`,
    );
  }
  if (asksProxy(settings.env, new URL(model.url))) {
    warn(
      scope,
      'model-through-proxy',
      'client.env',
      `the client would ask the proxy for the model, which does not know it; add "${model.host}" to NO_PROXY`,
    );
  }
}

function asksProxy(env: PodSettings['env'] = {}, { protocol, hostname }: URL): boolean {
  const has = (name: string) => env[name] !== undefined || env[name.toLowerCase()] !== undefined;
  const own = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const excepted = env.NO_PROXY ?? env.no_proxy ?? '';
  // What a Secret says is not known here.
  const isExcepted =
    typeof excepted !== 'string' || excepted.split(/[\s,]+/).some((name) => name === hostname || name === '*');
  return (has(own) || has('ALL_PROXY')) && !isExcepted;
}
