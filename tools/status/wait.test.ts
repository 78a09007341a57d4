import { ClusterError } from './cluster';
import type { Verdict } from './verdict';
import { untilWell } from './wait';

type Look = Pick<Verdict, 'exitCode' | 'sentence'>;
const well: Look = { exitCode: 0, sentence: 'The chat answers.' };
const waits: Look = { exitCode: 1, sentence: 'It waits for this: Site.' };
const start = Date.parse('2026-11-22T12:00:00Z');

/** Looks again and again, on a clock that goes on by what is waited for, and tells how often, when and what was said. */
async function looked(looks: readonly (Look | Error)[], seconds = 60, everyMilliseconds?: number) {
  let now = start;
  const at: number[] = [];
  const lines: string[] = [];
  const spies = [
    jest.spyOn(Date, 'now').mockImplementation(() => now),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0),
  ];
  const look = async (): Promise<Look> => {
    at.push((now - start) / 1000);
    const next = looks[at.length - 1] ?? looks.at(-1) ?? well;
    if (next instanceof Error) {
      throw next;
    }
    // As long as a look takes.
    now += everyMilliseconds === undefined ? 30_000 : 1000;
    return next;
  };
  try {
    const error = await untilWell(look, start + seconds * 1000, everyMilliseconds).catch((found) => found);
    return { at, lines, error };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}

test('it looks once where all is well, or where too little can be seen', async () => {
  expect(await looked([well], 60, 1)).toEqual({ at: [0], lines: [], error: undefined });
  expect(await looked([{ ...well, exitCode: 2 }], 60, 1)).toEqual({ at: [0], lines: [], error: undefined });
});

test('it looks until all is well, and tells each reason once', async () => {
  const { at, lines } = await looked(
    [waits, waits, { ...waits, sentence: 'It waits for this: model.' }, waits, well],
    60,
    1,
  );
  expect(at).toHaveLength(5);
  expect(lines).toEqual(['It waits for this: Site.\n', 'It waits for this: model.\n', 'It waits for this: Site.\n']);
});

test('it does not begin to wait for what would come too late', async () => {
  expect((await looked([waits], 1.001, 1)).at).toEqual([0, 1]);
  expect((await looked([waits], 1, 1)).at).toEqual([0]);
  expect((await looked([waits], 31)).at).toEqual([0]);
});

test('it goes on over a cluster that cannot answer at the moment, and over nothing else', async () => {
  const passing = new ClusterError('It is starting.', true);
  expect(await looked([passing, well], 60, 1)).toEqual({ at: [0, 0], lines: ['It is starting.\n'], error: undefined });
  const lasting = new ClusterError('Log in again.');
  expect((await looked([lasting, well], 60, 1)).error).toBe(lasting);
  const other = Object.assign(new Error('broken'), { isPassing: true });
  expect((await looked([other, well], 60, 1)).error).toBe(other);
});
