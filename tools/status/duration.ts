const seconds = { s: 1, m: 60, h: 3600 } as const;

/** Seconds of `300`, `180s`, `5m` or `1h`; nothing for what is none of these. */
export function secondsOf(text: string): number | undefined {
  const [, amount, unit = 's'] = /^(\d{1,6})(s|m|h)?$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * seconds[unit as keyof typeof seconds];
}
