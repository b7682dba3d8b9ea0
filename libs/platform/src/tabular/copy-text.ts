/** One line of `COPY … FROM STDIN` in text format. `null` becomes SQL NULL. */
export const copyLine = (values: readonly (string | number | null)[]): string => {
  let line = '';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (at > 0) line += '\t';
    line += value === null || value === undefined ? '\\N' : typeof value === 'number' ? value : escaped(value);
  }
  return `${line}\n`;
};

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]) : text;
