import { broken } from './broken';
import { mapOf, type Schema } from './check';
import { annotationValue, qualifiedName } from './values';

/** An object may have 262144 bytes of annotations. What is left is for those that other settings make. */
const mostBytes = 150_000;

/** Annotations of the user's own. `refused` says why one is not allowed although it is well-formed. */
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
