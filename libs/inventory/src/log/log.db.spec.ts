import { AdminLog, AccessLog, identityOn, LogReader } from '@app/identity';
import { newId } from '@app/kernel';
import { ExportLists, Viewer } from '@app/platform';
import type { SiteScope } from '@app/platform';
import { useInventory } from '../inventory.test-support.js';
import { deviceLogSql } from './device-log.sql.js';
import type { LogEntryDto, LogQueryDto } from './log.dto.js';
import { LogService } from './log.service.js';

const { test, given } = useInventory();
const lists = new ExportLists();
let log: LogService;
let reader: Viewer;
let deviceId: string;
beforeAll(async () => {
  await given.district();
  const { facade } = identityOn(test.database);
  log = new LogService(test.database, new LogReader(test.database), facade, lists);
  reader = readerAt('all');
  const device = await given.device({});
  deviceId = device.id;
  await given.record({ deviceId, type: 'condition-reported', after: { condition: 'C' } });
  await given.record({ deviceId, type: 'reversed', reversesSeq: 2, after: {} } as never);
  await test.database.transaction((tx) =>
    new AdminLog().record(tx, {
      viewer: reader,
      action: 'model.edited',
      subjectKind: 'model',
      subjectId: newId(),
      before: { a: 1 },
      after: { a: 2 },
    }),
  );
  await new AccessLog(test.database).record(test.database.read, {
    viewer: reader,
    action: 'person.viewed',
    personId: newId(),
  });
});

const readerAt = (scope: SiteScope, ...permissions: string[]): Viewer =>
  new Viewer(
    newId(),
    'reader',
    new Map(
      (permissions.length > 0 ? permissions : ['ledger:verify', 'admin-log:read', 'access-log:read']).map((code) => [
        code,
        scope,
      ]),
    ),
  );
const read = async (query: Partial<LogQueryDto> = {}, viewer = reader): Promise<LogEntryDto[]> => {
  const items: LogEntryDto[] = [];
  for (let after: string | undefined; ;) {
    const page = await log.list(viewer, { limit: 2, ...query, ...(after && { after }) });
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
};
const actions = (entries: LogEntryDto[]): string[] => entries.map(({ action }) => action);

describe('the one log', () => {
  it('has the three logs in one order, page by page, each entry once', async () => {
    const all = await read();
    const mine = all.filter(({ subjectId, source }) => source !== 'device' || subjectId === deviceId);
    expect(actions(mine).slice(0, 5)).toEqual([
      'person.viewed',
      'model.edited',
      'reversed',
      'condition-reported',
      'registered',
    ]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(await read({ limit: 200 })).toEqual(all);
    expect([...all].sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ at }) => at)).toEqual(all.map(({ at }) => at));
  });

  it('shows of a device its tag, old and new; of a person nothing but the id', async () => {
    const [entry] = await read({ action: 'condition-reported' });
    expect(entry).toMatchObject({ subjectKind: 'device', subjectId: deviceId, after: { condition: 'C' } });
    expect(entry.subjectLabel).not.toBeNull();
    const [look] = await read({ source: ['access'] });
    expect(look).toMatchObject({ subjectKind: 'person', subjectLabel: null, before: null });
  });

  it('is narrowed by what is asked for', async () => {
    expect(actions(await read({ view: 'undos' }))).toEqual(['reversed']);
    expect(actions(await read({ view: 'overrides' }))).toEqual([]);
    expect(actions(await read({ subjectId: deviceId }))).toEqual(['reversed', 'condition-reported', 'registered']);
    expect(actions(await read({ accountId: reader.accountId! }))).toEqual(['person.viewed', 'model.edited']);
    expect(await read({ to: '2020-01-01' })).toEqual([]);
    expect(await read({ from: '2020-01-01' })).toEqual(await read());
    expect(await read({ siteId: newId() })).toEqual([]);
  });

  it('shows each part to whoever may read it, for the sites where they may', async () => {
    const sources = async (viewer: Viewer) => [...new Set((await read({}, viewer)).map(({ source }) => source))];
    expect(await sources(readerAt('all', 'admin-log:read'))).toEqual(['admin']);
    expect(await sources(readerAt('all', 'access-log:read'))).toEqual(['access']);
    expect(await sources(readerAt([newId()]))).toEqual([]);
    expect(await sources(readerAt('all', 'device:read'))).toEqual([]);
  });

  it('has an export as what it is: a part of its own, the list by its name, and nobody', async () => {
    lists.register({ list: 'sites', title: { en: 'Sites', es: 'Escuelas' } } as never);
    const entry = { viewer: reader, action: 'list.exported', rowCount: 1, detail: { list: 'sites' } };
    await new AccessLog(test.database).record(test.database.read, entry);
    expect(await read({ source: ['export'] })).toMatchObject([
      { source: 'export', subjectKind: 'export', subjectId: null, subjectLabel: 'Sites' },
    ]);
    expect(actions(await read({ source: ['access'] }))).toEqual(['person.viewed']);
    expect(actions(await read({ source: ['access', 'export'] }))).toEqual(['list.exported', 'person.viewed']);
    expect(await read({ source: ['export'] }, readerAt('all', 'admin-log:read'))).toEqual([]);
  });

  it('refuses a place that is none of its own', async () => {
    await expect(log.list(reader, { limit: 2, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('each leading filter of the ledger has an index that ends in the time', () => {
  const nothing = { account: false, type: false, device: false, site: false };
  it.each([
    ['nothing', {}, 'ix_device_event_recorded'],
    ['an account', { account: true }, 'ix_device_event_account'],
    ['a site', { site: true }, 'ix_device_event_site'],
    ['a rare type', { type: true }, 'ix_device_event_rare'],
    ['undos', { view: 'undos' as const }, 'ix_device_event_rare'],
    ['overrides', { view: 'overrides' as const }, 'ix_device_event_override'],
  ])('%s', async (_, facts, index) => {
    const sql = deviceLogSql({ ...nothing, ...facts });
    const bound = ['2026-11-26T00:00:00Z', 'd', null, null];
    const filters = [
      'account' in facts ? newId() : null,
      'type' in facts ? 'reported-missing' : null,
      null,
      'site' in facts ? newId() : null,
    ];
    const plan = await test.database.transaction(async (tx) => {
      // A dozen rows are read faster at once than by any index: only whether one serves is asked here.
      await tx.execute('SET LOCAL enable_seqscan = off');
      await tx.execute('SET LOCAL enable_bitmapscan = off');
      await tx.execute('SET LOCAL enable_sort = off');
      return tx.query<Record<string, string>>(`EXPLAIN ${sql}`, [...bound, ...filters, null, 101]);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(`using ${index} `);
  });
});
