import { quote } from '../checks/wording';

/** What an object may weigh, in bytes of its JSON. etcd takes 1.5 MiB at a time, the manager of fields included. */
const mostBytes = 1024 ** 2;

/** Kubernetes takes this many bytes of names and texts in a map of annotations. */
const mostBytesOfAnnotations = 262_144;

/** More levels than any kind has. */
const deepest = 64;

/** A prefix, a slash and a name. kubectl's reader of YAML takes no key of more than 1024 signs, escapes included. */
const longestKey = 317;

/**
 * Why an object is too much for Kubernetes or for those who read it, or nothing where it is not. It stops at the first
 * reason, so that it takes no longer than an object of the greatest weight.
 */
export function tooMuch(object: unknown): string | undefined {
  let left = mostBytes;
  const walk = (value: unknown, level: number): string | undefined => {
    if (typeof value !== 'object' || value === null) {
      left -= typeof value === 'string' ? Buffer.byteLength(value) + 2 : 4;
    } else if (level > deepest) {
      return `has more than ${deepest} levels`;
    } else {
      const isList = Array.isArray(value);
      for (const [key, child] of Object.entries(value)) {
        if (!isList && !/^[ -~]+$/.test(key)) {
          return `has the key ${quote(key)}; use printable ASCII`;
        }
        if (!isList && key.length > longestKey) {
          return `has a key of ${key.length} characters, ${quote(key)}; use at most ${longestKey}`;
        }
        left -= isList ? 1 : key.length + 4;
        const problem = walk(child, level + 1);
        if (problem !== undefined) {
          return problem;
        }
      }
    }
    return left < 0 ? `weighs more than ${mostBytes} bytes` : undefined;
  };
  return walk(object, 0);
}

/** Why a map of annotations is too much. */
export function tooManyAnnotations(annotations: Readonly<Record<string, unknown>> = {}): string | undefined {
  const bytes = Object.entries(annotations).reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(String(text)),
    0,
  );
  return bytes > mostBytesOfAnnotations
    ? `has ${bytes} bytes of annotations, and Kubernetes takes ${mostBytesOfAnnotations}`
    : undefined;
}
