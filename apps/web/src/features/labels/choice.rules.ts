import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';
import { ARRANGEMENTS, CORRECTIONS, KINDS, type Arrangement } from './label-words.js';

export type LabelRequest = Dto<'LabelPlanRequestDto'>;
export type ChosenKind = keyof typeof KINDS;
type Source = Dto<'LabelSourceDto'>;

/** What stands in no address: pasted codes, ids of a selection, and words of the printer's own. */
export interface Kept {
  codes?: string;
  ids?: string[];
  text?: string;
}

/** What the page knows beside the address. */
export interface Known {
  siteId: string;
  siteCode: string;
  stockId: string;
  /** Plain paper: no place to begin at and no copies. */
  plain: boolean;
  printerId: string | null;
  rooms: readonly { id: string; code: string }[];
  carts: readonly { id: string; code: string }[];
}

export const LINES = ['program', 'property', 'district', 'site'] as const;
export type Line = (typeof LINES)[number];
const USUAL_LINES: readonly Line[] = ['program', 'property', 'site'];

export const kindOf = ({ kind }: UrlState): ChosenKind =>
  kind !== undefined && kind in KINDS ? (kind as ChosenKind) : 'device';

export const isOfDevices = (kind: ChosenKind): boolean => kind === 'device' || kind === 'serial';

export const WAYS = ['codes', 'list', 'ids'] as const;
export type Way = (typeof WAYS)[number];

/** Cards of single people, and not class lists. */
export const isOfSome = (by: string | undefined): boolean => by === 'ids' || by === 'codes';

/** Class lists. */
export const isByHomeroom = (url: UrlState): boolean => kindOf(url) === 'person' && !isOfSome(url.by);

/** How devices are chosen. */
export const wayOf = ({ by }: UrlState): Way => WAYS.find((way) => way === by) ?? 'codes';

export const arrangementOf = ({ codes }: UrlState): Arrangement =>
  codes !== undefined && codes in ARRANGEMENTS ? (codes as Arrangement) : 'code128';

export const linesOf = ({ lines }: UrlState): Line[] =>
  lines === undefined ? [...USUAL_LINES] : LINES.filter((line) => listParam(lines).includes(line));

/** As the address has them: `none` where all are switched off. */
export const linesParam = (lines: readonly Line[]): string => (lines.length === 0 ? 'none' : lines.join(','));

/** The codes of a pasted list, each with its line from 1; the first cell of a line of a table. */
export const codeLines = (text: string): { line: number; code: string }[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((cells, n) => ({ line: n + 1, code: cells.split('\t')[0].trim() }))
    .filter(({ code }) => code !== '');

export const wholeOf = (text: string | undefined, most: number): number | null =>
  /^\d{1,12}$/.test(text ?? '') && Number(text) <= most ? Number(text) : null;

/** In the address, of tags that are numbers alone: no beginning is `none`, since those have capitals. */
export const prefixParam = (prefix: string): string => prefix || 'none';
export const prefixOf = ({ prefix = '' }: UrlState): string => (prefix === 'none' ? '' : prefix);

export const MOST_COUNT = 50_000;

/** What the labels are of; a string: what is still missing, after the id of its field. */
type Found = { source: Source } | FieldProblem;

function devicesOf(url: UrlState, kept: Kept, { siteCode }: Known): Found {
  const way = wayOf(url);
  if (way === 'list') return { source: { query: url.list ?? `site=${siteCode}` } };
  if (way === 'ids') {
    const ids = kept.ids ?? listParam(url.ids);
    return ids.length > 0 ? { source: { ids } } : { field: 'label-by', message: 'Choose devices in the list first' };
  }
  return pastedOf(kept, 'codes');
}

function pastedOf(kept: Kept, what: 'codes' | 'numbers'): Found {
  const codes = codeLines(kept.codes ?? '').map(({ code }) => code);
  if (codes.length === 0) return { field: 'label-pasted', message: `Paste or scan the ${what}, one in a line` };
  if (codes.length > 5_000) return { field: 'label-pasted', message: `A list has at most 5,000 ${what}` };
  return { source: { codes } };
}

function rangeOf(url: UrlState): Found {
  const { digits = '6', first, count } = url;
  const many = wholeOf(count, MOST_COUNT);
  if (many === null || many === 0) return { field: 'label-count', message: 'Write how many, from 1 to 50,000' };
  if (first !== undefined && wholeOf(first, 999_999_999_999) === null)
    return { field: 'label-first', message: 'Write the first number, or nothing for the next one that is free' };
  return {
    source: {
      range: {
        prefix: prefixOf(url),
        digits: Number(digits),
        count: many,
        ...(first !== undefined && { first: Number(first) }),
      },
    },
  };
}

function placesOf({ some }: UrlState, places: Known['rooms'], words: string): Found {
  const wanted = listParam(some);
  const ids = places.filter(({ code }) => wanted.length === 0 || wanted.includes(code)).map(({ id }) => id);
  return ids.length > 0 ? { source: { ids } } : { field: 'label-kind', message: `This site has no ${words}` };
}

function studentsOf({ by, ids, grades, homerooms, all }: UrlState, kept: Kept): Found {
  if (by === 'codes') return pastedOf(kept, 'numbers');
  const some = kept.ids ?? listParam(ids);
  if (by === 'ids' && some.length > 0) return { source: { ids: some } };
  const [years, rooms] = [listParam(grades), listParam(homerooms)];
  if (years.length === 0 && rooms.length === 0 && all !== 'yes')
    return { field: 'label-homerooms', message: 'Choose homerooms, grades, or every homeroom of the site' };
  return {
    source: {
      homerooms: { ...(years.length > 0 && { grades: years }), ...(rooms.length > 0 && { homerooms: rooms }) },
    },
  };
}

function sourceOf(url: UrlState, kept: Kept, known: Known): Found {
  switch (kindOf(url)) {
    case 'tag-range':
      return rangeOf(url);
    case 'room':
      return placesOf(url, known.rooms, 'rooms');
    case 'cart':
    case 'cart-slot':
      return placesOf(url, known.carts, 'carts');
    case 'person':
      return studentsOf(url, kept);
    case 'command':
      return { source: { commands: true } };
    case 'device':
    case 'serial':
      return devicesOf(url, kept, known);
  }
}

function optionsOf(url: UrlState, { text }: Kept): Dto<'LabelOptionsDto'> {
  const lines = linesOf(url);
  const correction = (Object.keys(CORRECTIONS) as Dto<'QrCorrection'>[]).find((each) => each === url.correction) ?? 'M';
  return {
    ...{ property: lines.includes('property'), district: lines.includes('district'), site: lines.includes('site') },
    ...{ program: lines.includes('program'), link: url.link !== 'no', correction, text: text?.trim() || null },
    newSheet: isByHomeroom(url) && url.sheets === 'yes',
  };
}

/** What is asked of the server, once nothing is missing. */
export function requestOf(
  url: UrlState,
  kept: Kept,
  known: Known,
): { request: LabelRequest | null; missing: FieldProblem[] } {
  const found = sourceOf(url, kept, known);
  const startAt = known.plain ? 1 : wholeOf(url.from ?? '1', 10_000);
  const copies = known.plain ? 1 : wholeOf(url.copies ?? '1', 50);
  const missing: FieldProblem[] = [
    ...('field' in found ? [found] : []),
    ...(startAt ? [] : [{ field: 'label-from', message: 'Write the place of the first label, from 1' }]),
    ...(copies ? [] : [{ field: 'label-copies', message: 'Write how many copies, from 1 to 50' }]),
  ];
  if ('field' in found || !startAt || !copies) return { request: null, missing };
  return {
    missing,
    request: {
      ...{ kind: kindOf(url), siteId: known.siteId, stockId: known.stockId, printerId: known.printerId },
      ...{ arrangement: arrangementOf(url), startAt, copies, options: optionsOf(url, kept), source: found.source },
    },
  };
}

/** The inputs of what the server may refuse. */
const INPUTS: Record<string, string> = {
  stockId: 'label-stock',
  startAt: 'label-from',
  copies: 'label-copies',
  printerId: 'label-printer',
  'options.text': 'label-text',
  'source.range.prefix': 'label-prefix',
  'source.range.digits': 'label-digits',
  'source.range.first': 'label-first',
  'source.range.count': 'label-count',
  'source.codes': 'label-pasted',
};

export const inputOf = (field: string): string =>
  INPUTS[field] ?? INPUTS[field.split('.').slice(0, 2).join('.')] ?? 'label-kind';
