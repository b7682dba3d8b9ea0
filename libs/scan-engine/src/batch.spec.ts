import { batchOf, many } from '../fixtures/batch.js';
import {
  aDevice,
  aPerson,
  aScan,
  CLERK,
  custody,
  facts,
  found,
  HELPER,
  lent,
  LHS,
  MAYA,
  ROOM,
  SESSION,
  TIME_ZONE,
  TODAY,
  WMS,
} from '../fixtures/builders.js';
import type { Decision, DeskFacts, DeviceFacts, Message, ScanMode, StationContext } from './contract.js';
import { decide } from './decide.js';
import { renderMessage } from './messages.js';

const words = (message: Message): string => renderMessage(message, { locale: 'en', timeZone: TIME_ZONE, today: TODAY });

interface Asked {
  mode?: ScanMode;
  to?: string | null;
  context?: Partial<StationContext>;
}

const commit = (
  devices: DeviceFacts[],
  rest: Partial<DeskFacts>,
  { mode = 'out', to = null, context }: Asked = {},
): Decision =>
  decide(
    aScan(mode, batchOf(devices, to), {
      batch: true,
      personId: rest.person?.id ?? null,
      roomId: rest.room?.id ?? null,
      ...context,
    }),
    facts({ ...found(...devices), ...rest }),
  );

const reasons = ({ batch }: Decision): string[] =>
  (batch?.blockers ?? []).map(({ why, tags }) => `${tags.length} ${words(why)}`);
const one = (rest: Partial<DeviceFacts>): DeviceFacts[] => [aDevice(rest)];

describe('a batch is all or nothing', () => {
  it('names every blocked device under its reason, and does nothing', () => {
    const devices = [
      ...many(28),
      aDevice({ id: 'a', tag: 'A', state: 'in-repair' }),
      aDevice({ id: 'b', tag: 'B', state: 'in-repair' }),
      aDevice({ id: 'c', tag: 'C', state: 'retired' }),
    ];
    const decision = commit(devices, { room: ROOM });
    expect(decision).toMatchObject({
      row: 'BATCH-NO',
      class: 'STOP',
      effects: [],
      undoable: false,
      batch: { done: 0, ready: 28 },
    });
    expect(reasons(decision)).toEqual(['2 that are in repair', '1 that are retired']);
    expect(decision.batch?.blockers[0].deviceIds).toEqual(['a', 'b']);
    expect(decision.context.roomId).toBe(ROOM.id);
  });

  it.each<[string, DeviceFacts[], Partial<DeskFacts> & { asked?: Asked }]>([
    ['because the person withdrew', one({}), { person: aPerson({ state: 'withdrawn' }) }],
    ['that somebody else has', [lent()], { room: ROOM }],
    ['beyond the limit', many(2), { person: MAYA }],
    [
      'that are reserved',
      one({ reservedFor: { id: 'x', display: 'Omar', siteCode: null, foreign: false } }),
      { person: MAYA },
    ],
    ['that are in repair', one({ state: 'in-repair' }), { asked: { mode: 'in' } }],
    ['that are damaged', one({ holds: ['damaged'] }), { room: ROOM }],
    ['on legal hold', one({ holds: ['legal'] }), { room: ROOM }],
    ['reported stolen', one({ state: 'stolen' }), { room: ROOM }],
    ['that are disposed', one({ state: 'disposed' }), { asked: { mode: 'in' } }],
    [
      'of WMS',
      one({ homeSite: WMS }),
      { room: ROOM, permissions: CLERK.filter((each) => each !== 'device:transfer-in-hand') },
    ],
    ['that are no loaners', one({}), { person: MAYA, permissions: HELPER }],
    ['because the site is closed', one({}), { room: { ...ROOM, site: { ...WMS, closed: true } } }],
    ['not allowed for your role', one({}), { room: ROOM, permissions: ['scan:use'] }],
    [
      'that moved after that day',
      one({}),
      {
        room: ROOM,
        backDated: { at: TODAY, dailyDue: facts().dailyDue, movedOn: { [aDevice().id]: '2026-09-13' } },
        asked: { context: { backDatedTo: '2026-09-11' } },
      },
    ],
    [
      'without a due day',
      one({}),
      { room: ROOM, due: { on: null, at: null }, asked: { context: { due: { kind: 'school-days', n: 3 } } } },
    ],
    [
      'that are on their way',
      one({ state: 'in-transit', fromSite: LHS, locationSite: WMS, lastCustody: custody('other', 5, SESSION) }),
      { sendTo: WMS, asked: { mode: 'in', to: WMS.id } },
    ],
  ])('keeps those back: %s', (why, devices, { asked, ...rest }) => {
    const decision = commit(devices, rest, asked);
    expect(decision.row).toBe('BATCH-NO');
    expect(reasons(decision)).toContainEqual(expect.stringContaining(why));
    expect(decision.effects.filter(({ kind }) => kind !== 'alarm')).toEqual([]);
  });

  it('keeps the whole back for an id that no device has', () => {
    const decision = decide(
      aScan(
        'out',
        { kind: 'batch', deviceIds: ['device-4512', 'gone'], toSiteId: null },
        { batch: true, roomId: ROOM.id },
      ),
      facts({ ...found(aDevice()), room: ROOM }),
    );
    expect(decision).toMatchObject({
      row: 'BATCH-NO',
      effects: [],
      batch: { ready: 1, blockers: [{ deviceIds: ['gone'] }] },
    });
  });

  it('does nothing in look up, nor for a helper who sends', () => {
    expect(commit(many(2), {}, { mode: 'look' })).toMatchObject({ row: 'BATCH-NO', effects: [] });
    expect(
      commit(one({ loanerPool: true }), { sendTo: WMS, permissions: HELPER }, { mode: 'in', to: WMS.id }),
    ).toMatchObject({ row: 'BATCH-NO', effects: [] });
  });

  it('says what somebody should look at, once for all', () => {
    const decision = commit(many(3, { homeSite: WMS }), { room: ROOM });
    expect(decision).toMatchObject({ row: 'BATCH', class: 'CHECK', notes: ['O22'] });
    expect(decision.lines.map(words).filter((line) => line.includes('WMS'))).toEqual(['WMS device, now at this site']);
  });

  it('counts the limit of the person over the whole batch', () => {
    expect(commit(many(1), { person: MAYA }).row).toBe('BATCH');
    expect(commit(many(2), { person: MAYA }).batch).toMatchObject({ ready: 1 });
  });
});
