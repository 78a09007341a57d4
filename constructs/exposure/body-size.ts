import { type Schema, value } from '../checks/check';

/** The largest body of a request, in nginx's units. */
export const bodySize: Schema<string> = value(
  'a size that nginx takes',
  'a number and "k", "m" or "g", such as "1m"',
  isBodySize,
  (text) => {
    const parts = /^(\d+)\s*([kmg])i?b?$/i.exec(text);
    const likely = parts === null ? '' : `${parts[1]}${parts[2]?.toLowerCase()}`;
    return isBodySize(likely) ? `did you mean "${likely}"?` : undefined;
  },
);

function isBodySize(input: unknown): boolean {
  return typeof input === 'string' && /^\d{1,6}[kmg]?$/i.test(input);
}
