/** Characters of a part of somebody's name, as the table has it: OneRoster lets a text have 255. */
export const LONGEST_NAME = 255;

/**
 * A grade or several, as student systems write them: `K`, `07`, `7th`, `-1` (TK), `PK4`, `9,10`. No number above 13, so that no
 * year, room or student number passes for one.
 */
export const isGrade = (text: string): boolean =>
  /^(?:-[12]|[\p{L}\d][\p{L}\d .,+/&-]*)$/u.test(text) &&
  (text.match(/\d+/g) ?? []).every((digits) => digits.length <= 2 && Number(digits) <= 13);

/** `es`, `zh-Hant`: a tag of BCP 47 that begins with a language of two or three letters. */
export function isLanguageTag(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** The tag that a file's words mean: a tag, or the English name of a language with two letters (`Spanish`). Else null. */
export function languageTagOf(text: string): string | null {
  return isLanguageTag(text) ? text : (tagsByName().get(text.toLowerCase()) ?? null);
}

let tags: Map<string, string> | undefined;

function tagsByName(): Map<string, string> {
  if (tags) return tags;
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const all = letters.flatMap((a) => letters.map((b) => a + b));
  // A withdrawn tag has the name of the one in its place (`iw`, `he`).
  const current = all.filter((tag) => Intl.getCanonicalLocales(tag)[0] === tag);
  tags = new Map(current.flatMap((tag) => [[names.of(tag)?.toLowerCase() ?? tag, tag] as const]));
  return tags;
}
