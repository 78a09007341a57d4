const units = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** `95 min` or `3 days`: how long ago a time was. Nothing where it is not known. */
export function ageOf(time: string | null | undefined, now: number): string | undefined {
  const then = Date.parse(time ?? '');
  if (Number.isNaN(then)) {
    return undefined;
  }
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  // 95 minutes say more than 1 hour, and 36 hours more than 1 day.
  const [unit, length] = units.find(([, length]) => seconds >= 2 * length) ?? units[3];
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${unit === 'day' ? 's' : ''}`;
}

/** A sentence with how long ago it was said. */
export function withAge(text: string, time: string | null | undefined, now: number): string {
  const age = ageOf(time, now);
  return age === undefined ? text : `${text} (${age} ago)`;
}
