import { EMPTY_CONTEXT, type LoanType, type ScanMode, type StationContext, type SubMode } from '@app/scan-engine';
import type { Settings } from './entry.js';
import { say } from './words.js';

/** A setting that is not the default: what it says, and what takes it away. */
export interface Chip {
  name: string;
  words: string;
  off: Settings;
}

const nth = (key: 'weekdays' | 'months', index: number): string => say(key).split(' ')[index];

/** `Fri 12 Jun`, with the year where it is not this one. */
export function dayWords(day: string, today: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const words = `${nth('weekdays', date.getUTCDay())} ${date.getUTCDate()} ${nth('months', date.getUTCMonth())}`;
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}

function dueWords(due: NonNullable<StationContext['due']>, today: string): string {
  if (due.kind === 'day') return say('due.day', { day: dayWords(due.on, today) });
  if (due.kind === 'year-end') return say('due.year-end');
  if (due.n === 0) return say('due.today');
  return due.n === 1 ? say('due.next') : say('due.days', { n: due.n });
}

/** The amber chips of a mode. */
export function chipsOf(mode: ScanMode, context: StationContext, today: string): Chip[] {
  const { due, pair, batch, loanersOnly, amnesty, backDatedTo } = context;
  const when = (set: unknown, name: string, words: string, off: Settings): Chip[] =>
    set ? [{ name, words, off }] : [];
  const backDated = when(
    backDatedTo,
    'back-date',
    backDatedTo ? say('chip.back-dated', { day: dayWords(backDatedTo, today) }) : '',
    {
      backDatedTo: null,
    },
  );
  if (mode === 'look') return [];
  const batched = when(batch, 'batch', say('chip.batch'), { batch: false });
  if (mode === 'in')
    return [...batched, ...backDated, ...when(amnesty, 'amnesty', say('chip.amnesty-on'), { amnesty: false })];
  return [
    ...batched,
    ...backDated,
    ...when(loanersOnly, 'loaners', say('chip.loaners'), { loanersOnly: false }),
    ...when(pair, 'pair', say('chip.pair'), { pair: false }),
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
