import type { State, Step } from './step';
import { stopOf, verdictOf } from './verdict';

const step = (id: string, state: State, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  state,
  detail: `it is ${state}`,
  ...more,
});
const beside = { isBeside: true };
const answers = step('model', 'ok');

test.each<[string, Step[], boolean | null, number, string]>([
  [
    'an answer, and all is well',
    [step('pods', 'ok'), answers, step('protection', 'ok', beside)],
    true,
    0,
    'The chat answers.',
  ],
  [
    'the first step that fails stops a question, also after one that waits',
    [step('pods', 'waiting'), step('Site', 'failed'), step('listener', 'failed'), step('model', 'waiting')],
    false,
    1,
    'The chat does not answer. It stops here: Site: it is failed.',
  ],
  [
    'the first step that waits, where none fails',
    [step('pods', 'ok'), step('Site', 'waiting'), step('listener', 'waiting'), step('model', 'unknown')],
    false,
    1,
    'The chat does not answer yet. It waits for this: Site: it is waiting.',
  ],
  [
    'the model itself',
    [step('pods', 'ok'), step('model', 'failed')],
    false,
    1,
    'The chat does not answer. It stops here: model: it is failed.',
  ],
  [
    'an answer is the proof against what fails on the way',
    [step('objects', 'failed'), step('Site', 'waiting'), step('secrets', 'unknown'), answers],
    true,
    1,
    'The chat answers, but not everything is right: objects: it is failed; Site: it is waiting.',
  ],
  [
    'an answer, and something beside the way',
    [step('exposure', 'waiting', beside), answers, step('protection', 'failed', beside)],
    true,
    1,
    'The chat answers, but not everything is right: exposure: it is waiting; protection: it is failed.',
  ],
  [
    'nobody was asked, and something beside the way is wrong',
    [step('exposure', 'failed', beside), step('model', 'unknown')],
    null,
    1,
    'Nobody was asked, so it is not known whether the chat answers, and not everything is right: exposure: it is failed.',
  ],
  [
    'nobody was asked, and why',
    [step('pods', 'ok'), step('model', 'unknown')],
    null,
    2,
    'Nobody was asked, so it is not known whether the chat answers. model: it is unknown.',
  ],
  [
    'there is no model to ask',
    [step('namespace', 'ok')],
    null,
    2,
    'Nobody was asked, so it is not known whether the chat answers.',
  ],
  [
    'the protection was not seen',
    [answers, step('protection', 'unknown', beside)],
    true,
    2,
    'The chat answers, but whether it is protected as the settings say was not seen: it is unknown.',
  ],
  ['something else was not seen', [step('secrets', 'unknown'), answers], true, 0, 'The chat answers.'],
])('%s', (_, steps, answered, exitCode, sentence) => {
  expect(verdictOf(steps)).toEqual({ answers: answered, exitCode, sentence });
});

test('a question does not stop at what is beside its way', () => {
  expect(stopOf([step('exposure', 'failed', beside), step('link', 'waiting', beside)])).toBeUndefined();
  expect(stopOf([step('exposure', 'failed', beside), step('Site', 'waiting')])?.id).toBe('Site');
  expect(stopOf([step('pods', 'ok'), step('secrets', 'unknown')])).toBeUndefined();
});
