import { DEVICE_STATES } from '@app/kernel';
import type { DeviceState } from '@app/kernel';
import { inventoryMoves } from './state-moves.test-support.js';
import type { MoveSubject, StateMove } from './state.rules.js';
import {
  ACTIONS,
  evidenceRefusal,
  factsAfter,
  moveBetween,
  MOVE_REASONS,
  moveRefusal,
  movesFrom,
} from './state.rules.js';

const moves = inventoryMoves();
const TODAY = '2027-03-01';

const device = (facts: Partial<MoveSubject> = {}): MoveSubject => ({
  ...{ state: 'in-stock', held: false, holds: [], mdmStatus: 'provisioned', assetTag: 'CB-1', lastSeq: 4 },
  ...facts,
});
const move = (from: DeviceState, to: DeviceState): StateMove => {
  const found = moveBetween(moves, from, to);
  if (!found) throw new Error(`no move from ${from} to ${to}`);
  return found;
};

/** The table of the domain, from → to; the rows with two persons are marked. */
const DOMAIN: readonly (readonly [DeviceState, string])[] = [
  ['ordered', 'received void'],
  ['received', 'in-stock void'],
  ['in-stock', 'deployed in-repair in-transit missing retired void in-ewaste-lot*'],
  ['deployed', 'in-stock in-repair missing in-ewaste-lot*'],
  ['in-repair', 'in-stock deployed retired'],
  ['in-transit', 'in-stock missing'],
  ['missing', 'in-stock stolen lost* in-ewaste-lot*'],
  ['stolen', 'in-stock in-ewaste-lot*'],
  ['lost', 'in-stock in-ewaste-lot*'],
  ['retired', 'in-stock in-ewaste-lot'],
  ['in-ewaste-lot', 'retired disposed* missing*'],
  ['disposed', 'retired*'],
  ['void', ''],
];

describe('legal moves', () => {
  it.each(DOMAIN)('from %s: %s', (from, to) => {
    const found = movesFrom(moves, from).map((row) => row.to + (row.twoPerson ? '*' : ''));
    expect(found.sort()).toEqual(to.split(' ').filter(Boolean).sort());
  });

  it('speaks of every state', () => {
    expect(DOMAIN.map(([from]) => from)).toEqual([...DEVICE_STATES]);
  });

  it('has words for every action, and no action that no row has', () => {
    expect([...new Set(moves.map(({ action }) => action))].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it('offers reasons wherever a row demands one on a page', () => {
    const demanding = moves.filter(
      (row) => row.evidence.includes('reason') && ['page', 'case'].includes(ACTIONS[row.action]?.place ?? ''),
    );
    expect(demanding.length).toBeGreaterThan(5);
    expect(demanding.filter(({ action }) => ACTIONS[action]?.reasons.length === 0)).toEqual([]);
  });

  it('knows moves that do not exist', () => {
    expect(moveBetween(moves, 'void', 'in-stock')).toBeNull();
    expect(moveBetween(moves, 'disposed', 'in-stock')).toBeNull();
  });
});

describe('what keeps a move from being made on the page', () => {
  it.each<[string, StateMove, Partial<MoveSubject>, string | null]>([
    ['retire from stock', move('in-stock', 'retired'), {}, null],
    ['retire from repair while on loan', move('in-repair', 'retired'), { held: true }, 'loan-open'],
    ['retire under a legal hold', move('in-stock', 'retired'), { holds: ['legal'] }, 'on-hold'],
    ['retire what is damaged', move('in-stock', 'retired'), { holds: ['damaged'] }, null],
    ['report missing', move('deployed', 'missing'), { held: true }, 'done-in-case'],
    ['report stolen', move('missing', 'stolen'), {}, 'done-in-case'],
    ['find', move('missing', 'in-stock'), {}, 'done-in-case'],
    ['write off', move('missing', 'lost'), {}, 'done-in-case'],
    ['back from repair with an open loan', move('in-repair', 'in-stock'), { held: true }, 'loan-open'],
    ['hand back to nobody', move('in-repair', 'deployed'), { held: false }, 'no-holder'],
    ['hand back under a legal hold', move('in-repair', 'deployed'), { held: true, holds: ['legal'] }, 'legal-hold'],
    ['hand back', move('in-repair', 'deployed'), { held: true }, null],
    ['void with history', move('in-stock', 'void'), { lastSeq: 2 }, 'has-history'],
    ['void what was just registered', move('in-stock', 'void'), { lastSeq: 1 }, null],
    ['accept without a tag', move('received', 'in-stock'), { assetTag: null }, 'untagged'],
    [
      'return a deprovisioned one to service',
      move('retired', 'in-stock'),
      { mdmStatus: 'deprovisioned' },
      'deprovisioned',
    ],
    ['return to service', move('retired', 'in-stock'), {}, null],
    ['check out', move('in-stock', 'deployed'), {}, 'done-at-desk'],
    ['dispose alone', move('in-ewaste-lot', 'disposed'), {}, 'two-persons-needed'],
    ['add to a lot', move('retired', 'in-ewaste-lot'), {}, 'done-elsewhere'],
  ])('%s', (_name, row, facts, reason) => {
    expect(moveRefusal(row, device(facts), true)?.reason ?? null).toBe(reason);
  });

  it('says first that the account may not', () => {
    expect(moveRefusal(move('in-stock', 'retired'), device({ holds: ['legal'] }), false)?.reason).toBe('not-permitted');
  });
});

describe('what keeps a move from being made with the missing case', () => {
  it.each<[string, StateMove, Partial<MoveSubject>, string | null]>([
    ['report missing keeps the loan', move('deployed', 'missing'), { held: true }, null],
    ['report stolen', move('missing', 'stolen'), { held: true }, null],
    ['find ends the loan', move('missing', 'in-stock'), { held: true }, null],
    ['find what is lost', move('lost', 'in-stock'), {}, null],
    ['write off: the case has the two persons', move('missing', 'lost'), { held: true }, null],
    ['retire', move('in-stock', 'retired'), {}, 'done-elsewhere'],
    ['short at the vendor', move('in-ewaste-lot', 'missing'), {}, 'two-persons-needed'],
    ['check out', move('in-stock', 'deployed'), {}, 'done-at-desk'],
  ])('%s', (_name, row, facts, reason) => {
    expect(moveRefusal(row, device(facts), true, 'case')?.reason ?? null).toBe(reason);
  });
});

describe('evidence', () => {
  it.each([
    ['reason missing', move('in-stock', 'retired'), {}, ['reason']],
    ['a reason of another action', move('in-stock', 'retired'), { reason: 'no-fault-found' }, ['reason']],
    ['a reason', move('in-stock', 'retired'), { reason: 'cycle' }, null],
    ['last seen missing', move('deployed', 'missing'), {}, ['lastSeenOn']],
    ['last seen tomorrow', move('deployed', 'missing'), { lastSeenOn: '2027-03-02' }, ['lastSeenOn']],
    ['last seen today', move('deployed', 'missing'), { lastSeenOn: TODAY }, null],
    ['no report number', move('missing', 'stolen'), { policeAgency: 'Concord PD' }, ['policeReportNumber']],
    [
      'agency and number',
      move('missing', 'stolen'),
      { policeAgency: 'Concord PD', policeReportNumber: '27-114' },
      null,
    ],
    ["an administrator's finding", move('missing', 'stolen'), { reason: 'administrator-finding' }, null],
    ['nothing needed', move('in-repair', 'deployed'), {}, null],
  ])('%s', (_name, row, evidence, fields) => {
    expect(evidenceRefusal(row, evidence, TODAY)?.fields ?? null).toEqual(fields);
  });

  it('lists every reason once', () => {
    expect(new Set(MOVE_REASONS).size).toBe(MOVE_REASONS.length);
    expect(MOVE_REASONS).toContain('beyond-economic-repair');
  });
});

describe('facts after a move', () => {
  it.each([
    ['in-stock', 'in-repair', { state: 'in-repair', custody: 'technician' }],
    ['in-repair', 'deployed', { state: 'deployed', custody: 'student' }],
    ['deployed', 'missing', { state: 'missing' }],
    ['missing', 'stolen', { state: 'stolen' }],
    ['in-stock', 'retired', { state: 'retired', custody: 'none' }],
    [
      'missing',
      'in-stock',
      {
        state: 'in-stock',
        custody: 'none',
        holder_person_id: null,
        holder_room_id: null,
        holder_cart_id: null,
        cart_slot: null,
        from_site_id: null,
      },
    ],
    [
      'missing',
      'lost',
      {
        state: 'lost',
        custody: 'none',
        holder_person_id: null,
        holder_room_id: null,
        holder_cart_id: null,
        cart_slot: null,
      },
    ],
  ] as const)('%s → %s', (from, to, facts) => {
    expect(factsAfter(move(from, to), 'student')).toEqual(facts);
  });

  it('puts a found device where it was found', () => {
    expect(factsAfter(move('missing', 'in-stock'), 'none', 'site-2')).toMatchObject({
      location_site_id: 'site-2',
      location_room_id: null,
    });
    expect(factsAfter(move('in-stock', 'retired'), 'none', 'site-2')).not.toHaveProperty('location_site_id');
  });
});
