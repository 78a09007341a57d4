/** Paragraphs, the first of which is a title. */
export type Part = readonly string[];

export function commands(...lines: readonly string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}
