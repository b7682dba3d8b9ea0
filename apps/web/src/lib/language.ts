import { LANGUAGES, type Language } from '@app/kernel';

/** One text in every language, in the order of `LANGUAGES`: English, Spanish. `{name}` is a value. */
export type Wording = readonly [en: string, es: string];
export type Values = Readonly<Record<string, string | number>>;

/** Each in its own. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** For days and hours. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

let spoken: Language = 'en';

/** A window speaks one language at a time: that of the account that is signed in. */
export const speak = (language: Language): void => void (spoken = language);
/** Ours of a BCP 47 tag (`es-MX`), or null. */
export const languageOf = (tag: string | null | undefined): Language | null =>
  LANGUAGES.find((one) => one === tag?.slice(0, 2)) ?? null;

export const language = (): Language => spoken;

export const wordsIn = (wording: Wording, values: Values = {}, to = spoken): string =>
  wording[LANGUAGES.indexOf(to)].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
