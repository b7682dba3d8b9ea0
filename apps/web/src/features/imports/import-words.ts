import { formatCents, IMPORT_STATE_WORDS, isDay, saidAll } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import { dayText } from '../../lib/time.js';
import type { Tone } from '../../components/state-badge.js';

export type Import = Dto<'ImportDto'>;
export type ImportSummary = Dto<'ImportSummaryDto'>;
export type Counts = Dto<'ImportCountsDto'>;
export type Outcome = Dto<'ImportOutcome'>;

export const KINDS: Record<Dto<'ImportKind'>, string> = {
  people: 'People',
  devices: 'Devices',
  agreements: 'Agreements',
};

/** How loud each standing is; its words are the kernel's. */
export const TONES: Record<Dto<'ImportState'>, Tone> = {
  mapping: 'grey',
  checking: 'blue',
  checked: 'amber',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
};

export const STATES = saidAll(IMPORT_STATE_WORDS);

export const OUTCOMES: { outcome: Outcome; predicted: string; done: string }[] = [
  { outcome: 'create', predicted: 'Create', done: 'Created' },
  { outcome: 'change', predicted: 'Change', done: 'Changed' },
  { outcome: 'unchanged', predicted: 'Unchanged', done: 'Unchanged' },
  { outcome: 'refuse', predicted: 'Refused', done: 'Refused' },
];

export const count = (n: number): string => n.toLocaleString('en-US');

export const lines = (n: number): string => `${count(n)} ${n === 1 ? 'line' : 'lines'}`;

/** "412 new, 1,208 changes": what the button of the run says. */
export const runWords = ({ create, change }: Counts): string =>
  [create > 0 && `${count(create)} new`, change > 0 && `${count(change)} ${change === 1 ? 'change' : 'changes'}`]
    .filter(Boolean)
    .join(', ');

/** What must be confirmed before the run, as the sentence beside the box. */
export function warningWords({ code, count: n, of }: Dto<'ImportWarningDto'>, kind: Dto<'ImportKind'>): string {
  const share = of > 0 ? ` (${Math.round((n / of) * 100)} % of ${count(of)})` : '';
  return code === 'withdrawals'
    ? `${count(n)} people are withdrawn${share}.`
    : `${count(n)} ${kind} change${share}, more than a tenth of all there are.`;
}

/** `sheet “Devices” of 3`. */
export const sheetInWords = ({ name, all }: Dto<'ImportSheetDto'>): string =>
  `sheet “${name}”${all.length > 1 ? ` of ${count(all.length)}` : ''}`;

export const hiddenInWords = (rows: number): string =>
  rows === 1
    ? 'One row that the spreadsheet hides is read like the others.'
    : `${count(rows)} rows that the spreadsheet hides are read like the others.`;

export const mergedInWords = (groups: number): string =>
  `${groups === 1 ? 'Some cells are merged' : `${count(groups)} groups of cells are merged`}: only the first of them has the value.`;

/** Of the lines, rounded down: 100 % only when all are filled. */
export const filledWords = (filled: number, total: number): string =>
  total === 0 || filled === 0 ? 'empty' : `${Math.max(1, Math.floor((filled / total) * 100))} %`;

/** A value as people write it; the API gives money as cents and days as `YYYY-MM-DD`, both as text. */
export function valueWords(field: string, value: string | null): string {
  if (value === null || value === '') return 'empty';
  if (field.endsWith('Cents') && /^\d{1,15}$/.test(value)) return formatCents(Number(value));
  return field.endsWith('On') && isDay(value) ? dayText(value) : value;
}
