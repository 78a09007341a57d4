/** The languages of the guide, the default one first. */
export const languages = ['en', 'pt-BR'] as const;

export type Language = (typeof languages)[number];

/** A text in every language. Markdown, in which commands and names stay as they are. */
export type Words = Readonly<Record<Language, string>>;

/** The languages side by side, so that none is forgotten. */
export function words(english: string, portuguese: string): Words {
  return { en: english, 'pt-BR': portuguese };
}
