import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../tests/project';

jest.setTimeout(120_000);

const project = new Project();
afterAll(() => project.remove());

test('killing a run at random moments leaves the old output or the new one, whole', async () => {
  // Many chats, so that the writing takes long enough to be hit.
  const fleet = (name: string) =>
    `{ chats: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [\`chat-\${index}\`, {
      namespace: { name: \`chat-\${index}\` },
      site: { name: 'public' },
      model: { host: 'instructlab', port: 8000 },
      client: { name: '${name}', image: 'quay.io/rzago/ilab-client:v2' },
    }])) }`;
  const make = async (name: string, killAfter?: number) => {
    project.settings(fleet(name));
    return project.start(`${project.synthCommand} --quiet`, killAfter);
  };
  const whole: Record<string, Record<string, string>> = {};
  let slowest = 0;
  for (const name of ['one', 'two']) {
    const begin = Date.now();
    await make(name);
    slowest = Math.max(slowest, Date.now() - begin);
    whole[name] = project.output();
  }
  expect(whole.one).not.toEqual(whole.two);

  const seen = { interrupted: 0, finished: 0 };
  for (let kill = 0; kill < 12; kill++) {
    const before = project.output();
    const next = before['dist/chat-0/20-chat-client.k8s.yaml']?.includes('name: one') ? 'two' : 'one';
    // One kill in each twelfth of the run, at a random moment of it.
    await make(next, (slowest * (kill + Math.random())) / 12);
    const after = project.output();
    if (existsSync(join(project.path, '.synth', 'commit'))) {
      // Between the two renames of a folder nothing is there; the next run finishes what this one began.
      await make(next);
      expect(project.output()).toEqual(whole[next]);
    } else {
      expect([before, whole[next]]).toContainEqual(after);
      seen[
        after['dist/chat-0/20-chat-client.k8s.yaml'] === before['dist/chat-0/20-chat-client.k8s.yaml']
          ? 'interrupted'
          : 'finished'
      ]++;
    }
  }
  expect(seen.interrupted).toBeGreaterThan(0);
});
