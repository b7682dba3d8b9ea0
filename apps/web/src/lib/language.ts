import { LANGUAGES, said, type Language, type Wording } from '@app/kernel';

export type { Wording } from '@app/kernel';

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

/** `{name}` is a value. */
export const wordsIn = (wording: Wording, values: Values = {}, to = spoken): string =>
  said(wording, to).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
