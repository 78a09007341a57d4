/** Names of characters that nobody sees, or that look like another one. */
const names: Readonly<Record<string, string>> = {
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a carriage return',
  '\u0085': 'a line break',
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a zero-width space',
  '\u200c': 'a zero-width non-joiner',
  '\u200d': 'a zero-width joiner',
  '\u2010': 'a hyphen other than "-"',
  '\u2011': 'a non-breaking hyphen',
  '\u2012': 'a figure dash',
  '\u2013': 'an en dash',
  '\u2014': 'an em dash',
  '\u2018': 'a curly quote',
  '\u2019': 'a curly quote',
  '\u201c': 'a curly quote',
  '\u201d': 'a curly quote',
  '\u2028': 'a line separator',
  '\u2029': 'a paragraph separator',
  '\u2212': 'a minus sign other than "-"',
  '\u3000': 'a wide space',
  '\ufeff': 'a byte order mark',
};

const families: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'a control character'],
  [/\p{Cs}/u, 'half of a surrogate pair'],
  [/\p{Noncharacter_Code_Point}/u, 'a code that is no character'],
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter'],
  [/\p{Script=Greek}/u, 'a Greek letter'],
  [/[\uff01-\uff5e]/u, 'a full-width character'],
];

/** In a text that may have several lines: characters that YAML readers refuse or take for the end of a line. */
const unreadable = /[^\P{Cc}\n\t]|\p{Cs}|\p{Noncharacter_Code_Point}|[\u2028\u2029]/u;

/** Whether a text has a character that a reader of YAML refuses or misreads. */
export function hasUnreadable(text: string): boolean {
  return unreadable.test(text);
}

/** Says which character of a text is not what it looks like, such as `it has a non-breaking hyphen, U+2011`. */
export function unseenCharacter(text: string): string | undefined {
  for (const character of text) {
    const name = names[character] ?? families.find(([family]) => family.test(character))?.[1];
    if (name !== undefined) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `it has ${name}, U+${code}`;
    }
  }
  return undefined;
}
