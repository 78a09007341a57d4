import type { Step } from './step';

/** What the steps say together. */
export interface Verdict {
  /** Whether the model answered a question; null when none could be asked, and nothing speaks against it. */
  readonly answers: boolean | null;
  /** It in one sentence. */
  readonly sentence: string;
  /** 0: a question was answered, and all is well. 1: something is not. 2: too little could be seen to say it. */
  readonly exitCode: 0 | 1 | 2;
}

/** An answer of the model is the proof; without one, the first step that fails or is waited for is the reason. */
export function verdictOf(steps: readonly Step[]): Verdict {
  const model = steps.find(({ id }) => id === 'model');
  const stop = stopOf(steps);
  if (model?.state !== 'ok' && stop !== undefined) {
    const [word, yet] = stop.state === 'failed' ? ['It stops here', ''] : ['It waits for this', ' yet'];
    return { answers: false, sentence: `The chat does not answer${yet}. ${word}: ${toldOf(stop)}.`, exitCode: 1 };
  }
  const wrong = steps.filter(({ state }) => state === 'failed' || state === 'waiting');
  const answers = model?.state === 'ok' ? true : null;
  const said = answers ? 'The chat answers' : 'Nobody was asked, so it is not known whether the chat answers';
  if (wrong.length > 0) {
    const sentence = `${said}${answers ? ', but not everything is right' : ', and not everything is right'}: ${wrong.map(toldOf).join('; ')}.`;
    return { answers, sentence, exitCode: 1 };
  }
  if (answers === null) {
    const why = model === undefined ? '' : ` ${toldOf(model)}.`;
    return { answers, sentence: `${said}.${why}`, exitCode: 2 };
  }
  const unseen = steps.find(({ id, state }) => id === 'protection' && state === 'unknown');
  return unseen === undefined
    ? { answers, sentence: `${said}.`, exitCode: 0 }
    : {
        answers,
        sentence: `${said}, but whether it is protected as the settings say was not seen: ${unseen.detail}.`,
        exitCode: 2,
      };
}

/** The step at which a question stops. */
export function stopOf(steps: readonly Step[]): Step | undefined {
  const way = steps.filter(({ isBeside }) => !isBeside);
  return way.find(({ state }) => state === 'failed') ?? way.find(({ state }) => state === 'waiting');
}

function toldOf({ title, detail }: Step): string {
  return `${title}: ${detail}`;
}
