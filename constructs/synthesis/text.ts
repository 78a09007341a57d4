import { Yaml } from 'cdk8s';
import type { Manifest } from './kube-object';

/** The first line of every file: how the project knows its own files again. */
export const header = '# Written by "npm run synth" from settings.ts; the next run replaces this file.\n';

/** What a reader looks for first; everything else follows in the order of the alphabet. */
const first = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'image', 'command', 'args'];

/** The text of a file. */
export function textOf({ objects }: Manifest): string {
  return header + objects.map((object) => `${blockOf(object, '').join('\n')}\n`).join('---\n');
}

/**
 * The lines of a map or a list. Only the layout is made here, which takes a twentieth of the library's time; what a text
 * looks like in YAML, quotes included, is the library's word.
 */
function blockOf(value: object, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (!isBlock(item)) {
        return `${indent}- ${scalarOf(item)}`;
      }
      const [head = '', ...rest] = blockOf(item, `${indent}  `);
      return [`${indent}- ${head.slice(indent.length + 2)}`, ...rest];
    });
  }
  return inReadingOrder(value).flatMap(([key, child]) =>
    isBlock(child)
      ? [`${indent}${scalarOf(key)}:`, ...blockOf(child, `${indent}  `)]
      : `${indent}${scalarOf(key)}: ${scalarOf(child)}`,
  );
}

function inReadingOrder(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(key: string): number {
  const place = first.indexOf(key);
  return place < 0 ? first.length : place;
}

function isBlock(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The same words come again in every object. */
const scalars = new Map<unknown, string>();

function scalarOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? '[]' : '{}';
  }
  const known = scalars.get(value) ?? Yaml.stringify(value).replace(/\n$/, '');
  scalars.set(value, known);
  // A text of several lines would have to be indented; in quotes it needs one.
  return known.includes('\n') ? JSON.stringify(value) : known;
}
