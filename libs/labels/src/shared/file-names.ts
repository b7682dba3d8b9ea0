/** Words as a part of a file name: letters without marks and digits, small; what has none of them is left out. */
const part = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const joined = (...words: readonly string[]): string => words.map(part).filter(Boolean).join('-');

interface NamedRun {
  id: string;
  kind: string;
  site: { code: string };
}

/** Told from its neighbours in a folder of downloads; an id begins with its time, so that only its end is its own. */
export const runFileName = ({ id, kind, site }: NamedRun, day: string, output: string): string =>
  `${joined('labels', kind, site.code, day, id.slice(-6))}.${output}`;

/** `alignment-avery-5160-front-office.pdf`. */
export const alignmentFileName = (stock: string, printer: string, output: string): string =>
  `${joined('alignment', stock, printer)}.${output}`;
