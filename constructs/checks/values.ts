import { isIP, isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { hasUnreadable, unseenCharacter } from './characters';
import { reserved, type Schema, value } from './check';
import { closest, either } from './wording';

const labelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A whole number between two bounds; `unit` tells what is counted. */
export function wholeNumber(from: number, to: number, unit = ''): Schema<number> {
  return value(
    unit === '' ? 'a number in this range' : `a number of ${unit}`,
    `a whole number from ${from} to ${to}`,
    isWholeNumber(from, to),
    (text) => unquote(from, to)(text) ?? (unit === 'seconds' ? inSeconds(text, from, to) : undefined),
  );
}

/** A TCP port. */
export const port: Schema<number> = portFrom(1);

/** A TCP port that is not below `lowest`; `why` tells why not. */
export function portFrom(lowest: number, why = ''): Schema<number> {
  return value(
    'a port',
    `a whole number from ${lowest} to 65535`,
    isWholeNumber(lowest, 65535),
    (text) =>
      unquote(lowest, 65535)(text) ?? (/^\d+$/.test(text) && Number(text) < lowest && why !== '' ? why : undefined),
  );
}

export const flag: Schema<boolean> = value('true or false', 'true or false', (input) => typeof input === 'boolean');

/** One word out of a few. */
export function oneOf<T extends string>(...words: readonly T[]): Schema<T> {
  return value(
    'known here',
    either(words),
    (input) => (words as readonly unknown[]).includes(input),
    (text) => suggestion(closest(text, words)),
  );
}

/** A DNS label as RFC 1123 has it: the name of a Namespace or a Skupper resource. */
export function dnsLabel(longest = 63): Schema<string> {
  return value(
    'a DNS label',
    `lowercase letters, digits and "-", at most ${longest} characters`,
    (input) => isDnsLabel(input, longest),
    (text) => didYouMean(text, (fixed) => isDnsLabel(fixed, longest)),
  );
}

/** A DNS label that can also be the name in a map, or of a construct. */
export function dnsLabelInMap(longest = 63): Schema<string> {
  return (input) => {
    const found = dnsLabel(longest)(input);
    return found.length > 0 ? found : reserved(String(input));
  };
}

export const routingKeyName: Schema<string> = dnsLabelInMap();

/** A DNS label as RFC 1035 has it: the name of a Service begins with a letter. */
export function serviceName(longest = 63): Schema<string> {
  const fits = (input: unknown) => isDnsLabel(input, longest) && /^[a-z]/.test(input as string);
  return value(
    'a Service name',
    `lowercase letters, digits and "-", beginning with a letter, at most ${longest} characters`,
    fits,
    (text) => didYouMean(text, fits),
  );
}

/** The name of an object that takes dots: a Secret, a cert-manager issuer, an IngressClass. */
export const objectName: Schema<string> = value(
  'an object name',
  'lowercase letters, digits, "-" and ".", at most 253 characters',
  isDnsName,
  (text) => didYouMean(text, isDnsName),
);

/** A host name that a browser can open: no wildcard, no scheme, no port, no address. */
export const hostName: Schema<string> = value(
  'a host name',
  'a full name such as "chat.example.com"',
  isHostName,
  (text) =>
    text.startsWith('*.')
      ? 'a wildcard belongs in the certificate; this is one name'
      : didYouMean(withoutScheme(text), isHostName),
);

/** A host name with a domain or, as in an intranet or on kind, without one. */
export const anyHostName: Schema<string> = value(
  'a host name',
  'a name such as "chat.example.com"',
  isAnyHostName,
  (text) =>
    text.startsWith('*.')
      ? 'a wildcard belongs in the certificate; this is one name'
      : didYouMean(withoutScheme(text), isAnyHostName),
);

/** A domain that other names are made under. */
export const domain: Schema<string> = value('a domain', 'a name such as "apps.example.com"', isHostName, (text) =>
  didYouMean(withoutScheme(text.replace(/^\*\./, '')), isHostName),
);

/** A host name or an IP address. */
export const hostOrAddress: Schema<string> = value(
  'a host name or an IP address',
  'a name such as "router.example.com" or an address such as "203.0.113.10"',
  isHostOrAddress,
  (text) => didYouMean(withoutScheme(text), isHostOrAddress),
);

/** A range of addresses, written as its first address and the length of its prefix. */
export const addressRange: Schema<string> = value(
  'an address range',
  'a CIDR such as "203.0.113.0/24"',
  isAddressRange,
  (text) => {
    if (isIP(text) !== 0) {
      const everything = /^[0.:]+$/.test(text);
      return suggestion(
        isAddressRange(`${text}/128`) || isIPv4(text)
          ? `${text}/${everything ? 0 : isIPv4(text) ? 32 : 128}`
          : undefined,
      );
    }
    const [address = '', length = ''] = text.split('/');
    const fixable = isIPv4(address) && /^[1-9]\d?$/.test(length) && Number(length) <= 32;
    return suggestion(fixable ? `${firstOf(address, Number(length))}/${length}` : undefined);
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
  'a qualified name',
  'a name such as "example.com/team"',
  (input) => typeof input === 'string' && isQualifiedName(input),
);

/** The value of an annotation. */
export const annotationValue: Schema<string> = value(
  'an annotation value',
  'a text in quotes, of at most 100000 characters, without control characters',
  (input) => typeof input === 'string' && input.length <= 100_000 && !hasUnreadable(input),
  unreadableIn,
);

/** Says for which character a text of several lines is refused. */
function unreadableIn(text: string): string | undefined {
  return unseenCharacter([...text].filter(hasUnreadable).join(''));
}

export function isDnsLabel(input: unknown, longest = 63): boolean {
  return typeof input === 'string' && input.length <= longest && labelPattern.test(input);
}

export function isDnsName(input: unknown): boolean {
  return typeof input === 'string' && input.length <= 253 && input.split('.').every((part) => labelPattern.test(part));
}

export function isLabelValue(text: string): boolean {
  return text.length <= 63 && /^([A-Za-z0-9]([-\w.]*[A-Za-z0-9])?)?$/.test(text);
}

export function isQualifiedName(text: string): boolean {
  const [name = '', prefix, ...more] = text.split('/').reverse();
  const prefixFits = prefix === undefined || isDnsName(prefix);
  return more.length === 0 && prefixFits && name !== '' && isLabelValue(name);
}

function isAnyHostName(input: unknown): boolean {
  const labels = typeof input === 'string' && input.length <= 253 ? input.split('.') : [''];
  // A name that ends in a number is a misspelt address.
  return labels.every((label) => isDnsLabel(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

function isHostName(input: unknown): boolean {
  return isAnyHostName(input) && (input as string).includes('.');
}

export function isHostOrAddress(input: unknown): boolean {
  // Names first: Node.js compiles a long expression to look for an address of IPv6.
  return isAnyHostName(input) || (typeof input === 'string' && !input.includes('%') && isIP(input) !== 0);
}

function isAddressRange(input: unknown): boolean {
  if (typeof input !== 'string' || input.includes('%')) {
    return false;
  }
  const [address = '', length = '', ...more] = input.split('/');
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  if (family === 0 || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) {
    return false;
  }
  // Clouds refuse a range whose address has bits behind the prefix. Of IPv6 the API server takes any.
  return family === 6 || firstOf(address, Number(length)) === address;
}

/** Whether a range is of IPv6. */
export function isIPv6Range(range: string): boolean {
  return range.includes(':');
}

/** Whether the ranges together let in everybody, or half of all addresses. To Kubernetes an empty list is none, which lets in all. */
export function isOpen(ranges: readonly string[] = []): boolean {
  const shareOf = (wanted: boolean) =>
    [...new Set(ranges)]
      .filter((range) => isIPv6Range(range) === wanted)
      .reduce((sum, range) => sum + 2 ** -Number(range.split('/')[1]), 0);
  // Of IPv6 an eighth is given out: 2000::/3.
  return ranges.length === 0 || shareOf(false) >= 1 / 2 || shareOf(true) >= 1 / 8;
}

/** Whether an address of IPv4 is in a range. */
export function contains(range: string, address: string): boolean {
  const [first, length] = range.split('/');
  return !isIPv6Range(range) && firstOf(address, Number(length)) === first;
}

function firstOf(address: string, length: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const first = Math.floor(number / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
}

export const isPort = isWholeNumber(1, 65_535);

function isWholeNumber(from: number, to: number): (input: unknown) => boolean {
  return (input) => Number.isInteger(input) && (input as number) >= from && (input as number) <= to;
}

/** A name without scheme, port, path and brackets, as DNS has it. */
export function withoutScheme(text: string): string {
  const host = text
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/[/?#].*$/, '');
  const name = /^\[(.*)\]/.exec(host)?.[1] ?? (isIP(host) === 0 ? host.replace(/:\d*$/, '') : host);
  return inDns(name.replace(/\.$/, ''));
}

/** `münchen.de` is `xn--mnchen-3ya.de` in DNS. A label of two alphabets is a slip of the hand, which this would hide. */
function inDns(name: string): string {
  const isSlip = (label: string) => /[a-z]/i.test(label) && !/^[\p{Script=Latin}\p{Mn}\d-]*$/u.test(label);
  return /^[\p{ASCII}]*$/u.test(name) || name.split('.').some(isSlip) ? name : domainToASCII(name);
}

function unquote(from: number, to: number): (text: string) => string | undefined {
  const fits = (text: string) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to;
  return (text) => (fits(text) ? 'a number, without quotes' : undefined);
}

/** What a duration in another unit is in seconds. */
function inSeconds(text: string, from: number, to: number): string | undefined {
  const [, amount, unit = ''] = /^(\d+)\s*(ms|s|m|h|d)?$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 0.001, '': 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
  const seconds = Number(amount) * (factors[unit] ?? Number.NaN);
  return Number.isInteger(seconds) && seconds >= from && seconds <= to
    ? `did you mean "${seconds}", in seconds?`
    : undefined;
}

/** `did you mean "…"?`, where there is something to suggest. */
export function suggestion(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `did you mean "${text}"?`;
}

function didYouMean(text: string, fits: (text: string) => boolean): string | undefined {
  const likely = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const dashed = /^[\d.]+$/.test(likely) ? likely : likely.replace(/\.+/g, '-');
  return suggestion([likely, dashed].find(fits));
}
