import { type Language, type Words, words } from './language';
import { inContext } from './shell';
import { isTask, type Place, type Section, type Step } from './step';

/** What is pasted into the shell of a place, as one block. */
export function blockOf(
  step: Step & { readonly run: readonly string[]; readonly at: Place },
  contexts: Contexts,
): string {
  const variable = contexts[step.at];
  return step.run.map((line) => (variable === undefined ? line : inContext(line, variable))).join('\n');
}

/** The variable with the context of a place, where one is needed. */
export type Contexts = Readonly<Partial<Record<Place, string>>>;

const places: Readonly<Record<Place, Words>> = {
  computer: words('On your computer:', 'No seu computador:'),
  'public cluster': words('On your computer:', 'No seu computador:'),
  'private cluster': words('On your computer:', 'No seu computador:'),
  machine: words('On the machine:', 'Na máquina:'),
  'virtual machine': words('In the virtual machine:', 'Na máquina virtual:'),
};

/** The sections as Markdown, numbered. Blocks are not indented: what is copied from a terminal has to run. */
export function markdownOf(sections: readonly Section[], contexts: Contexts, language: Language): string[] {
  return sections.flatMap(({ title, parts }, index) => {
    const steps = parts.flatMap((part) => part.steps);
    const isElsewhere = steps.some((step) => isTask(step) && ['machine', 'virtual machine'].includes(step.at));
    return [
      `## ${index + 1}. ${title[language]}`,
      ...parts.flatMap((part) => [
        ...(part.title === undefined ? [] : [`### ${part.title[language]}`]),
        ...part.steps.flatMap((step) => paragraphsOf(step, contexts, language, isElsewhere)),
      ]),
    ];
  });
}

function paragraphsOf(step: Step, contexts: Contexts, language: Language, isElsewhere: boolean): string[] {
  if (!isTask(step)) {
    return [step.say[language]];
  }
  const say = step.say[language];
  return [
    isElsewhere ? say.replace(/:$/, '.') : say,
    ...(isElsewhere ? [places[step.at][language]] : []),
    ['```bash', blockOf(step, contexts), '```'].join('\n'),
    `→ ${step.see[language]}`,
  ];
}
