import type { Manifest } from '../finished/kube-object';

/** The line at the head of every file: how the project knows its own files again, and which cluster they are for. */
export function headerFor(cluster: string | undefined): string {
  const where = cluster === undefined ? '' : ` for the cluster ${cluster}`;
  return `# Written by "npm run synth" from settings.ts${where}; the next run replaces this file.\n`;
}

/** What that line says: whether the project wrote the file, and for which cluster. */
export function readHeader(line: string): { readonly cluster?: string } | undefined {
  const found = /^# Written by "npm run synth" from settings\.ts(?: for the cluster ([a-z0-9-]+))?; the next run/.exec(
    line,
  );
  return found === null ? undefined : { cluster: found[1] };
}

/** What a reader looks for first; everything else follows in the order of the alphabet. */
const first = [
  ...['apiVersion', 'kind', 'metadata', 'name', 'namespace'],
  ...['image', 'command', 'args', 'containers', 'requests', 'limits'],
  ...['podSelector', 'policyTypes', 'ingress', 'egress', 'from', 'to'],
  ...['host', 'path', 'port', 'endPort', 'containerPort', 'targetPort', 'protocol'],
];

/** The text of a file. One for a cluster begins a document, because people join such files for "kubectl apply -f -". */
export function textOf({ side, cluster, objects, text }: Manifest): string {
  const isForCluster = side === 'public' || objects.some(({ metadata }) => metadata.namespace !== undefined);
  // Private sites are elsewhere, whatever the cluster of their chat.
  const head = `${isForCluster ? '---\n' : ''}${headerFor(side === 'public' ? cluster : undefined)}`;
  return head + (text ?? objects.map((object) => `${blockOf(object, '').join('\n')}\n`).join('---\n'));
}

/**
 * The lines of a map or a list. They are made here and not by a library, because libraries leave texts without quotes
 * that other readers take for something else: kubectl's for a number (`0o17`) or a second line (U+2028).
 */
function blockOf(value: object, indent: string): string[] {
  if (Array.isArray(value)) {
    // A list in which one text has quotes has them all around.
    const needsQuotes = value.some((item) => typeof item === 'string' && !isPlain(item));
    return value.flatMap((item) => {
      if (!isBlock(item)) {
        return `${indent}- ${needsQuotes && typeof item === 'string' ? inQuotes(item) : scalarOf(item)}`;
      }
      const [head = '', ...rest] = blockOf(item, `${indent}  `);
      return [`${indent}- ${head.slice(indent.length + 2)}`, ...rest];
    });
  }
  return inReadingOrder(value).flatMap(([key, child]) => {
    if (isBlock(child)) {
      return [`${indent}${quoted(key)}:`, ...blockOf(child, `${indent}  `)];
    }
    return typeof child === 'string' && file.test(child)
      ? [`${indent}${quoted(key)}: |`, ...linesOf(child).map((line) => (line === '' ? '' : `${indent}  ${line}`))]
      : `${indent}${quoted(key)}: ${scalarOf(child)}`;
  });
}

/**
 * A file of several lines, which every reader takes line by line: printable ASCII, no space at its beginning or at the end
 * of a line, one line break at its end.
 */
const file = /^(?=[!-~])(?:(?:[ -~]*[!-~])?\n)+[ -~]*[!-~]\n$/;

function linesOf(text: string): string[] {
  return text.slice(0, -1).split('\n');
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

function scalarOf(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (typeof value === 'number') {
    // YAML 1.1 takes a number with an exponent for a text when it has no dot.
    return String(value).replace(/^(-?\d)e/, '$1.0e');
  }
  return JSON.stringify(value);
}

/** A text that every reader takes for the same text without quotes. One of YAML 1.1 takes `e10` for a number. */
const plain = /^(?!e[-\d])[a-z][a-z0-9]*(?:[-_./:@=]+[a-z0-9]+)*$/i;

/** Words that are no texts to some readers, whatever their case. */
const words = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);

/** The text in double quotes, in printable ASCII, unless it is plainly safe without. */
function quoted(text: string): string {
  return isPlain(text) ? text : inQuotes(text);
}

function isPlain(text: string): boolean {
  return plain.test(text) && !words.has(text.toLowerCase());
}

function inQuotes(text: string): string {
  return `"${text.replace(/[^ !#-[\]-~]/gu, escaped)}"`;
}

const shortEscapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

function escaped(sign: string): string {
  const hex = (digits: number) => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(digits, '0');
  const wide = hex(1).length;
  return shortEscapes[sign] ?? (wide <= 2 ? `\\x${hex(2)}` : wide <= 4 ? `\\u${hex(4)}` : `\\U${hex(8)}`);
}
