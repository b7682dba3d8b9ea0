import type { NumberCells } from '@app/platform';
import type { ImportKind } from './import-kinds.js';
import { PLANS } from './import-kinds.js';

/** Fields with codes that a spreadsheet takes for numbers, so that it drops the zeros in front. */
export const PAD_FIELDS = ['tag', 'number', 'holder'] as const;
export type PadField = (typeof PAD_FIELDS)[number];

/** Field → digits to which its numbers are filled up with zeros. Codes with anything but digits stay as they are. */
export type Pads = Partial<Record<PadField, number>>;

export const PAD_DIGITS = { least: 2, most: 20 } as const;

/** Says that a column has probably lost zeros, should it give `field`. Nothing is padded until somebody takes it. */
export interface PadOffer {
  field: PadField;
  digits: number;
  /** What tells the digits: the rules for codes, or the codes of the records that are there. */
  by: 'rules' | 'records';
  /** Lines that it would change. */
  lines: number;
  examples: { from: string; to: string }[];
}

/** How many codes of the records have so many digits (`null`: something else than digits), and begin with a zero. */
export interface CodesOnRecord {
  digits: number | null;
  codes: number;
  zeros: number;
}

interface Evidence {
  /** What the rules for codes make of a number; of one that is not here nothing. */
  ruled: ReadonlyMap<string, readonly string[]>;
  onRecord: readonly CodesOnRecord[];
}

const MOST_EXAMPLES = 3;

export function padOffer(field: PadField, numbers: readonly NumberCells[], evidence: Evidence): PadOffer | null {
  const ruled = { by: 'rules', digits: ruledDigits(numbers, evidence.ruled) } as const;
  const usual = { by: 'records', digits: usualDigits(evidence.onRecord) } as const;
  // The rules are made for labels: of people's numbers the records know better.
  const told = (field === 'tag' ? [ruled, usual] : [usual, ruled]).find(({ digits }) => digits !== null);
  if (!told?.digits) return null;
  const { by, digits } = told;
  const shorter = numbers.filter((like) => like.digits < digits);
  const lines = cellsOf(shorter);
  // Mostly longer numbers: the column follows another pattern.
  if (lines === 0 || cellsOf(numbers.filter((like) => like.digits > digits)) >= lines) return null;
  const examples = shorter
    .flatMap(({ samples }) => samples)
    .slice(-MOST_EXAMPLES)
    .map((from) => ({ from, to: from.padStart(digits, '0') }));
  return { field, digits, by, lines, examples };
}

/** To how many digits the rules fill up these numbers; `null`: they leave them alone, or do not agree. */
function ruledDigits(numbers: readonly NumberCells[], ruled: Evidence['ruled']): number | null {
  const digits = new Set<number>();
  for (const code of numbers.flatMap(({ samples }) => samples)) {
    for (const made of ruled.get(code) ?? [])
      if (made.length > code.length && made === code.padStart(made.length, '0')) digits.add(made.length);
  }
  return digits.size === 1 ? [...digits][0] : null;
}

/** The digits of most codes on record. Where none begins with a zero, a shorter number has not lost one. */
function usualDigits(onRecord: readonly CodesOnRecord[]): number | null {
  const all = onRecord.reduce((sum, { codes }) => sum + codes, 0);
  return onRecord.find(({ digits, codes, zeros }) => digits !== null && zeros > 0 && codes * 2 > all)?.digits ?? null;
}

const cellsOf = (numbers: readonly NumberCells[]): number => numbers.reduce((sum, { cells }) => sum + cells, 0);

/** Fields with codes that this kind of import has. */
export const padFieldsOf = (kind: ImportKind): PadField[] =>
  PAD_FIELDS.filter((field) => PLANS[kind].fields.some(({ code }) => code === field));
