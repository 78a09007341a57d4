import { broken } from './broken';
import { mapOf, type Schema } from './check';
import { annotationValue, qualifiedName } from './values';

/** Kubernetes takes 262144 bytes of annotations for an object; the rest is for those that the settings make. */
const mostBytes = 150_000;

/** Free annotations. `refused` tells why one that is sound in itself is not wanted. */
export function annotationMap(
  refused?: (name: string, text: string) => string | undefined,
): Schema<Readonly<Record<string, string>>> {
  const pairs = mapOf(qualifiedName, annotationValue, 'a map from names to texts', refused);
  return (input) => {
    const found = pairs(input);
    const bytes =
      found.length > 0
        ? 0
        : Buffer.byteLength(
            Object.entries(input as object)
              .flat()
              .join(''),
          );
    return [...found, ...broken(bytes > mostBytes, [], `${bytes} bytes together; use at most ${mostBytes}`)];
  };
}
