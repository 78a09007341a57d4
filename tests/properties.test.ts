import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { escapePathComponent } from 'fast-json-patch';
import { CORE_SCHEMA, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { SettingsError } from '../constructs/checks/problem';
import { isGroup } from '../constructs/checks/wording';
import { GateError, gate } from '../constructs/finished/gate';
import type { KubeObject } from '../constructs/finished/kube-object';
import type { Patch } from '../constructs/settings';
import type { ChatSettings } from '../constructs/settings/chat';
import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { chatsIn, type ExpectedChat } from '../tools/command/chats';
import { diagramOf } from '../tools/diagram/topology';
import { guideOf } from '../tools/guide/guide-text';
import { languages } from '../tools/guide/language';
import { legalChat } from './legal-settings';
import { fieldsOf, mistakesFor, pathOf, replaced } from './objects';
import { blocksOf } from './pasted';
import { schemaErrors } from './schemas';

jest.setTimeout(600_000);

/** The weekly run tries more, and so does PROPERTY_RUNS=5000 npx jest tests/properties. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 40);

test('legal settings make objects that pass the gate and every schema', () => {
  fc.assert(
    fc.property(legalChat, (settings) => {
      const { manifests } = synthesize(settings);
      expect(gate(manifests)).toEqual([]);
      // The API server drops it, so that every later apply would be a change.
      expect(JSON.stringify(manifests.flatMap(({ objects }) => objects))).not.toContain('"matchLabels":{}');
      expect(manifests.flatMap(({ objects }) => objects).flatMap(schemaErrors)).toEqual([]);
    }),
    { numRuns },
  );
});

test('the text means what the objects are, to a reader of YAML 1.1 and to one of 1.2', () => {
  fc.assert(
    fc.property(legalChat, (settings) => {
      for (const manifest of synthesize(settings).manifests.filter(({ text }) => text === undefined)) {
        for (const schema of [YAML11_SCHEMA, CORE_SCHEMA]) {
          expect(loadAll(textOf(manifest), { schema })).toEqual(manifest.objects);
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

test('a patch of any form is taken and told of, or refused', () => {
  const values = [null, true, 7, 'x', [], {}, [null], [{}], [7], { a: [] }];
  fc.assert(
    fc.property(
      legalChat,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('remove', ...values),
      (settings, place, field, value) => {
        const objects = synthesize(settings).manifests.flatMap((manifest) => manifest.objects);
        const { kind, metadata, ...parts } = objects[place % objects.length] as KubeObject;
        const fields = fieldsOf({ metadata, ...parts });
        const path = fields[field % fields.length]?.steps.map((step) => `/${escapePathComponent(step)}`).join('') ?? '';
        const operation = value === 'remove' ? { op: 'remove', path } : { op: 'replace', path, value };
        const patches = [
          ...(settings.patches ?? []),
          { target: { kind, name: metadata.name }, patch: [operation] },
        ] as Patch[];
        try {
          const synthesis = synthesize({ ...settings, patches });
          chatsIn(synthesis).map((chat) => guideOf(chat));
          diagramOf(synthesis.manifests);
        } catch (error) {
          expect([SettingsError.name, GateError.name]).toContain((error as Error).name);
        }
      },
    ),
    { numRuns },
  );
});

test('a mistake in any field is refused, and the field is named', () => {
  fc.assert(
    fc.property(legalChat, fc.nat(), fc.nat(), (settings, place, kind) => {
      // A patch may write any value, and an environment variable from a Secret may as well be a text.
      const fields = fieldsOf(settings).filter(
        ({ steps, value }) =>
          !(steps.includes('patches') && steps.includes('value')) &&
          // What is in an object of the user's own is looked at where it ends up.
          !(steps[0] === 'extraObjects' && steps.includes('data')) &&
          !(steps.at(-2) === 'env' && isGroup(value)),
      );
      const { steps, value } = fields[place % fields.length] ?? { steps: [], value: undefined };
      const mistakes = mistakesFor(value);
      const mistake = mistakes[kind % mistakes.length];
      const path = pathOf(steps);
      // A page that says nothing of itself is no mistake, nor is one that writes nowhere.
      fc.pre(path !== 'client.page' || !isGroup(mistake));
      fc.pre(path !== 'client.page.writable' || !Array.isArray(mistake));
      const paths = problemsOf(replaced(settings, steps, mistake));
      // An empty group in the place of a word is refused for the field that it lacks.
      const isNamed = paths.some((found) => found === path || found.startsWith(`${path}.`));
      expect({ path, mistake, isNamed }).toEqual({ path, mistake, isNamed: true });
    }),
    { numRuns },
  );
});

test('a setting that does not exist is refused at any depth', () => {
  fc.assert(
    fc.property(legalChat, fc.nat(), (settings, place) => {
      const groups = [
        { steps: [] as string[] },
        ...fieldsOf(settings).filter(({ steps, value }) => isGroup(value) && !isMap(steps)),
      ];
      const { steps } = groups[place % groups.length] ?? { steps: [] };
      expect(problemsOf(replaced(settings, [...steps, 'replicaz'], 1))).toContain(pathOf([...steps, 'replicaz']));
    }),
    { numRuns },
  );
});

test('the order of keys does not change a byte', () => {
  fc.assert(
    fc.property(legalChat, (settings) => {
      expect(textsOf(backwards(settings) as ChatSettings)).toEqual(textsOf(settings));
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

test('the settings are not changed by the synthesis, so a second one is equal', () => {
  fc.assert(
    fc.property(legalChat, (settings) => {
      const before = JSON.stringify(settings);
      const first = textsOf(settings);
      expect(JSON.stringify(settings)).toBe(before);
      expect(textsOf(settings)).toEqual(first);
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

function textsOf(settings: ChatSettings): string[] {
  return synthesize(settings).manifests.map(textOf);
}

/** Maps have keys of the user's own. */
function isMap(steps: readonly string[]): boolean {
  return steps.some((step) =>
    /^(extraObjects|annotations|labels|loadBalancerAnnotations|podLabels|podAnnotations|nodeSelector|env|value)$/.test(
      step,
    ),
  );
}

function problemsOf(settings: unknown): string[] {
  try {
    synthesize(settings as ChatSettings);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }
    for (const { path, message } of error.problems) {
      expect(`${path}: ${message}`).not.toMatch(/\n|undefined|\[object/);
    }
    return error.problems.map(({ path }) => path);
  }
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(backwards);
  }
  return isGroup(value)
    ? Object.fromEntries(
        Object.entries(value as object)
          .reverse()
          .map(([key, child]) => [key, backwards(child)]),
      )
    : value;
}

test('the guide of legal settings is shell that can be read, the same in every language', () => {
  fc.assert(
    fc.property(legalChat, (settings) => {
      const [chat] = chatsIn(synthesize(settings)) as [ExpectedChat];
      const blocks = blocksOf(chat).map(({ text }) => text);
      const script = blocks.map((text) => `{\n${text}\n}`).join('\n');
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      for (const language of languages) {
        const guide = guideOf(chat, language);
        expect(blocks.filter((text) => !guide.includes(`\n${text}\n`))).toEqual([]);
        expect(guide).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});
