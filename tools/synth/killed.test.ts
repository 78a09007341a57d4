import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';

jest.setTimeout(3_600_000);

/** More on request: KILLS=600 RACES=200 npx jest tools/synth/killed */
const kills = Number(process.env.KILLS ?? 10);
const races = Number(process.env.RACES ?? 3);

const project = new Project();
afterAll(() => project.remove());

const chats = 50;
const fleet = (name: string) =>
  `{ chats: Object.fromEntries(Array.from({ length: ${chats} }, (_, index) => [\`chat-\${index}\`, {
    namespace: { name: \`chat-\${index}\` },
    site: { name: 'public' },
    model: { host: 'instructlab', port: 8000 },
    client: { name: ${name}, image: 'quay.io/rzago/ilab-client:v2' },
  }])) }`;

const make = (name: string, killAfter?: number) => {
  project.settings(fleet(`'${name}'`));
  return project.start(`${project.synthCommand} --quiet`, killAfter);
};

test('killing a run at random moments leaves each file old or new, and the next run finishes its work', async () => {
  const whole: Record<string, Record<string, string>> = {};
  let slowest = 0;
  for (const name of ['one', 'two']) {
    const begin = Date.now();
    await make(name);
    slowest = Math.max(slowest, Date.now() - begin);
    whole[name] = project.output();
  }
  writeFileSync(join(project.path, 'dist', 'kustomization.yaml'), 'mine');
  let unfinished = 0;
  for (let kill = 0; kill < kills; kill++) {
    const [before = {}, after = {}, next = ''] =
      kill % 2 === 0 ? [whole.two, whole.one, 'one'] : [whole.one, whole.two, 'two'];
    // One kill in each part of the run, at a random moment of it.
    await make(next, (slowest * (kill + Math.random())) / kills);
    const { 'dist/kustomization.yaml': mine, ...found } = project.output();
    const files = Object.entries(found).filter(([file]) => !file.endsWith('.synth-new'));
    expect(mine).toBe('mine');
    expect(files.map(([file]) => file)).toEqual(Object.keys(after));
    expect(files.filter(([file, text]) => text !== before[file] && text !== after[file])).toEqual([]);
    unfinished += files.some(([file, text]) => text !== after[file]) ? 1 : 0;
    await make(next);
    expect(project.output()).toEqual({ ...after, 'dist/kustomization.yaml': 'mine' });
  }
  expect(unfinished).toBeGreaterThan(0);
});

test('of six runs at once one writes all of its output, and the others say that they did not', async () => {
  project.settings(fleet("process.env.CLIENT ?? ''"));
  for (let race = 0; race < races; race++) {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `client-${name}-${race}`);
    const run = (name: string) => project.start(`CLIENT=${name} ${project.synthCommand} --quiet`);
    const codes = await Promise.all(names.map(run));
    expect(codes.filter((code) => code !== 0 && code !== 1)).toEqual([]);
    const clients = Object.entries(project.output())
      .filter(([file]) => file.endsWith('20-chat-client.k8s.yaml'))
      .map(([, text]) => /^ {2}name: (.*)$/m.exec(text)?.[1]);
    expect(clients).toHaveLength(chats);
    expect(new Set(clients).size).toBe(1);
    expect(names.filter((_, index) => codes[index] === 0)).toContain(clients[0]);
  }
});
