import { newId } from '@app/kernel';
import { queryOf, Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import { loanConditions } from './loan-conditions.js';
import type { LoansPageDto } from './loan.dto.js';
import { LoansQuery } from './loan.dto.js';
import { LoansListService } from './loans-list.service.js';

let test: TestApp;
let given: Given;
let list: LoansListService;
let [home, other] = ['', ''];
const everywhere = Viewer.system('test');
const viewerOf = (...rights: [string, 'all' | string[]][]): Viewer => new Viewer(newId(), 'test', new Map(rights));
const ask = (query: Partial<LoansQuery> = {}, viewer = everywhere): Promise<LoansPageDto> =>
  list.list(viewer, { limit: 50, ...query });
const tagsOf = ({ items }: LoansPageDto): (string | null)[] => items.map(({ device }) => device.tag);
const shown = async (query: Partial<LoansQuery>, viewer?: Viewer): Promise<(string | null)[]> =>
  tagsOf(await ask(query, viewer));

interface Lent {
  tag: string;
  site?: string;
  holder?: object;
  out: string;
  back?: string;
  dueOn?: string;
  type?: string;
}

/** Out and, unless it stays out, in again: as the desk's SQL does it. */
async function lent({ tag, site = home, holder, out, back, dueOn, type = 'one-to-one' }: Lent): Promise<void> {
  const { id: deviceId } = await given.device(site, { tag, registeredAt: '2022-01-01T00:00:00Z' });
  const borrower = holder ?? { personId: (await given.person(site)).id };
  const [key, held] = Object.entries(borrower)[0] as [string, string];
  const column = { personId: 'holder_person_id', roomId: 'holder_room_id', cartId: 'holder_cart_id' }[key]!;
  const custody = { personId: 'student', roomId: 'room', cartId: 'cart' }[key]!;
  await test.database.database.transaction(async (tx) => {
    const record = async (kind: string, occurredAt: string, after: object): Promise<number> => {
      const events = JSON.stringify([{ deviceId, type: kind, source: 'test', occurredAt, after }]);
      const [{ e }] = await tx.query<{ e: { seq: number }[] }>('SELECT inventory_record_events($1::jsonb) AS e', [
        events,
      ]);
      return e[0].seq;
    };
    const slot = key === 'cartId' ? { cart_slot: 1 } : {};
    const seq = await record('checked-out', out, { state: 'deployed', custody, [column]: held, ...slot });
    const open = { deviceId, ...borrower, type, siteId: site, seq, loanedAt: out, dueOn };
    const [{ id }] = await tx.query<{ id: string }>('SELECT circulation_open_loan($1::jsonb) AS id', [
      JSON.stringify(open),
    ]);
    if (!back) return;
    const none = key === 'cartId' ? { cart_slot: null } : {};
    const closed = await record('checked-in', back, { state: 'in-stock', custody: 'none', [column]: null, ...none });
    await tx.query('SELECT circulation_close_loan($1::jsonb)', [
      JSON.stringify({ loanId: id, seq: closed, returnedAt: back, how: 'returned' }),
    ]);
  });
}

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  [home, other] = [await given.site('LHS'), await given.site('WHS')];
  list = test.get(LoansListService);
  const staff = await given.person(home, { kind: 'staff', name: ['Ana', 'Wu'] });
  await lent({ tag: 'A-BACK', out: '2023-09-01T16:00:00Z', back: '2024-05-30T16:00:00Z' });
  await lent({ tag: 'B-LATE', out: '2024-09-01T16:00:00Z', dueOn: '2025-06-01' });
  await lent({ tag: 'C-OUT', out: '2025-09-01T16:00:00Z', dueOn: '2199-06-01', holder: { personId: staff.id } });
  await lent({ tag: 'D-OTHER', site: other, out: '2025-10-01T16:00:00Z', type: 'daily', dueOn: '2199-01-01' });
  await lent({ tag: 'E-ROOM', out: '2025-11-01T16:00:00Z', holder: { roomId: await given.room(home) } });
  await lent({ tag: 'F-CART', out: '2025-11-02T16:00:00Z', holder: { cartId: await given.cart(home) } });
}, 120_000);
afterAll(() => test.close());

it('shows the last handed out first, and says which is over and which overdue', async () => {
  const page = await ask();
  expect(tagsOf(page)).toEqual(['F-CART', 'E-ROOM', 'D-OTHER', 'C-OUT', 'B-LATE', 'A-BACK']);
  expect(page.total).toEqual({ count: 6, capped: false });
  const [late, back] = page.items.slice(-2);
  expect(late).toMatchObject({ overdue: true, returnedAt: null, closedAs: null, dueOn: '2025-06-01' });
  expect(back).toMatchObject({ overdue: false, closedAs: 'returned' });
  expect(Date.parse(back.returnedAt!)).toBe(Date.parse('2024-05-30T16:00:00Z'));
});

it.each<[Partial<LoansQuery>, string]>([
  [{ state: ['out'] }, 'F-CART E-ROOM D-OTHER C-OUT B-LATE'],
  [{ state: ['overdue'] }, 'B-LATE'],
  [{ state: ['over'] }, 'A-BACK'],
  [{ state: ['overdue', 'over'] }, 'B-LATE A-BACK'],
  [{ type: ['daily'] }, 'D-OTHER'],
  [{ type: ['daily', 'summer'] }, 'D-OTHER'],
  [{ holder: ['staff'] }, 'C-OUT'],
  [{ holder: ['student'] }, 'D-OTHER B-LATE A-BACK'],
  [{ holder: ['room', 'cart'] }, 'F-CART E-ROOM'],
  [{ site: ['WHS'] }, 'D-OTHER'],
  [{ site: ['LHS', 'WHS'], state: ['over'] }, 'A-BACK'],
  // The school year in which A went home; what was out before and after it is not of it.
  [{ from: '2023-08-01', until: '2024-07-31' }, 'A-BACK'],
  [{ from: '2024-08-01', until: '2025-07-31' }, 'B-LATE'],
  // The day of the return and the day of the loan count, in the district's zone.
  [{ from: '2024-05-30', until: '2024-06-30' }, 'A-BACK'],
  [{ from: '2024-05-31', until: '2024-06-30' }, ''],
  [{ until: '2023-09-01' }, 'A-BACK'],
  [{ until: '2023-08-31' }, ''],
])('%j', async (query, tags) => {
  const page = await ask(query);
  expect(tagsOf(page).join(' ')).toBe(tags);
  expect(page.total!.count).toBe(page.items.length);
});

it.each([
  'from=2025-07-31&until=2025-08-01',
  'from=2025-08-01&until=2025-08-01',
  'from=2025-08-01',
  'until=2025-08-01',
])('takes %s', async (text) => expect(await queryOf(LoansQuery, text)).toBeInstanceOf(LoansQuery));

it('refuses days that end before they begin, and names the field', () =>
  expect(queryOf(LoansQuery, 'from=2025-08-01&until=2025-07-31')).rejects.toMatchObject({
    ...{ status: 400, errors: [{ field: 'until', message: 'must not be before `from`' }] },
  }));

it('goes on where the page before ended, with loans of one instant', async () => {
  for (const tag of ['G-1', 'G-2', 'G-3'])
    await lent({ tag, out: '2024-01-15T16:00:00.123456Z', back: '2024-01-16T16:00:00Z' });
  const all = await shown({});
  const walked: (string | null)[] = [];
  for (let after: string | undefined; ;) {
    const { items, next, total } = await ask({ after, limit: 2 });
    expect(total === null).toBe(after !== undefined);
    walked.push(...items.map(({ device }) => device.tag));
    if (next === null) break;
    after = next;
  }
  expect(walked).toEqual(all);
  expect(new Set(walked).size).toBe(9);
});

it('keeps a clerk to the own school, and says nothing of another', async () => {
  const clerk = viewerOf(['device:read', [other]], ['person:read', [other]]);
  expect(await shown({}, clerk)).toEqual(['D-OTHER']);
  await expect(ask({ site: ['LHS'] }, clerk)).rejects.toMatchObject({ code: 'site.not-found' });
  expect(await shown({}, viewerOf(['person:read', 'all']))).toEqual([]);
});

it('names people to whoever sees them, and says to others only what they are', async () => {
  const named = async (viewer: Viewer): Promise<string[]> =>
    (await ask({ holder: ['staff', 'student'], state: ['out'] }, viewer)).items.map(({ borrower }) => borrower.display);
  expect(await named(everywhere)).toEqual(['Maya Rivera', 'Ana Wu', 'Maya Rivera']);
  expect(await named(viewerOf(['device:read', 'all']))).toEqual(['a student', 'a staff member', 'a student']);
  expect(await named(viewerOf(['device:read', 'all'], ['person:read', [home]]))).toEqual([
    ...['M. R.', 'Ana Wu', 'Maya Rivera'],
  ]);
});

it.each(['x', 'W10', 'WyJhIl0', 'WzAsMCwwXQ'])('refuses the cursor %s', async (after) => {
  await expect(ask({ after })).rejects.toMatchObject({ code: 'request.invalid' });
});

it.each<[string, () => Parameters<typeof loanConditions>[0], string]>([
  ['of the district', () => ({}), 'ix_loan_out'],
  ['of a site', () => ({ sites: [home] }), 'ix_loan_site_out'],
  ['of those out since before a day', () => ({ state: ['out'], before: '2024-07-01T07:00:00Z' }), 'ix_loan_open_out'],
  ['before a day, of a site', () => ({ sites: [home], before: '2024-07-01T07:00:00Z' }), 'ix_loan_site_out'],
])('reads a page %s in the order of an index, at any depth', async (_name, filter, index) => {
  const { where, values } = loanConditions(filter());
  const at = values.length;
  const plan = await test.database.database.transaction(async (tx) => {
    // A handful of loans is sorted sooner than looked up.
    await tx.execute('SET LOCAL enable_seqscan = off');
    await tx.execute('SET LOCAL enable_sort = off');
    return tx.query<Record<string, string>>(
      `EXPLAIN SELECT l.id FROM loan l WHERE ${where} AND (l.loaned_at, l.id) < ($${at + 1}::timestamptz, $${at + 2}::uuid)
       ORDER BY l.loaned_at DESC, l.id DESC LIMIT 51`,
      [...values, '2024-01-15T16:00:00Z', newId()],
    );
  });
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toContain(`Index Scan Backward using ${index}`);
  expect(text).toMatch(/Index Cond: .*ROW\(loaned_at, id\) </);
  expect(text).not.toContain('Sort');
});
