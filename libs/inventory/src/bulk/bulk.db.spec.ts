import type { Viewer } from '@app/platform';
import { until } from '../../../../test/support/until.js';
import { codeOf, viewerOf, useInventory } from '../inventory.test-support.js';
import { verifyLedger } from '../ledger/verify-ledger.js';
import type { BulkActionDto, BulkRunDto, BulkSelectionDto } from './bulk.dto.js';
import { bulkOn, manyDevices, withAccount } from './bulk.test-support.js';

const { test, inventory, given } = useInventory();
let bulk: ReturnType<typeof bulkOn>;
let admin: Viewer;
let acting: Viewer;
let [here, there, modelId] = ['', '', ''];
beforeAll(async () => {
  bulk = bulkOn(test, () => acting);
  await given.district();
  [here, there, modelId] = [await given.site('HERE'), await given.site('THERE'), await given.model()];
  const all = ['device:read', 'device:edit', 'device:change-state', 'device:clear-hold', 'device:register'];
  admin = await withAccount(test, viewerOf('all', ...all));
});
beforeEach(() => (acting = admin));

const plan = async (action: BulkActionDto, selection: BulkSelectionDto, viewer = admin): Promise<BulkRunDto> =>
  bulk.views.get(viewer, await bulk.planner.plan(viewer, { action, selection }));
const look = (id: string): Promise<BulkRunDto> => bulk.views.get(admin, id);
/** Starts a run, and works until nothing is left. */
async function carryOut(run: BulkRunDto, reason?: string): Promise<BulkRunDto> {
  await bulk.runs.start(admin, run.id, reason);
  return worked(run.id);
}
async function worked(id: string): Promise<BulkRunDto> {
  while (['running', 'undoing'].includes((await look(id)).state)) await bulk.worker.run({ runId: id });
  return look(id);
}
const rows = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => test.asSuperuser(sql, values);
const entriesOf = (runId: string): Promise<Record<string, unknown>[]> =>
  rows(
    `SELECT device_id, count(*)::int AS entries FROM device_event WHERE evidence ->> 'bulkRunId' = $1
    AND type <> 'reversed' GROUP BY device_id`,
    [runId],
  );

describe('the preview', () => {
  it('says what will change and what cannot, by reason', async () => {
    const stock = await manyDevices(test, { count: 5, modelId, siteId: here, prefix: 'PRE' });
    const { id: lent } = await given.device({ modelId, homeSiteId: here });
    await given.checkedOut(lent, (await given.person({ siteId: here })).id);
    const { id: away } = await given.device({ modelId, homeSiteId: there });
    const run = await plan({ kind: 'move', siteId: there }, { ids: [...stock, lent, away] });
    expect(run).toMatchObject({
      state: 'planned',
      total: 7,
      toChange: 5,
      waiting: 5,
      label: 'Move to THERE',
      mine: true,
    });
    expect(run.refused).toEqual(
      expect.arrayContaining([
        { reason: 'with-person', words: 'with a person', count: 1 },
        { reason: 'unchanged', words: 'already so', count: 1 },
      ]),
    );
    const { items } = await bulk.views.items(admin, run.id, { outcome: ['refused'], limit: 10 });
    expect(items.map(({ deviceId, reason }) => [deviceId, reason]).sort()).toEqual(
      [
        [lent, 'with a person'],
        [away, 'already so'],
      ].sort(),
    );
    expect(await entriesOf(run.id)).toEqual([]);
  });

  it('takes what a list shows, and only devices of the sites that the account sees', async () => {
    const clerk = await withAccount(test, viewerOf([here], 'device:read', 'device:edit'));
    const run = await plan({ kind: 'condition', condition: 'D' }, { query: 'condition=B&sort=-tag' }, clerk);
    const [{ count }] = await rows(`SELECT count(*)::int FROM device WHERE condition = 'B' AND home_site_id = $1`, [
      here,
    ]);
    expect([run.total, run.toChange]).toEqual([count, count]);
    expect(await codeOf(plan({ kind: 'move', siteId: there }, { query: 'state=in-stock' }, clerk))).toBe(
      'site.not-found',
    );
    expect(await codeOf(plan({ kind: 'move', siteId: there }, { query: 'colour=red' }, admin))).toBe('request.invalid');
    expect(await codeOf(plan({ kind: 'move', hold: 'legal' } as never, { ids: [here] }))).toBe('request.invalid');
    expect(await codeOf(bulk.views.get(clerk, (await plan({ kind: 'edit', program: 'X' }, { ids: [here] })).id))).toBe(
      'bulk.not-found',
    );
  });

  it('asks for a reason above the number of the policy', async () => {
    await manyDevices(test, { count: 101, modelId, siteId: here, prefix: 'WHY' });
    const run = await plan({ kind: 'edit', program: 'Why' }, { query: `site=HERE&state=in-stock` });
    expect(run.reasonNeeded).toBe(true);
    expect(await codeOf(bulk.runs.start(admin, run.id, undefined))).toBe('bulk.reason-needed');
    expect(await carryOut(run, 'Program of the summer')).toMatchObject({ state: 'done', changed: run.toChange });
  });
});

describe('E23: devices whose money is for its own program', () => {
  const federal = async (ids: readonly string[]): Promise<void> => {
    await rows(
      `WITH s AS (INSERT INTO funding_source (code, name, kind) VALUES ('T' || $1, 'Title I', 'federal') RETURNING id),
         p AS (INSERT INTO funding_split (fingerprint) VALUES ($1) RETURNING id),
         l AS (INSERT INTO funding_split_line SELECT p.id, s.id, 10000 FROM s, p)
       UPDATE device SET funding_split_id = (SELECT id FROM p) WHERE id = ANY ($2::uuid[])`,
      [ids[0].slice(-12), ids],
    );
  };
  const named = async (run: BulkRunDto): Promise<unknown[]> =>
    (await bulk.views.items(admin, run.id, { leaving: true, limit: 10 })).items.map((item) => [
      item.deviceId,
      item.leavesFunding,
    ]);

  it('are named before a move to another site, which needs a reason; the timeline has it', async () => {
    const ids = await manyDevices(test, { count: 3, modelId, siteId: here, prefix: 'FED' });
    await federal(ids.slice(0, 1));
    const run = await plan({ kind: 'move', siteId: there, alsoHome: true }, { ids });
    expect(run).toMatchObject({ toChange: 3, leaving: 1, reasonNeeded: true });
    expect(await named(run)).toEqual([[ids[0], 'Title I']]);
    expect(await codeOf(bulk.runs.start(admin, run.id, undefined))).toBe('bulk.transfer-reason-needed');
    expect(await carryOut(run, 'The school was closed')).toMatchObject({ state: 'done', changed: 3 });
    const { items } = await inventory.timeline.page(admin, ids[0], { limit: 1 });
    expect(items[0]).toMatchObject({ type: 'moved', evidence: { bulkReason: 'The school was closed' } });
  });

  it('are named before a change of program; a move at their own site is none', async () => {
    const ids = await manyDevices(test, { count: 2, modelId, siteId: here, prefix: 'FEP' });
    await federal(ids.slice(0, 1));
    const run = await plan({ kind: 'edit', program: 'After school' }, { ids });
    expect(run).toMatchObject({ leaving: 1, reasonNeeded: true });
    expect(await named(run)).toEqual([[ids[0], 'Title I']]);
    const [{ id }] = await rows(`INSERT INTO room (site_id, code, name) VALUES ($1, 'Lab', 'Lab') RETURNING id`, [
      here,
    ]);
    const roomId = id as string;
    expect(await plan({ kind: 'move', siteId: here, roomId }, { ids })).toMatchObject({
      leaving: 0,
      reasonNeeded: false,
    });
  });

  it('that became so since the preview are refused where nobody said why', async () => {
    const ids = await manyDevices(test, { count: 2, modelId, siteId: here, prefix: 'FEQ' });
    const run = await plan({ kind: 'move', siteId: there }, { ids });
    await federal(ids.slice(0, 1));
    expect(await carryOut(run)).toMatchObject({ changed: 1, refused: [{ reason: 'reason-needed', count: 1 }] });
    await expect(rows(`UPDATE bulk_run SET leaving = 1 WHERE id = $1`, [run.id])).rejects.toMatchObject({
      constraint: 'ck_bulk_run_leaving',
    });
  });
});

describe('a run', () => {
  it('writes one entry for each device, asks again what it may do, and can be taken back but for what moved on', async () => {
    const ids = await manyDevices(test, { count: 6, modelId, siteId: here, prefix: 'RUN' });
    const run = await plan({ kind: 'state', to: 'retired', reason: 'cycle' }, { ids });
    // Between preview and run, one goes to a student.
    await given.checkedOut(ids[0], (await given.person({ siteId: here })).id);
    const done = await carryOut(run);
    expect(done).toMatchObject({ state: 'done', changed: 5, waiting: 0, undoable: true });
    expect(done.refused).toEqual([expect.objectContaining({ count: 1 })]);
    expect(await entriesOf(run.id)).toEqual(ids.slice(1).map(() => expect.objectContaining({ entries: 1 }) as unknown));
    const back = { to: 'in-stock', reason: 'needed-again' } as const;
    await inventory.states.change(admin, ids[1], back);
    await bulk.runs.undo(admin, run.id);
    const undone = await worked(run.id);
    expect(undone).toMatchObject({ state: 'undone', undone: 4 });
    expect(undone.left).toEqual([{ reason: 'moved-on', words: 'something happened to it since', count: 1 }]);
    const states = await rows(
      'SELECT state, count(*)::int FROM device WHERE id = ANY ($1) GROUP BY state ORDER BY state',
      [ids],
    );
    expect(states).toEqual([
      { state: 'deployed', count: 1 },
      { state: 'in-stock', count: 5 },
    ]);
    expect(await codeOf(bulk.runs.undo(admin, run.id))).toBe('bulk.state-conflict');
  });

  it('is not taken back into a room that was closed since', async () => {
    const ids = await manyDevices(test, { count: 3, modelId, siteId: here, prefix: 'SHUT' });
    const [from, to] = await rows(
      `INSERT INTO room (site_id, code, name) VALUES ($1, 'SHUT-A', 'A'), ($1, 'SHUT-B', 'B') RETURNING id`,
      [here],
    );
    const move = (roomId: unknown, devices: string[]) =>
      plan({ kind: 'move', siteId: here, roomId } as never, { ids: devices });
    await carryOut(await move(from.id, ids.slice(0, 2)));
    const run = await move(to.id, ids);
    await carryOut(run);
    await rows('UPDATE room SET active = false WHERE id = $1', [from.id]);
    await bulk.runs.undo(admin, run.id);
    expect(await worked(run.id)).toMatchObject({
      undone: 1,
      left: [{ reason: 'site-closed', words: 'the site or room is closed', count: 2 }],
    });
  });

  it('edits fields, and gives each device its own back', async () => {
    const ids = await manyDevices(test, { count: 4, modelId, siteId: here, prefix: 'FLD' });
    await rows(`UPDATE device SET program = 'Old', loaner_pool = true WHERE id = $1`, [ids[0]]);
    const source = await inventory.funding.createSource({ code: 'T1', name: 'Title I' });
    const action = {
      kind: 'edit',
      program: 'New',
      loanerPool: false,
      funding: [{ sourceId: source.id, basisPoints: 10_000 }],
    };
    const run = await plan(action as never, { ids });
    expect(run.label).toBe('Set program to New, no loaner pool, funding to Title I');
    await carryOut(run);
    const fields = (): Promise<unknown[]> =>
      rows(
        'SELECT program, loaner_pool, funding_split_id IS NULL AS unfunded FROM device WHERE id = ANY ($1) ORDER BY id',
        [ids],
      );
    expect(await fields()).toEqual(ids.map(() => ({ program: 'New', loaner_pool: false, unfunded: false })));
    await inventory.editing.edit(admin, ids[3], { version: 2, program: 'Later' });
    await bulk.runs.undo(admin, run.id);
    expect(await worked(run.id)).toMatchObject({ undone: 3, left: [{ reason: 'moved-on', count: 1 }] });
    expect(await fields()).toEqual([
      { program: 'Old', loaner_pool: true, unfunded: true },
      { program: null, loaner_pool: false, unfunded: true },
      { program: null, loaner_pool: false, unfunded: true },
      { program: 'Later', loaner_pool: false, unfunded: false },
    ]);
  });

  it('stops when it is cancelled and goes on when it is resumed, with the rights of that moment', async () => {
    const ids = await manyDevices(test, { count: 300, modelId, siteId: here, prefix: 'CAN' });
    const run = await plan({ kind: 'condition', condition: 'C' }, { ids });
    await bulk.runs.start(admin, run.id, 'Worn');
    await bulk.runs.cancel(admin, run.id);
    await bulk.worker.run({ runId: run.id });
    expect(await look(run.id)).toMatchObject({ state: 'cancelled', changed: 0, waiting: 300 });
    await bulk.runs.resume(admin, run.id);
    acting = viewerOf([there], 'device:read', 'device:edit');
    expect(await worked(run.id)).toMatchObject({ state: 'done', changed: 0 });
    expect((await look(run.id)).refused).toEqual([expect.objectContaining({ reason: 'not-permitted', count: 300 })]);
  });

  it('says when it has not moved for a minute, and no longer when it is taken up', async () => {
    const ids = await manyDevices(test, { count: 3, modelId, siteId: here, prefix: 'STL' });
    const run = await plan({ kind: 'condition', condition: 'C' }, { ids });
    const minutesAgo = (minutes: number) =>
      rows(`UPDATE bulk_run SET moved_at = clock_timestamp() - make_interval(mins => $2) WHERE id = $1`, [
        run.id,
        minutes,
      ]);
    await minutesAgo(10);
    expect(await look(run.id)).toMatchObject({ state: 'planned', stalled: false });
    await bulk.runs.start(admin, run.id, undefined);
    expect(await look(run.id)).toMatchObject({ state: 'running', stalled: false });
    await minutesAgo(2);
    expect((await look(run.id)).stalled).toBe(true);
    await bulk.runs.resume(admin, run.id);
    expect((await look(run.id)).stalled).toBe(false);
    await minutesAgo(2);
    expect(await worked(run.id)).toMatchObject({ state: 'done', stalled: false });
    const [{ moved }] = await rows(
      `SELECT moved_at > clock_timestamp() - interval '1 minute' AS moved FROM bulk_run WHERE id = $1`,
      [run.id],
    );
    expect(moved).toBe(true);
    await minutesAgo(2);
    await bulk.runs.undo(admin, run.id);
    expect(await look(run.id)).toMatchObject({ state: 'undoing', stalled: false });
    await minutesAgo(2);
    expect((await look(run.id)).stalled).toBe(true);
  });

  it('killed in the middle leaves each device whole, and the next worker does the rest once', async () => {
    const ids = await manyDevices(test, { count: 600, modelId, siteId: here, prefix: 'KIL' });
    const run = await plan({ kind: 'move', siteId: there, alsoHome: true }, { ids });
    await bulk.runs.start(admin, run.id, 'New school');
    // Somebody holds a device of the second chunk, so that the worker stands in the middle of it.
    const held = await test.database.pool.connect();
    await held.query('BEGIN');
    await held.query('SELECT 1 FROM device WHERE id = $1 FOR UPDATE', [ids[400]]);
    const killed = bulk.worker.run({ runId: run.id }).then(
      () => 'ended',
      () => 'killed',
    );
    try {
      const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`;
      await until(
        () => rows(waiting, [test.name]),
        (found) => found.length === 1,
      );
      await rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        [test.name],
      );
      expect(await killed).toBe('killed');
    } finally {
      await held.query('ROLLBACK');
      held.release();
    }
    const moved = await rows(
      `SELECT count(*)::int AS devices, count(*) FILTER (WHERE d.home_site_id = $2 AND d.location_site_id = $2 AND e.seq = d.last_seq)::int AS whole
       FROM device d JOIN device_event e ON e.device_id = d.id AND e.evidence ->> 'bulkRunId' = $1`,
      [run.id, there],
    );
    expect(moved).toEqual([{ devices: 250, whole: 250 }]);
    expect(await look(run.id)).toMatchObject({ state: 'running', changed: 250, waiting: 350 });
    await bulk.runs.resume(admin, run.id);
    expect(await worked(run.id)).toMatchObject({ state: 'done', changed: 600, waiting: 0 });
    expect(await entriesOf(run.id)).toEqual(ids.map(() => expect.objectContaining({ entries: 1 }) as unknown));
    expect((await verifyLedger(test.database.read)).findings).toEqual([]);
  });
});

it('lists the items of a run in the order of their tags, by filter and by ids', async () => {
  const site = await given.site('ORDER');
  const made = [];
  for (const tag of ['ORD-3', 'ORD-1', 'ORD-2'])
    made.push(await given.device({ modelId, homeSiteId: site, assetTag: tag }));
  for (const selection of [{ query: 'site=ORDER' }, { ids: made.map(({ id }) => id) }]) {
    const run = await plan({ kind: 'condition', condition: 'D' }, selection);
    const { items } = await bulk.views.items(admin, run.id, { limit: 10 });
    expect(items.map(({ tag, position }) => [tag, position])).toEqual([
      ['ORD-1', 1],
      ['ORD-2', 2],
      ['ORD-3', 3],
    ]);
  }
});
