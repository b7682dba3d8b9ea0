import type { Dto } from '../../lib/api.js';

export type SiteKind = Dto<'SiteKind'>;

export const SITE_KINDS: Record<SiteKind, string> = {
  preschool: 'Preschool',
  elementary: 'Elementary school',
  middle: 'Middle school',
  high: 'High school',
  alternative: 'Alternative school',
  special: 'Special education',
  office: 'Office',
  warehouse: 'Warehouse',
};

export interface PastedSite {
  code: string;
  name: string;
  kind: SiteKind;
}

export interface PastedSites {
  sites: PastedSite[];
  /** One sentence for each line that cannot be read. */
  problems: string[];
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,19}$/u;

/** By which words a kind is told, in a third cell or else in the name; the first that fits. */
const WORDS: [RegExp, SiteKind][] = [
  [/\b(warehouse|depot|storage)\b/i, 'warehouse'],
  [/\b(office|district|department|central|admin\w*|center office)\b/i, 'office'],
  [/\b(pre-?school|pre-?k|tk|child ?care|early learning)\b/i, 'preschool'],
  [/\b(special)\b/i, 'special'],
  [/\b(alternative|continuation|adult|community day|independent study)\b/i, 'alternative'],
  [/\b(middle|junior high|jr\.? high|intermediate|ms)\b/i, 'middle'],
  [/\b(high|senior|hs)\b/i, 'high'],
  [/\b(elementary|elem|primary|k-?[5-8]|es)\b/i, 'elementary'],
];

export const kindOf = (text: string): SiteKind | null => WORDS.find(([words]) => words.test(text))?.[1] ?? null;

/** A pasted list, one site a line: code, name and perhaps kind, parted by tabs, commas or semicolons. */
export function readSites(text: string): PastedSites {
  const sites: PastedSite[] = [];
  const problems: string[] = [];
  const lines = new Map<string, number>();
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const found = readLine(line, index + 1, lines);
    if (typeof found === 'string') problems.push(found);
    else sites.push(found);
  });
  return { sites, problems };
}

function readLine(line: string, number: number, lines: Map<string, number>): PastedSite | string {
  const [code = '', name = '', kindWord = ''] = cellsOf(line);
  if (!name) return `Line ${number}: give a code and a name, such as LHS, Lincoln High School`;
  if (!CODE.test(code))
    return `Line ${number}: “${code}” is not a code. Use up to 20 letters, digits, dots or hyphens, without blanks`;
  const before = lines.get(code.toUpperCase());
  if (before !== undefined) return `Line ${number}: the code ${code} stands on line ${before} already`;
  lines.set(code.toUpperCase(), number);
  const kind = kindWord ? kindOf(kindWord) : kindOf(name);
  if (kind) return { code, name, kind };
  return `Line ${number}: say what ${code} is in a third cell: ${Object.keys(SITE_KINDS).join(', ')}`;
}

/** By tab where there is one: names then may have commas. */
function cellsOf(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  return line.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}
