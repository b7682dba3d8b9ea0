/** `M. R.`: what somebody sees of a person of another site. Whole characters, also emoji and combined ones. */
export const initialsOf = (givenName: string, familyName: string): string =>
  [givenName, familyName]
    .map((name) => firstCharacter(name))
    .filter((character) => character !== '')
    .map((character) => `${character}.`)
    .join(' ');

/** The order in which a name is said. */
export const fullName = (givenName: string, familyName: string): string => `${givenName} ${familyName}`;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function firstCharacter(text: string): string {
  const [first] = segmenter.segment(text.trim());
  return first?.segment ?? '';
}
