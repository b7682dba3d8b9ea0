/** What Cubby speaks: BCP 47 codes. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language, in the order of `LANGUAGES`: English, Spanish. */
export type Wording = readonly [en: string, es: string];

export const said = (wording: Wording, language: Language = 'en'): string => wording[LANGUAGES.indexOf(language)];

/** A table of words in one language. */
export const saidAll = <Key extends string>(
  table: Readonly<Record<Key, Wording>>,
  language: Language = 'en',
): Record<Key, string> =>
  Object.fromEntries(Object.entries<Wording>(table).map(([key, wording]) => [key, said(wording, language)])) as Record<
    Key,
    string
  >;
