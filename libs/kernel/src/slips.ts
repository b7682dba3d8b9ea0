/**
 * Every text that one slip of the finger turns into `typed`: a letter of `alphabet` missing or wrong, one too many, two
 * neighbours exchanged. `typed` itself is not among them. To be looked up by equality, which costs far less than
 * comparing triples of letters: about 75 look-ups for each letter, however many records there are.
 */
export function oneSlipFrom(typed: string, alphabet: string): string[] {
  const letters = [...typed];
  const slips = new Set<string>();
  for (let at = 0; at <= letters.length; at += 1) {
    const before = letters.slice(0, at).join('');
    const rest = letters.slice(at).join('');
    for (const letter of alphabet) slips.add(before + letter + rest);
    if (at === letters.length) continue;
    const behind = letters.slice(at + 1).join('');
    for (const letter of alphabet) slips.add(before + letter + behind);
    slips.add(before + behind);
    if (at + 1 < letters.length) slips.add(before + letters[at + 1] + letters[at] + letters.slice(at + 2).join(''));
  }
  slips.delete(typed);
  return [...slips];
}
