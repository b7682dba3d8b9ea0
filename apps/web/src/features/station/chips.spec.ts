import { EMPTY_CONTEXT, type ScanMode, type StationContext } from '@app/scan-engine';
import { chipsOf, dayWords, loanTypeSettings, toggled } from './chips.js';

const TODAY = '2026-11-26';
const words = (mode: ScanMode, settings: Partial<StationContext>): string[] =>
  chipsOf(mode, { ...EMPTY_CONTEXT, ...settings }, TODAY).map((chip) => chip.words);

describe('the amber chips', () => {
  it('are none at rest, and each takes itself away', () => {
    const all: Partial<StationContext> = {
      due: { kind: 'school-days', n: 3 },
      backDatedTo: '2026-11-20',
      pair: true,
      loanersOnly: true,
      amnesty: true,
    };
    for (const mode of ['out', 'in', 'look'] as const) {
      expect(words(mode, {})).toEqual([]);
      const off = chipsOf(mode, { ...EMPTY_CONTEXT, ...all }, TODAY).map((chip) => chip.off);
      expect(words(mode, Object.assign({}, all, ...off) as StationContext)).toEqual([]);
    }
    expect(words('out', all)).toEqual(['Back-dated to Fri 20 Nov', 'Loaners only', 'Pair 1:1', 'Due in 3 school days']);
    expect(words('in', all)).toEqual(['Back-dated to Fri 20 Nov', 'Amnesty – nothing is charged']);
    expect(words('look', all)).toEqual([]);
  });

  it.each<[StationContext['due'], string]>([
    [{ kind: 'school-days', n: 0 }, 'Due today'],
    [{ kind: 'school-days', n: 1 }, 'Due next school day'],
    [{ kind: 'day', on: '2026-12-01' }, 'Due Tue 1 Dec'],
    [{ kind: 'day', on: '2027-06-12' }, 'Due Sat 12 Jun 2027'],
    [{ kind: 'year-end' }, 'Due at the end of the school year'],
  ])('say %j as %s', (due, said) => expect(words('out', { due })).toEqual([said]));

  it('say a day with its year when no year is this one', () =>
    expect(dayWords('2026-11-20', '')).toBe('Fri 20 Nov 2026'));
});

describe('the commands', () => {
  const after = (what: Parameters<typeof toggled>[0], before: Partial<StationContext> = {}): StationContext => {
    const context = { ...EMPTY_CONTEXT, ...before };
    return { ...context, ...toggled(what, context) };
  };

  it('switch a sub-mode on, and off again', () => {
    const loaner = after('loaner', { pair: true });
    expect(loaner).toEqual({ ...EMPTY_CONTEXT, loanType: 'daily', loanersOnly: true });
    expect(after('loaner', loaner)).toEqual(EMPTY_CONTEXT);
    const pair = after('pair', loaner);
    expect(pair).toEqual({ ...EMPTY_CONTEXT, pair: true });
    expect(after('pair', pair)).toEqual(EMPTY_CONTEXT);
    expect(after('amnesty', after('amnesty'))).toEqual(EMPTY_CONTEXT);
  });

  it('turn a day loan of any device into one of the pool', () =>
    expect(after('loaner', { loanType: 'daily' })).toMatchObject({ loanType: 'daily', loanersOnly: true }));

  it('end pairing with another kind of loan', () => expect(loanTypeSettings('summer')).toMatchObject({ pair: false }));
});
