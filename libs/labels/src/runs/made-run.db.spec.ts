import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given, GivenDevice } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, devicesAt, givenIn, labels, labelsOf, pdfOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let here = '';
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp({ settings: { PUBLIC_URL: 'https://cubby.test.example' } });
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  here = await given.site('LHS');
  clerk = printerAt(await given.account(), [here]);
});
afterAll(() => test.close());

const devices = (count: number): Promise<GivenDevice[]> => devicesAt(given, here, count);

describe('a run that is there', () => {
  it('is printed again in part, from another place, and says of which it is a part', async () => {
    const made = await devices(24);
    const id = await on.creating.create(clerk, labels(here, { source: { ids: made.map((each) => each.id) } }));
    const spans = [
      { from: 17, to: 19 },
      { from: 24, to: 24 },
    ];
    const part = await on.steering.reprint(clerk, id, { spans, startAt: 25, copies: 1 });
    expect(await on.runs.get(clerk, part)).toMatchObject({
      ...{ reprintOf: id, items: 4, startAt: 25, source: { by: 'reprint', positions: '17-19, 24' } },
    });
    const pdf = await pdfOf(on, clerk, part);
    expect((await pdf.codes(1)).map(({ text: code }) => code).sort()).toEqual(
      [16, 17, 18, 23].map((n) => made[n].tag).sort(),
    );
    const beyond = { spans: [{ from: 20, to: 25 }], startAt: 1, copies: 1 };
    expect(await codeOf(on.steering.reprint(clerk, id, beyond))).toBe('request.invalid');
  });

  it('is ticked off label by label: a repeated and a foreign code say so', async () => {
    const [first, second] = await devices(2);
    const id = await on.creating.create(clerk, labels(here, { source: { ids: [first.id, second.id] } }));
    const scan = (code: string) => on.steering.verify(clerk, id, code);
    expect(await scan(first.tag.toLowerCase())).toEqual({
      ...{ result: 'verified', code: first.tag, position: 1, verified: 1, items: 2 },
    });
    expect(await scan(`https://cubby.test.example/d/${first.tag}`)).toMatchObject({ result: 'again', verified: 1 });
    expect(await scan('NO-SUCH')).toMatchObject({ result: 'not-in-run', position: null, code: 'NO-SUCH', verified: 1 });
    const foreign = `https://evil.example/d/${second.tag}`;
    expect(await scan(foreign)).toMatchObject({ result: 'other-address', position: null, code: foreign, verified: 1 });
    const left = await on.runs.items(clerk, id, { verified: false, limit: 10 });
    expect(left.items.map(({ code }) => code)).toEqual([second.tag]);
    const twice = await Promise.all([scan(second.tag), scan(second.tag)]);
    expect(twice.map(({ result }) => result).sort()).toEqual(['again', 'verified']);
    expect((await on.runs.get(clerk, id)).verified).toBe(2);
  });

  it('is voided once; its document is not handed out again', async () => {
    const [{ id: device }] = await devices(1);
    const id = await on.creating.create(clerk, labels(here, { source: { ids: [device] } }));
    await on.voiding.void(clerk, id, 'Printed on the wrong stock');
    expect((await on.runs.get(clerk, id)).voided).toMatchObject({ by: 'K. Ono', reason: 'Printed on the wrong stock' });
    const span = { spans: [{ from: 1, to: 1 }], startAt: 1, copies: 1 };
    expect(await codeOf(on.documents.get(clerk, id))).toBe('label-run.state-conflict');
    expect(await codeOf(on.voiding.void(clerk, id, 'again'))).toBe('label-run.state-conflict');
    expect(await codeOf(on.steering.verify(clerk, id, 'X-1'))).toBe('label-run.state-conflict');
    expect(await codeOf(on.steering.reprint(clerk, id, span))).toBe('label-run.state-conflict');
  });

  it('is a page of the history, newest first', async () => {
    const [{ id: device }] = await devices(1);
    const made = [];
    for (let n = 0; n < 3; n += 1)
      made.push(await on.creating.create(clerk, labels(here, { source: { ids: [device] } })));
    const page = await on.runs.list(clerk, { limit: 2, kind: ['device'], siteId: here });
    expect(page.items.map(({ id }) => id)).toEqual([made[2], made[1]]);
    const next = await on.runs.list(clerk, { limit: 1, after: page.next!, kind: ['device'] });
    expect(next.items.map(({ id }) => id)).toEqual([made[0]]);
    const colleague = printerAt(await given.account(), [here]);
    const theirs = await on.creating.create(colleague, labels(here, { source: { ids: [device] } }));
    const own = async (viewer: Viewer): Promise<string[]> =>
      (await on.runs.list(viewer, { limit: 1, own: true, siteId: here })).items.map(({ id }) => id);
    expect([await own(clerk), await own(colleague)]).toEqual([[made[2]], [theirs]]);
  });

  it('cannot be changed in what its document is made of, nor taken away', async () => {
    const role = test.database.database;
    for (const sql of [
      'UPDATE label_run SET items = items + 1',
      `UPDATE label_item SET code = 'X'`,
      'DELETE FROM label_run',
      'DELETE FROM label_item',
    ])
      await expect(role.transaction((tx) => tx.execute(sql))).rejects.toThrow(/permission denied/);
  });
});
