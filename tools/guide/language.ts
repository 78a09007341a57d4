import { CommandError } from '../command/command';

/** The languages of the guide, the default one first. */
export const languages = ['en', 'pt-BR'] as const;

export type Language = (typeof languages)[number];

/** A text in every language. Markdown, in which commands and names stay as they are. */
export type Words = Readonly<Record<Language, string>>;

/** The languages side by side, so that none is forgotten. */
export function words(english: string, portuguese: string): Words {
  return { en: english, 'pt-BR': portuguese };
}

/**
 * The language of the guide that people call by this name.
 *
 * @throws CommandError when the guide is not in it.
 */
export function languageNamed(name: string = languages[0]): Language {
  // People type "pt", and locales say "pt_BR.UTF-8".
  const [spoken] = name.toLowerCase().split(/[-_]/);
  const found = languages.find((one) => one.split('-')[0] === spoken);
  if (found === undefined) {
    throw new CommandError(`There is no guide in "${name}"; there are ${languages.join(' and ')}.`);
  }
  return found;
}
