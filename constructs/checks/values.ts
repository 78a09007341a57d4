import { isIP, isIPv4 } from 'node:net';
import { type Schema, value } from './check';
import { looksLikeSecret } from './secrets';
import { closest, either } from './wording';

const labelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A whole number between two bounds; `unit` tells what is counted. */
export function wholeNumber(from: number, to: number, unit = ''): Schema<number> {
  return value(
    'a number that fits here',
    `a whole number${unit === '' ? '' : ` of ${unit}`} from ${from} to ${to}`,
    (input) => Number.isInteger(input) && (input as number) >= from && (input as number) <= to,
    (input) => (typeof input === 'string' && /^\d+$/.test(input) ? 'a number, without quotes' : undefined),
  );
}

/** A TCP port. */
export const port: Schema<number> = value(
  'a port',
  'a whole number from 1 to 65535',
  (input) => Number.isInteger(input) && (input as number) >= 1 && (input as number) <= 65535,
  (input) => (typeof input === 'string' && /^\d+$/.test(input) ? 'a number, without quotes' : undefined),
);

export const flag: Schema<boolean> = value('true or false', 'true or false', (input) => typeof input === 'boolean');

/** One word out of a few. */
export function oneOf<T extends string>(...words: readonly T[]): Schema<T> {
  return value(
    'known here',
    either(words),
    (input) => (words as readonly unknown[]).includes(input),
    (input) => {
      const meant = typeof input === 'string' ? closest(input, words) : undefined;
      return meant === undefined ? undefined : `did you mean "${meant}"?`;
    },
  );
}

/** A DNS label as RFC 1123 has it: the name of a Namespace or a Skupper resource. */
export function dnsLabel(longest = 63): Schema<string> {
  return value(
    'a DNS label',
    `lowercase letters, digits and "-", at most ${longest} characters`,
    (input) => isDnsLabel(input, longest),
    (input) => didYouMean(input, (text) => isDnsLabel(text, longest)),
  );
}

/** A DNS label as RFC 1035 has it: the name of a Service begins with a letter. */
export function serviceName(longest = 63): Schema<string> {
  const fits = (input: unknown) => isDnsLabel(input, longest) && /^[a-z]/.test(input as string);
  return value(
    'a Service name',
    `lowercase letters, digits and "-", beginning with a letter, at most ${longest} characters`,
    fits,
    (input) => didYouMean(input, fits),
  );
}

/** The name of an object that takes dots: a Secret, a cert-manager issuer, an IngressClass. */
export const objectName: Schema<string> = value(
  'an object name',
  'lowercase letters, digits, "-" and ".", at most 253 characters',
  isDnsName,
  (input) => didYouMean(input, isDnsName),
);

/** A host name that a browser can open: no wildcard, no scheme, no port, no address. */
export const hostName: Schema<string> = value(
  'a host name',
  'a full name such as "chat.example.com"',
  isHostName,
  (input) => {
    const text = String(input);
    if (text.startsWith('*.')) {
      return 'the chat has one name; a wildcard belongs in the certificate';
    }
    const bare = text.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
    return didYouMean(bare === text ? input : bare, isHostName);
  },
);

/** A host name or an IP address. */
export const hostOrAddress: Schema<string> = value(
  'a host name or an IP address',
  'a name such as "router.example.com" or an address such as "203.0.113.10"',
  (input) => typeof input === 'string' && (isIP(input) !== 0 || isDnsName(input)),
  (input) => {
    const bare = String(input)
      .replace(/^\w+:\/\//, '')
      .replace(/[:/].*$/, '');
    return typeof input === 'string' && bare !== input && isDnsName(bare) ? `did you mean "${bare}"?` : undefined;
  },
);

/** A range of addresses, written as its first address and the length of its prefix. */
export const addressRange: Schema<string> = value(
  'an address range',
  'a CIDR such as "203.0.113.0/24"',
  isAddressRange,
  (input) => {
    if (typeof input !== 'string') {
      return undefined;
    }
    if (isIP(input) !== 0) {
      return `did you mean "${input}/${isIPv4(input) ? 32 : 128}"?`;
    }
    const [address = '', length = ''] = input.split('/');
    const first =
      isIPv4(address) && /^\d+$/.test(length) && Number(length) <= 32 ? firstOf(address, Number(length)) : '';
    return first !== '' && first !== address ? `did you mean "${first}/${Number(length)}"?` : undefined;
  },
);

/** The value of a label. */
export const labelValue: Schema<string> = value(
  'a label value',
  'at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
  (input) => typeof input === 'string' && isLabelValue(input),
);

/** The name of a label or annotation: an optional DNS prefix, a slash, a short name. */
export const qualifiedName: Schema<string> = value(
  'a label or annotation name',
  'a name such as "example.com/team"',
  (input) => typeof input === 'string' && isQualifiedName(input),
);

/** The value of an annotation: any text that is no secret. */
export const annotationValue: Schema<string> = value(
  'an annotation value',
  'a text in quotes, without secrets',
  (input) => typeof input === 'string' && !looksLikeSecret(input),
  (input) => (typeof input === 'number' || typeof input === 'boolean' ? `did you mean "'${input}'"?` : undefined),
);

export function isDnsLabel(input: unknown, longest = 63): boolean {
  return typeof input === 'string' && input.length <= longest && labelPattern.test(input);
}

export function isDnsName(input: unknown): boolean {
  return typeof input === 'string' && input.length <= 253 && input.split('.').every((label) => isDnsLabel(label));
}

export function isLabelValue(text: string): boolean {
  return text.length <= 63 && /^([A-Za-z0-9]([-\w.]*[A-Za-z0-9])?)?$/.test(text);
}

export function isQualifiedName(text: string): boolean {
  const [name = '', prefix, ...more] = text.split('/').reverse();
  const prefixFits = prefix === undefined || isDnsName(prefix);
  return more.length === 0 && prefixFits && name !== '' && isLabelValue(name);
}

function isHostName(input: unknown): boolean {
  return isDnsName(input) && (input as string).includes('.') && isIP(input as string) === 0;
}

function isAddressRange(input: unknown): boolean {
  if (typeof input !== 'string') {
    return false;
  }
  const [address = '', length = '', ...more] = input.split('/');
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  if (family === 0 || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) {
    return false;
  }
  // Clouds refuse a range whose address has bits behind the prefix.
  return family === 6 || firstOf(address, Number(length)) === address;
}

function firstOf(address: string, length: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const first = Math.floor(number / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
}

function didYouMean(input: unknown, fits: (text: string) => boolean): string | undefined {
  if (typeof input !== 'string') {
    return undefined;
  }
  const likely = input
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const dashed = likely.replace(/\.+/g, '-');
  const fitting = [likely, dashed].find((text) => text !== input && fits(text));
  return fitting === undefined ? undefined : `did you mean "${fitting}"?`;
}
