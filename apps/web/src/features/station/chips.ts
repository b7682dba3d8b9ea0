import { EMPTY_CONTEXT, type LoanType, type ScanMode, type StationContext, type SubMode } from '@app/scan-engine';
import type { Settings } from './entry.js';

/** A setting that is not the default: what it says, and what takes it away. */
export interface Chip {
  name: string;
  words: string;
  off: Settings;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri 12 Jun`, with the year where it is not this one. */
export function dayWords(day: string, today: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const words = `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}

function dueWords(due: NonNullable<StationContext['due']>, today: string): string {
  if (due.kind === 'day') return `Due ${dayWords(due.on, today)}`;
  if (due.kind === 'year-end') return 'Due at the end of the school year';
  if (due.n === 0) return 'Due today';
  return due.n === 1 ? 'Due next school day' : `Due in ${due.n} school days`;
}

/** The amber chips of a mode. */
export function chipsOf(mode: ScanMode, context: StationContext, today: string): Chip[] {
  const { due, pair, batch, loanersOnly, amnesty, backDatedTo } = context;
  const when = (set: unknown, name: string, words: string, off: Settings): Chip[] =>
    set ? [{ name, words, off }] : [];
  const backDated = when(backDatedTo, 'back-date', `Back-dated to ${dayWords(backDatedTo ?? '', today)}`, {
    backDatedTo: null,
  });
  if (mode === 'look') return [];
  const batched = when(batch, 'batch', 'Batch – nothing changes until /done', { batch: false });
  if (mode === 'in')
    return [...batched, ...backDated, ...when(amnesty, 'amnesty', 'Amnesty – nothing is charged', { amnesty: false })];
  return [
    ...batched,
    ...backDated,
    ...when(loanersOnly, 'loaners', 'Loaners only', { loanersOnly: false }),
    ...when(pair, 'pair', 'Pair 1:1', { pair: false }),
    ...when(due, 'due', due ? dueWords(due, today) : '', { due: EMPTY_CONTEXT.due }),
  ];
}

/** Another kind of loan. Loaners come from the pool; pairs are for the year. */
export const loanTypeSettings = (loanType: LoanType): Settings => ({
  loanType,
  loanersOnly: loanType === 'daily',
  ...(loanType === 'one-to-one' ? {} : { pair: false }),
});

/** `/loan`, `/pair`, `/free`, `/batch`: on, or off again. */
export function toggled(what: SubMode, { loanType, loanersOnly, pair, amnesty, batch }: StationContext): Settings {
  switch (what) {
    case 'loaner':
      return loanTypeSettings(loanType === 'daily' && loanersOnly ? 'one-to-one' : 'daily');
    case 'pair':
      return { ...loanTypeSettings('one-to-one'), pair: !pair };
    case 'amnesty':
      return { amnesty: !amnesty };
    case 'batch':
      return { batch: !batch };
  }
}
