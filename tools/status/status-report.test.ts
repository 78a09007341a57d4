import type { ChatStatus } from './chat-status';
import { reportStatus } from './status-report';
import type { Step } from './step';

const step = (id: string, state: Step['state'], more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  state,
  detail: `it is ${state}`,
  ...more,
});
const none = { changed: [], leftOver: [], unknown: [] };

/** What a person reads of a status, on a terminal or not. */
function printed(status: Partial<ChatStatus>, isTerminal = false): string {
  const { isTTY } = process.stdout;
  const { NO_COLOR } = process.env;
  let text = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((written) => {
    text += String(written);
    return true;
  });
  process.stdout.isTTY = isTerminal;
  delete process.env.NO_COLOR;
  try {
    reportStatus({
      chat: '',
      namespace: 'a',
      context: 'test',
      answers: true,
      exitCode: 0,
      verdict: 'The chat answers.',
      steps: [step('pods', 'ok')],
      differences: none,
      addresses: [],
      ...status,
    });
  } finally {
    spy.mockRestore();
    process.stdout.isTTY = isTTY;
    if (NO_COLOR !== undefined) {
      process.env.NO_COLOR = NO_COLOR;
    }
  }
  return text;
}

test('the way, the verdict and the addresses', () => {
  expect(
    printed({
      steps: [step('pods', 'ok'), step('Listener', 'waiting'), step('link', 'failed'), step('model', 'unknown')],
      addresses: [
        { title: 'Gateway', url: 'http://a/' },
        { title: 'an exposure with a long title', url: 'https://b/' },
      ],
    }),
  ).toBe(`The chat, in the namespace a of the context test
  ✓ pods      it is ok
  … Listener  it is waiting
  ✗ link      it is failed
  ? model     it is unknown

The chat answers.
  Gateway         http://a/
  an exposure with a long title https://b/
`);
});

test('the name of one chat of a fleet', () => {
  expect(printed({ chat: 'physics' })).toMatch(/^The chat physics, in the namespace a of the context test\n/);
});

test('colours on a terminal', () => {
  const steps = [step('a', 'ok'), step('b', 'waiting'), step('c', 'failed'), step('d', 'unknown')];
  const [title, ...lines] = printed({ steps }, true).split('\n');
  expect(title).toBe('\u001b[1mThe chat, in the namespace a of the context test\u001b[22m');
  expect(lines.slice(0, 4)).toEqual([
    '  \u001b[32m✓\u001b[39m a  it is ok',
    '  \u001b[33m…\u001b[39m b  it is waiting',
    '  \u001b[31m✗\u001b[39m c  it is failed',
    '  \u001b[2m?\u001b[22m d  it is unknown',
  ]);
  expect(lines.slice(4)).toEqual(['', '\u001b[1mThe chat answers.\u001b[22m', '']);
});

test.each<[string, boolean | null, Step, boolean]>([
  ['where it stops', false, step('a', 'failed', { remedy: 'do' }), true],
  ['of what is not seen', false, step('b', 'unknown', { remedy: 'do' }), true],
  ['of what is beside the way', false, step('b', 'failed', { remedy: 'do', isBeside: true }), true],
  ['after where it stops', false, step('b', 'failed', { remedy: 'do' }), false],
  ['after where it stops, where nobody knows', null, step('b', 'failed', { remedy: 'do' }), false],
  ['of everything, where the chat answers', true, step('b', 'failed', { remedy: 'do' }), true],
  ['that is none', true, step('b', 'failed'), false],
])('what helps is told: %s', (_, answers, one, isTold) => {
  const before = one.id === 'a' ? [] : [step('a', 'failed')];
  const lines = printed({ answers, steps: [...before, one] }).split('\n');
  expect(lines.filter((line) => line.includes('→'))).toEqual(isTold ? ['       → do'] : []);
});

test('what is not as the settings make it', () => {
  const differences = {
    changed: ['Service a: spec.type', 'Service b: spec.type'],
    leftOver: [
      { name: 'Ingress a', command: 'kubectl delete ingress a' },
      { name: 'Ingress b', command: 'kubectl delete ingress b' },
    ],
    unknown: ['Service c could not be compared', 'Service d could not be compared'],
  };
  expect(printed({ differences })).toBe(`The chat, in the namespace a of the context test
  ✓ pods  it is ok

Not as the settings make it; "npm run synth" and an apply change it:
  Service a: spec.type
  Service b: spec.type

Not made by the settings any more:
  Ingress a
    kubectl delete ingress a
  Ingress b
    kubectl delete ingress b

Service c could not be compared

Service d could not be compared

The chat answers.
`);
});
