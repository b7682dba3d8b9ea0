export const MOST_PASTED = 5_000;

/** One code per line, the first cell of a line; each once. `null`: not a list. */
export function pastedCodes(text: string): string[] | null {
  const lines = text
    .split(/\r?\n|\r/)
    .map((line) => line.split('\t')[0].trim().slice(0, 64))
    .filter((line) => line !== '');
  if (lines.length < 2) return null;
  return [...new Set(lines)];
}

/** "48 of 50 found, 2 not found". */
export function foundWords(asked: number, missing: number): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  const found = `${count(asked - missing)} of ${count(asked)} found`;
  return missing === 0 ? found : `${found}, ${count(missing)} not found`;
}
