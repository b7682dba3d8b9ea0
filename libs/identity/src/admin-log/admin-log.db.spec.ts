import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { SiteScope } from '@app/platform';
import { useIdentity } from '../identity.test-support.js';
import { AdminLog } from './admin-log.js';
import { AdminLogReader } from './admin-log.reader.js';

const { test, identity } = useIdentity();
let reader: AdminLogReader;
const log = new AdminLog();
beforeAll(() => {
  reader = new AdminLogReader(test.database);
});

const auditor = (scope: SiteScope = 'all') => new Viewer(newId(), 'auditor', new Map([['admin-log:read', scope]]));
const record = (
  subjectKind: 'site' | 'room' | 'account',
  subjectId: string,
  after: object,
  viewer = Viewer.system('test'),
) =>
  test.database.transaction((tx) =>
    log.record(tx, { viewer, action: `${subjectKind}.edited`, subjectKind, subjectId, before: { name: 'old' }, after }),
  );

describe('the log of administration', () => {
  it('answers what was done to a record and what an account did, old and new, newest first', async () => {
    const [siteId, roomId] = [newId(), newId()];
    const { id, displayName } = await identity.account();
    const admin = new Viewer(id, displayName, new Map());
    for (const name of ['A', 'B', 'C']) await record('site', siteId, { name }, admin);
    await record('room', roomId, { name: 'R', siteId });

    const first = await reader.list(auditor(), { subjectKind: 'site', subjectId: siteId, limit: 2 });
    expect(first.items).toMatchObject([
      { action: 'site.edited', accountId: id, accountName: displayName, before: { name: 'old' }, after: { name: 'C' } },
      { after: { name: 'B' } },
    ]);
    const rest = await reader.list(auditor(), { subjectKind: 'site', subjectId: siteId, limit: 2, after: first.next! });
    expect(rest).toMatchObject({ items: [{ after: { name: 'A' } }], next: null });
    expect((await reader.list(auditor(), { accountId: id, limit: 9 })).items).toHaveLength(3);
    expect((await reader.list(auditor(), { limit: 1 })).items).toMatchObject([{ subjectId: roomId, accountId: null }]);
  });

  it('shows a reader of some sites what was done there, and nothing of the district', async () => {
    const [own, other] = [newId(), newId()];
    await record('site', own, { name: 'own' });
    await record('site', other, { name: 'other' });
    await record('room', newId(), { name: 'own room', siteId: own });
    await record('room', newId(), { name: 'other room', siteId: other });
    await record('account', own, { name: 'an account' });
    const names = (await reader.list(auditor([own]), { limit: 50 })).items.map(({ after }) => after?.['name']);
    expect(names).toEqual(['own room', 'own']);
    expect((await reader.list(auditor([]), { limit: 50 })).items).toEqual([]);
  });

  it('refuses a cursor that is none of its own', async () => {
    await expect(reader.list(auditor(), { limit: 5, after: 'x' })).rejects.toThrow();
  });
});
