import type { Stock } from './stock.js';

/** Kinds of labels that have a page of their own on plain paper. */
export const CLASS_LIST = 'class-list';
export const COMMAND_CARDS = 'command-cards';

const MM = 1_000;
const letter = { medium: 'sheet', maker: 'Plain paper', pageWidth: 215_900, pageHeight: 279_400 } as const;

/** Plain paper: nothing to hit, so that a heading has room. A class list has at most so many rows, fewer and higher ones for fewer people. */
export const PLAIN_PAPER: readonly (Stock & { onlyFor: 'person' | 'command'; name: string })[] = [
  {
    ...letter,
    ...{ id: CLASS_LIST, name: 'Class list on plain paper', parts: [], onlyFor: 'person', columns: 2, rows: 18 },
    ...{
      labelWidth: 92 * MM,
      labelHeight: 12.6 * MM,
      left: 14 * MM,
      top: 32 * MM,
      pitchX: 95.9 * MM,
      pitchY: 13.1 * MM,
    },
  },
  {
    ...letter,
    ...{ id: COMMAND_CARDS, name: 'Command cards on plain paper', parts: [], onlyFor: 'command', columns: 2, rows: 6 },
    ...{ labelWidth: 94 * MM, labelHeight: 40 * MM, left: 12 * MM, top: 14 * MM, pitchX: 97.9 * MM, pitchY: 42 * MM },
  },
];
