import { LANGUAGES, type Language } from '@app/kernel';

/** One text in every language, in the order of `LANGUAGES`: English, Spanish. `{name}` is a value. */
export type Wording = readonly [en: string, es: string];
export type Values = Readonly<Record<string, string | number>>;

/** Each in its own. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

let spoken: Language = 'en';

/** A window speaks one language at a time: that of the account that is signed in. */
export const speak = (language: Language): void => void (spoken = language);
export const language = (): Language => spoken;

export const wordsIn = (wording: Wording, values: Values = {}, to = spoken): string =>
  wording[LANGUAGES.indexOf(to)].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
