import { type Schema, value } from '../checks/check';

const suffixes: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** The number that a quantity such as `250m` or `64Mi` stands for, or nothing when it is none. */
export function numberOf(quantity: string): number | undefined {
  const [, amount, suffix = ''] = /^(\d{1,15}(?:\.\d{1,9})?)(m|[kMGT]|[KMGT]i)?$/.exec(quantity) ?? [];
  return amount === undefined ? undefined : Number(amount) * (suffixes[suffix] ?? Number.NaN);
}

/** CPU: cores, or thousandths of one. */
export const cpuQuantity: Schema<string> = quantity(
  'an amount of CPU',
  'cores such as "2", or thousandths of one such as "250m"',
  /^[\d.]+m?$/,
);

/** Memory or storage, in bytes. Nothing runs with less than a megabyte, so a number alone has lost its unit. */
export const byteQuantity: Schema<string> = quantity(
  'an amount of bytes',
  'a number and "Mi" or "Gi", such as "256Mi"',
  /^[\d.]+([kMGT]|[KMGT]i)?$/,
  1e6,
);

function quantity(what: string, allowed: string, form: RegExp, least = 1e-3): Schema<string> {
  const fits = (input: unknown) => typeof input === 'string' && form.test(input) && (numberOf(input) ?? 0) >= least;
  return value(what, allowed, fits, (text) => {
    // "256MB", "256 mi", "1GB" and "256" are what people write.
    const [, amount = '', unit = 'M'] = /^([\d.]+)\s*([kmgt])?i?b?$/i.exec(text) ?? [];
    const likely = `${amount}${unit.toUpperCase()}i`;
    return fits(likely) ? `did you mean "${likely}"?` : undefined;
  });
}
