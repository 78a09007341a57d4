import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';

jest.setTimeout(3_600_000);

/** The weekly run asks for more, and so does KILLS=600 RACES=200 npx jest tools/synth/killed. */
const kills = Number(process.env.KILLS ?? 2);
const races = Number(process.env.RACES ?? 1);

const project = new Project();
afterAll(() => project.remove());

const chats = 20;
// The name is not in the settings, so that the compiler has nothing to look at again.
project.settings(`{ chats: Object.fromEntries(Array.from({ length: ${chats} }, (_, index) => [\`chat-\${index}\`, {
  namespace: { name: \`chat-\${index}\` },
  site: { name: 'public' },
  model: { host: 'instructlab', port: 8000 },
  client: { name: process.env.CLIENT ?? '', image: 'quay.io/rzago/ilab-client:v2' },
}])) }`);
// Killed by itself a run stops at the same place on every machine.
project.edit(
  'export const settings',
  `const disk = require('node:fs');
const { renameSync } = disk;
let left = Number(process.env.RENAMES ?? Number.POSITIVE_INFINITY);
disk.renameSync = (...paths: readonly string[]) =>
  left-- > 0 ? renameSync(...paths) : process.kill(process.pid, 'SIGKILL');
export const settings`,
);

const make = (name: string, { renames = Number.POSITIVE_INFINITY, killAfter = undefined as number | undefined } = {}) =>
  project.start(`CLIENT=${name} RENAMES=${renames} ${project.synthCommand} --quiet`, killAfter);

describe('killing a run', () => {
  type Output = Readonly<Record<string, string>>;
  const whole = new Map<string, Output>();
  let duration = 0;
  beforeAll(async () => {
    for (const name of ['one', 'two']) {
      const begin = Date.now();
      expect(await make(name)).toBe(0);
      // The second, which finds what is kept, as those do that are killed.
      duration = Date.now() - begin;
      whole.set(name, project.output());
    }
    writeFileSync(join(project.path, 'dist', 'kustomization.yaml'), 'mine');
  });

  /** Kills a run on the way to the output of this name, lets the next finish its work, and tells the files that were still old. */
  async function killed(name: string, when: Parameters<typeof make>[1]): Promise<string[]> {
    const [before, after] = [name === 'one' ? 'two' : 'one', name].map((one) => whole.get(one)) as [Output, Output];
    await make(name, when);
    const { 'dist/kustomization.yaml': mine, ...found } = project.output();
    const files = Object.entries(found).filter(([file]) => !file.endsWith('.synth-new'));
    expect(mine).toBe('mine');
    expect(files.map(([file]) => file)).toEqual(Object.keys(after));
    expect(files.filter(([file, text]) => text !== before[file] && text !== after[file])).toEqual([]);
    expect(await make(name)).toBe(0);
    expect(project.output()).toEqual({ ...after, 'dist/kustomization.yaml': 'mine' });
    return files.filter(([file, text]) => text !== after[file]).map(([file]) => file);
  }

  test('while it writes leaves each file old or new, and the next run finishes its work', async () => {
    await make('two');
    const changed = Object.entries(whole.get('one') ?? {}).filter(([file, text]) => text !== whole.get('two')?.[file]);
    expect(changed.length).toBeGreaterThanOrEqual(chats);
    const renames = 1 + Math.floor(Math.random() * (changed.length - 1));
    expect(await killed('one', { renames })).toHaveLength(changed.length - renames);
  });

  test('at random moments leaves each file old or new, and the next run finishes its work', async () => {
    await make('two');
    for (let kill = 0; kill < kills; kill++) {
      // One kill in each part of the run, at a random moment of it.
      await killed(kill % 2 === 0 ? 'one' : 'two', { killAfter: (duration * (kill + Math.random())) / kills });
    }
  });
});

test('of six runs at once one writes all of its output, and the others say that they did not', async () => {
  for (let race = 0; race < races; race++) {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `client-${name}-${race}`);
    const codes = await Promise.all(names.map((name) => make(name)));
    expect(codes.filter((code) => code !== 0 && code !== 1)).toEqual([]);
    const clients = Object.entries(project.output())
      .filter(([file]) => file.endsWith('20-chat-client.k8s.yaml'))
      .map(([, text]) => /^ {2}name: (.*)$/m.exec(text)?.[1]);
    expect(clients).toHaveLength(chats);
    expect(new Set(clients).size).toBe(1);
    expect(names.filter((_, index) => codes[index] === 0)).toContain(clients[0]);
  }
});
