/** A code (`will-not-start`) as people read it: `Will not start`. */
export function codeWords(code: string): string {
  const text = code.replaceAll('-', ' ').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
