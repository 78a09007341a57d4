import { isGroup } from '../constructs/checks/wording';
import { cases } from './cases';
import { fieldsOf, pathOf, replaced } from './objects';
import { report } from './refused';

/** A field of a case, of those that are nowhere else beside the same others. */
const fields = new Map<string, [string, unknown]>();
for (const settings of Object.values(cases)) {
  for (const { steps } of fieldsOf(settings)) {
    const [top = ''] = steps;
    const group = (settings as unknown as Readonly<Record<string, unknown>>)[top];
    const beside = isGroup(group) ? Object.keys(group as object) : [];
    const path = pathOf(steps);
    // What the API server reads is judged when it is finished.
    if (top !== 'patches' && top !== 'extraObjects') {
      fields.set(`${path} ${beside.sort()}`, [path, replaced(settings, steps, null)]);
    }
  }
}

// A rule that compares settings waits until each of them is right, so that a person has one thing to mend.
test.each([...fields.values()])('%s that is null is one problem, of that field', (path, settings) => {
  const problems = report(settings);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(path);
});
