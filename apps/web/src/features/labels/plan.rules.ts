import type { FieldProblem } from '../../components/form-problems.js';
import { OFF_PAGE_ASKED, OFF_PAGE_ID, offPageWords } from './off-page.rules.js';
import { count, type Arrangement, type LabelPlan } from './label-words.js';

/** Why the labels of a plan cannot be made whatever is answered; `null`: they can. */
export function refusalOf({
  noRoom,
  range,
  items,
  total,
}: Pick<LabelPlan, 'noRoom' | 'range' | 'items' | 'total'>): string | null {
  if (total === 0) return 'There is nothing to print';
  if (range && range.used.count > 0) return 'Tags of this range are taken';
  if (noRoom.count === 0) return null;
  if (noRoom.count === items) return 'The code has no room on this stock';
  return `${count(noRoom.count)} of ${count(items)} codes have no room on this stock`;
}

/** Pages of a PDF that are made without asking. */
const LONGEST_UNASKED = 500;
/** Of the PDF, for a label with bars and some words, and what a square code adds. */
const LABEL_BYTES = 210;
const SQUARE_BYTES = 700;

/** What a document of very many pages comes to; `null`: it is not that long. */
export function longOf(
  { output, pages, total }: Pick<LabelPlan, 'output' | 'pages' | 'total'>,
  codes: Arrangement,
): { pages: number; bytes: number } | null {
  if (output !== 'pdf' || pages <= LONGEST_UNASKED) return null;
  return { pages, bytes: total * (LABEL_BYTES + (codes === 'code128' ? 0 : SQUARE_BYTES)) };
}

export interface Answered {
  /** Print without codes that nobody knows. */
  skipUnknown: boolean;
  /** Of how many pages somebody said to make them all; a changed choice asks anew. */
  longPages: number | null;
  /** What somebody agreed to have cut at the edges of the page, as it was said. */
  offPage: string | null;
}

const several = (many: number, one: string, more: string): string => `${count(many)} ${many === 1 ? one : more}`;

/** What a pasted list comes to: "6 lines: 3 devices, 2 twice, 1 unknown". */
export function pastedWords(
  lines: number,
  { items, withoutCode, unknown }: Pick<LabelPlan, 'items' | 'withoutCode' | 'unknown'>,
  [one, more]: readonly [one: string, more: string],
): string {
  const found = items + withoutCode;
  const twice = Math.max(0, lines - found - unknown.count);
  const parts = [
    several(found, one, more),
    ...(twice > 0 ? [`${count(twice)} twice`] : []),
    ...(unknown.count > 0 ? [`${count(unknown.count)} unknown`] : []),
  ];
  return `${several(lines, 'line', 'lines')}: ${parts.join(', ')}`;
}

/** What the plan asks and nobody has answered yet. */
export function unanswered(
  plan: Pick<LabelPlan, 'unknown' | 'offPage'> & Parameters<typeof longOf>[0],
  codes: Arrangement,
  { skipUnknown, longPages, offPage }: Answered,
): FieldProblem[] {
  const long = longOf(plan, codes);
  const cut = offPageWords(plan.offPage);
  return [
    ...(plan.unknown.count > 0 && !skipUnknown
      ? [{ field: 'label-skip', message: 'Say whether to print without the codes that nobody knows' }]
      : []),
    ...(long && longPages !== long.pages
      ? [{ field: 'label-long', message: `Say whether to make all ${count(long.pages)} pages` }]
      : []),
    ...(cut !== '' && offPage !== cut ? [{ field: OFF_PAGE_ID, message: OFF_PAGE_ASKED }] : []),
  ];
}

/** Other labels for devices that have no such code, and what they change in the address. */
export function insteadOf(
  kind: string,
  withoutCode: number,
): { words: string; change: Record<string, string | null> }[] {
  if (kind !== 'device' || withoutCode === 0) return [];
  const other = { stock: null, from: null };
  return [
    { words: 'Their serial numbers instead', change: { ...other, kind: 'serial' } },
    { words: 'New tags for them', change: { ...other, kind: 'tag-range', count: String(withoutCode), first: null } },
  ];
}
