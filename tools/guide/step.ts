import type { Words } from './language';

/** Where a command is typed. Those for a cluster are typed on your own computer, and get its context. */
export type Place = 'computer' | 'public cluster' | 'private cluster' | 'machine' | 'virtual machine';

/** Something to know. */
export interface Note {
  readonly say: Words;
}

/** Something to do, and how one sees that it worked. */
export interface Task extends Note {
  readonly at: Place;
  /**
   * The commands, which are pasted together. One that asks or goes on stands last: what is pasted after it would be its
   * answer.
   */
  readonly run: readonly string[];
  readonly see: Words;
}

export type Step = Note | Task;

/** Steps that belong together, with a heading of their own where they have one. */
export interface Part {
  readonly title?: Words;
  readonly steps: readonly Step[];
}

export interface Section {
  readonly title: Words;
  readonly parts: readonly Part[];
}

export function isTask(step: Step): step is Task {
  return 'run' in step;
}

export function tasksOf(sections: readonly Section[]): Task[] {
  return sections.flatMap(({ parts }) => parts.flatMap(({ steps }) => steps.filter(isTask)));
}
