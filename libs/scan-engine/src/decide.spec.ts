import { FIXTURES } from '../fixtures/all.js';
import {
  aDevice,
  aLoan,
  answered,
  aPerson,
  aScan,
  facts,
  found,
  lent,
  LEO,
  loanOf,
  MAYA,
  ROOM,
  TIME_ZONE,
  TODAY,
  WMS,
} from '../fixtures/builders.js';
import type { Message } from './contract.js';
import { decide } from './decide.js';
import { renderMessage } from './messages.js';

const rules = { publicHosts: ['cubby.example.org'] };
const words = (message: Message): string => renderMessage(message, { locale: 'en', timeZone: TIME_ZONE, today: TODAY });

describe('the decision table', () => {
  it.each(FIXTURES.map((each): [string, typeof each] => [each.title, each]))(
    '%s',
    (_title, { request, facts, expect: expected }) => {
      const decision = decide(request, facts, rules);
      const lines = decision.lines.map(words);

      expect({
        row: decision.row,
        notes: decision.notes,
        class: decision.class,
        headline: words(decision.headline),
        effects: decision.effects.map(({ kind }) => kind),
        context: decision.context,
        answers: decision.quickAnswers.map(({ key }) => key),
        choices: decision.choices.map(({ label }) => label),
      }).toEqual({
        row: expected.row,
        notes: expected.notes,
        class: expected.class,
        headline: expected.headline,
        effects: expected.effects,
        context: { ...request.context, ...expected.context },
        answers: expected.answers ?? [],
        choices: expected.choices ?? [],
      });
      for (const line of expected.lines ?? []) expect(lines.join('\n')).toContain(line);
      expect([words(decision.headline), ...lines].join('\n')).not.toMatch(/[{}[\]–] *$|undefined|null|NaN/m);
    },
  );
});

describe('effects carry what the server needs', () => {
  const effectsOf = (...args: Parameters<typeof decide>) => decide(...args).effects;

  it('a one-to-one loan is due at the end of the school year, a daily one at closing time, a long one never', () => {
    const given = facts({
      ...found(aDevice()),
      person: aPerson({ limits: { 'one-to-one': 1, daily: 1, long: 1, 'in-school': 1, summer: 1 } }),
    });
    const terms = (['one-to-one', 'daily', 'long'] as const).map(
      (loanType) => effectsOf(aScan('out', 'X', { personId: MAYA.id, loanType }), given)[0],
    );
    const common = { kind: 'check-out', deviceId: aDevice().id, personId: MAYA.id, roomId: null };
    expect(terms).toEqual([
      { ...common, loanType: 'one-to-one', dueOn: '2027-06-12', dueAt: null },
      { ...common, loanType: 'daily', dueOn: '2026-09-14', dueAt: '2026-09-14T22:30:00.000Z' },
      { ...common, loanType: 'long', dueOn: null, dueAt: null },
    ]);
  });

  it('a loan to a room is long, whatever the type in use', () => {
    expect(
      effectsOf(aScan('out', 'X', { roomId: ROOM.id, loanType: 'daily' }), facts({ ...found(aDevice()), room: ROOM })),
    ).toEqual([
      {
        kind: 'check-out',
        deviceId: aDevice().id,
        personId: null,
        roomId: ROOM.id,
        loanType: 'long',
        dueOn: null,
        dueAt: null,
      },
    ]);
  });

  it('a take-over closes the holder’s loan first', () => {
    const [back, out] = effectsOf(
      aScan('out', { kind: 'answer', scanId: 'scan-0', key: 't' }, { personId: MAYA.id }),
      facts({ ...found(lent()), ...answered('O14', { personId: MAYA.id }), person: MAYA }),
    );
    expect(back).toEqual({ kind: 'check-in', deviceId: aDevice().id, loanId: 'loan-1', how: 'forced' });
    expect(out).toMatchObject({ kind: 'check-out', personId: MAYA.id });
  });

  it('finding closes the loan that was open when the device went astray', () => {
    expect(effectsOf(aScan('in', 'X'), facts({ ...found(aDevice({ state: 'missing', loan: loanOf(LEO) })) }))).toEqual([
      { kind: 'find', deviceId: aDevice().id, loanId: 'loan-1' },
    ]);
  });

  it('a returned device of another site goes home', () => {
    expect(effectsOf(aScan('in', 'X'), facts({ ...found(lent({ homeSite: WMS })) }))).toEqual([
      { kind: 'check-in', deviceId: aDevice().id, loanId: 'loan-1', how: 'returned' },
      { kind: 'send-home', deviceId: aDevice().id, toSiteId: WMS.id },
    ]);
  });

  it('a transfer in hand names the losing site', () => {
    expect(
      effectsOf(
        aScan('out', 'X', { personId: MAYA.id }),
        facts({ ...found(aDevice({ homeSite: WMS })), person: MAYA }),
      )[0],
    ).toEqual({ kind: 'transfer-in-hand', deviceId: aDevice().id, fromSiteId: WMS.id });
  });

  it('a report stands on the scan that it answers; c again withdraws it', () => {
    const answer = (answers: string[]) =>
      effectsOf(
        aScan('in', { kind: 'answer', scanId: 'scan-0', key: 'c' }),
        facts({ ...found(aDevice()), ...answered('I1', { answers }) }),
      )[0];
    const report = {
      kind: 'report-condition',
      deviceId: aDevice().id,
      loanId: 'loan-1',
      scanId: 'scan-0',
      finding: 'charger-missing',
    };
    expect(answer([])).toEqual({ ...report, withdrawn: false });
    expect(answer(['charger-missing'])).toEqual({ ...report, withdrawn: true });
    expect(answer(['screen'])).toEqual({ ...report, withdrawn: false });
  });

  it('an alarm says why', () => {
    const alarm = (state: 'stolen' | 'disposed') =>
      effectsOf(aScan('in', 'X'), facts({ ...found(aDevice({ state })) }));
    expect(alarm('stolen')).toMatchObject([{ reason: 'stolen-device-scanned' }]);
    expect(alarm('disposed')).toMatchObject([{ reason: 'disposed-device-scanned' }]);
  });
});

describe('what else a decision says', () => {
  it('is undoable when something has changed, not when the device was only seen', () => {
    const undoable = (...records: Parameters<typeof found>) =>
      decide(aScan('in', 'X'), facts({ ...found(...records) })).undoable;
    expect(undoable(lent())).toBe(true);
    expect(undoable(aDevice())).toBe(false);
    expect(undoable(aDevice({ state: 'stolen' }))).toBe(false);
  });

  it('names the row whose words stand in the headline', () => {
    const row = (device: ReturnType<typeof lent>) => decide(aScan('in', 'X'), facts({ ...found(device) })).headlineRow;
    expect(row(lent({ homeSite: WMS }))).toBe('I9');
    expect(row(lent({ loan: aLoan({ borrowerWithdrawn: true }) }))).toBe('I1');
    expect(row(lent({ state: 'missing', homeSite: WMS }))).toBe('I6');
  });

  it('names the record that it is about', () => {
    expect(decide(aScan('out', 'X'), facts({ ...found(MAYA) })).subject).toEqual({ of: 'person', recordId: MAYA.id });
    expect(decide(aScan('out', 'X'), facts({ ...found(MAYA), held: [aDevice()] })).subject).toEqual({
      of: 'device',
      recordId: aDevice().id,
    });
    expect(decide(aScan('out', 'XYZ'), facts()).subject).toBeNull();
  });

  it('carries only the values that its words need', () => {
    const { headline } = decide(aScan('out', 'X', { personId: MAYA.id }), facts({ ...found(lent()), person: MAYA }));
    expect(headline).toEqual({ key: 'O14', values: { holder: 'Leo Park' } });
  });
});
