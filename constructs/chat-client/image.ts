import { type Schema, value } from '../checks/check';
import { isLabelValue } from '../checks/values';

/** A container image, taken apart. */
export interface Image {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const registry = String.raw`(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*(?::\d{1,5})?\/)?`;
const component = String.raw`[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*`;
const form = new RegExp(
  String.raw`^(?<repository>${registry}${component}(?:\/${component})*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$`,
);

/** An image that means one thing: it has a digest, or a tag other than `latest`. */
export const imageSchema: Schema<string> = value(
  'an image that always means the same',
  'a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2"',
  (input) => typeof input === 'string' && isFixed(parseImage(input)),
  (text) => {
    const image = parseImage(text);
    const bare = text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '');
    if (image === undefined) {
      const digest = /@sha256:/.test(text) ? 'a digest has 64 hexadecimal digits' : undefined;
      const lowercase = bare.toLowerCase() === text.toLowerCase() ? 'the name of an image is in lowercase; ' : '';
      return isFixed(parseImage(bare)) ? `${lowercase}did you mean "${bare}"?` : digest;
    }
    return image.tag === 'latest'
      ? '"latest" moves: a new pod may run other code than its neighbour'
      : 'the tag is missing';
  },
);

/** Whether it is the same tomorrow. */
export function isFixed(image: Image | undefined): boolean {
  return image !== undefined && (image.digest !== undefined || (image.tag !== undefined && image.tag !== 'latest'));
}

/** The parts of an image name, or nothing when it is none. */
export function parseImage(name: string): Image | undefined {
  const { repository = '', tag, digest } = form.exec(name)?.groups ?? {};
  // "sha256:…" alone is a digest without its image.
  const isImage = repository !== '' && repository !== 'sha256' && repository.length <= 255;
  return isImage ? { repository, tag, digest } : undefined;
}

/** The version label of an image: its tag, where that is a legal label value. */
export function versionOf(name: string): string | undefined {
  const tag = parseImage(name)?.tag;
  return tag !== undefined && isLabelValue(tag) ? tag : undefined;
}

/** Content under a digest never changes, so a node may keep it; a tag has to be looked up at every start. */
export function pullPolicyOf(name: string): 'Always' | 'IfNotPresent' {
  return parseImage(name)?.digest === undefined ? 'Always' : 'IfNotPresent';
}
