import type { Hop } from './hop';

/** What the steps say together. */
export interface Verdict {
  /** Whether the model answered through the client; null when it could not be asked, and nothing speaks against it. */
  readonly answers: boolean | null;
  /** It in one sentence. */
  readonly sentence: string;
  /** 0: it works. 1: something does not. 2: too little may be read to say it. */
  readonly exitCode: 0 | 1 | 2;
}

/** An answer of the model is the proof; without one, the first step that fails or is waited for is the reason. */
export function verdictOf(hops: readonly Hop[]): Verdict {
  const stateOf = (...titles: string[]) => hops.find(({ title }) => titles.includes(title))?.state;
  const open = hops.filter(({ state }) => state === 'failed' || state === 'waiting');
  const model = stateOf('model');
  const stop = stopOf(hops);
  if (model !== 'ok' && stop !== undefined) {
    const word = stop.state === 'failed' ? 'It stops here' : 'It waits for this';
    const yet = stop.state === 'failed' ? '' : ' yet';
    return { answers: false, sentence: `The chat does not answer${yet}. ${word}: ${toldOf(stop)}.`, exitCode: 1 };
  }
  const isLinked = stateOf('Site') === 'ok' && stateOf('Listener', 'MultiKeyListener') === 'ok';
  if (model !== 'ok' && !isLinked) {
    const sentence = 'You may read too little to say whether the chat answers.';
    return { answers: null, sentence, exitCode: 2 };
  }
  const answers = model === 'ok' ? 'The chat answers' : 'As far as can be seen, the chat works';
  const but = open.length === 0 ? '' : `, but not everything is right: ${open.map(toldOf).join('; ')}`;
  return { answers: model === 'ok' ? true : null, sentence: `${answers}${but}.`, exitCode: open.length === 0 ? 0 : 1 };
}

/** The step at which a question stops. One exposure may be closed while another is open. */
export function stopOf(hops: readonly Hop[]): Hop | undefined {
  const way = hops.filter(({ isExposure }) => !isExposure);
  return way.find(({ state }) => state === 'failed') ?? way.find(({ state }) => state === 'waiting');
}

function toldOf({ title, detail }: Hop): string {
  return `${title}: ${detail}`;
}
