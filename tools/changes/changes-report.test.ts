import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FleetSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { headerFor } from '../../constructs/synthesis/text';
import { settings } from '../../tests/article-settings';
import type { ArticleChat } from '../../tests/cases';
import { changesOfEdit, printed, told, write } from '../../tests/edit-run';
import { edits } from '../../tests/edits';
import { legalChat } from '../../tests/legal-settings';
import { changesOf, publish } from '../output/output';
import { sidesOf } from '../synth/run';
import { isDifferent } from './side-changes';

const article = settings as ArticleChat;
const { exposure: _, ...withoutExposure } = article;

/** Without the list of files. */
const steps = (text: string) => text.replace(/^(dist[^\n]*\n( [^\n]*\n)*)*\n*/, '').trimEnd();

test.each(Object.entries(edits))('%s', async (_, { before, after }) => {
  expect(steps(await told(changesOfEdit(before, after)))).toMatchSnapshot();
});

test('a fleet is told namespace by namespace', async () => {
  const fleet = (port: number): FleetSettings => ({
    chats: Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => `chat-${index}`).map((name) => [
        name,
        { ...withoutExposure, namespace: { name }, model: { host: 'model', port } },
      ]),
    ),
  });
  const lines = steps(await told(changesOfEdit(fleet(8000), fleet(8001)))).split('\n');
  expect(lines.slice(0, 3)).toEqual(['Objects', '  chat-0: 2 changed', '  chat-1: 2 changed']);
  expect(lines).toContain('  and 20 more namespaces; "git diff" shows the details');
  expect(lines.at(-1)).toBe('Next: kubectl apply -R -f dist');
});

describe('in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'changes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('twenty legal settings differ from the output before a run, and not after it', () => {
    for (const chat of fc.sample(legalChat, 20)) {
      const sides = sidesOf(synthesize(chat), { public: join(folder, 'dist'), private: join(folder, 'dist-private') });
      expect(sides.map(changesOf).some(isDifferent)).toBe(true);
      publish(sides, join(folder, 'lock'));
      expect(sides.map(changesOf).some(isDifferent)).toBe(false);
    }
  });

  test('a file that cannot be read is told, and is no failure', async () => {
    write(folder, article);
    writeFileSync(join(folder, 'dist', '20-chat-client.k8s.yaml'), `${headerFor(undefined)}a: [`);
    const text = await printed(folder, write(folder, { ...article, client: { ...article.client, replicas: 3 } }));
    expect(text).toContain('20-chat-client.k8s.yaml could not be read as it was, so its objects are not compared');
    expect(text).toContain('Next: kubectl apply -f dist');
  });
});
