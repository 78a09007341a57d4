import { Yaml } from 'cdk8s';
import type { Manifest } from './kube-object';

/** The first line of every file: how the project knows its own files again. */
export const header = '# Written by "npm run synth" from settings.ts; the next run replaces this file.\n';

/** What a reader looks for first; everything else follows in the order of the alphabet. */
const first = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'image', 'command', 'args'];

/** The text of a file. */
export function textOf({ objects }: Manifest): string {
  return header + Yaml.stringify(...objects.map(inReadingOrder));
}

function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inReadingOrder);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, inReadingOrder(child)]));
}

function rank(key: string): number {
  const place = first.indexOf(key);
  return place < 0 ? first.length : place;
}
