import { aDevice, aPerson, aScan, facts, found, has } from '../fixtures/builders.js';
import type { LoanType } from './context.js';
import { decide } from './decide.js';
import { renderMessage } from './messages.js';

const limits = { 'one-to-one': 1, daily: 1, long: 0, 'in-school': 1, summer: 1 };
const loaner = { ...has('LN-1'), type: 'daily' as const };

/** What the person's row says, and what a refusal of one more says. */
function said(loanType: LoanType, loans: ReturnType<typeof has>[], locale = 'en', allowed = limits): string[] {
  const maya = aPerson({ loans, limits: allowed, grade: null, site: null });
  const words = { locale, timeZone: 'UTC', today: '2026-09-14' };
  const row = decide(aScan('look', '104233', { loanType }), facts(found(maya)));
  const more = decide(
    aScan('out', 'LHS-004512', { loanType, personId: maya.id }),
    facts({ ...found(aDevice()), person: maya }),
  );
  return [row.lines[0], more.headline].map((message) => renderMessage(message, words));
}

it.each<[string, LoanType, ReturnType<typeof has>[], string[]]>([
  ['a 1:1 desk', 'one-to-one', [has('A')], ['has 1 of 1', 'NOT CHECKED OUT – Maya Rivera has 1 of 1']],
  [
    'a loaner desk: the number of each kind',
    'daily',
    [has('A'), loaner],
    ['1:1 1 of 1 · loaners 1 of 1', 'NOT CHECKED OUT – Maya Rivera has 1 of 1 loaners'],
  ],
  ['another kind that they have', 'one-to-one', [loaner], ['1:1 0 of 1 · loaners 1 of 1', 'CHECKED OUT']],
  [
    'none in the program, in words',
    'long',
    [],
    ['the program gives no long loan', 'NOT CHECKED OUT – the program gives Maya Rivera no long loan'],
  ],
])('%s', (_, loanType, loans, words) => expect(said(loanType, loans)).toEqual(words));

it('a program without 1:1, in both languages', () => {
  const none = { ...limits, 'one-to-one': 0 };
  expect(said('one-to-one', [], 'en', none)).toEqual([
    'the program gives no 1:1 device',
    'NOT CHECKED OUT – the program gives Maya Rivera no 1:1 device',
  ]);
  expect(said('one-to-one', [has('A')], 'en', none)[0]).toBe('1:1 1, none in the program');
  expect(said('one-to-one', [], 'es', none)).toEqual([
    'el programa no da dispositivo 1:1',
    'NO ENTREGADO – el programa no da dispositivo 1:1 a Maya Rivera',
  ]);
});
