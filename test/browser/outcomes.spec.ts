import type { ScanMode } from '@app/scan-engine';
import { accountAs } from '../support/sign-in.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

// Alarms reach people through a job.
const app = useWebApp({ settings: { ROLE: 'all' } });

/** Whatever a refused scan must leave alone. */
async function facts(): Promise<unknown> {
  return app().query(`
    SELECT (SELECT count(*) FROM device_event) AS events,
           (SELECT md5(coalesce(string_agg(l::text, '' ORDER BY l.id), '')) FROM loan l) AS loans,
           (SELECT md5(string_agg(d::text, '' ORDER BY d.id)) FROM device d) AS devices,
           (SELECT count(*) FROM condition_report) AS reports`);
}

describe('rows of class STOP and ALARM', () => {
  /** Row id, mode, what stands there before the scan, the headline. */
  const refused: [string, ScanMode, () => Promise<string[]>, RegExp][] = [
    ['O5', 'out', async () => [await withdrawn()], /^NOT SET – withdrawn/],
    ['O14', 'out', () => lentThenAskedFor(), /^NOT CHECKED OUT – with /],
    ['O15', 'out', async () => [await student(), await device(), await device()], /^NOT CHECKED OUT – .* has 1 of 1$/],
    ['O17', 'out', async () => [await student(), await device('in-repair')], /^NOT CHECKED OUT – in repair$/],
    ['O17', 'out', async () => [await student(), await damaged()], /^NOT CHECKED OUT – damaged$/],
    ['O20', 'out', async () => [await student(), await device('stolen')], /^KEEP THIS DEVICE – reported stolen$/],
    ['O21', 'out', async () => [await student(), await device('retired')], /^NOT CHECKED OUT – retired$/],
    ['O21', 'out', async () => [await student(), await inLot()], /^NOT CHECKED OUT – /],
    ['I7', 'in', async () => [await device('stolen')], /^KEEP THIS DEVICE – reported stolen$/],
    ['I10', 'in', async () => [await device('disposed')], /^NOT CHECKED IN – disposed /],
    ['L1', 'look', async () => [await device('stolen')], /^KEEP THIS DEVICE – reported stolen$/],
    ['U1', 'in', () => Promise.resolve(['4711999']), /^NOT FOUND$/],
    ['U1', 'out', () => Promise.resolve(['5CD45183S7']), /^NOT FOUND$/],
    ['U4', 'in', () => Promise.resolve(['https://example.org/d/X']), /^That is a web link, not a device$/],
    ['U5', 'in', () => Promise.resolve(['7Q']), /^TOO SHORT – scan again$/],
    ['U6', 'in', () => Promise.resolve(['LHS§004512']), /^UNREADABLE – scan again$/],
    ['UNDO-NO', 'in', () => Promise.resolve(['/u']), /^NOT UNDONE – nothing to undo$/],
  ];

  it.each(refused)('22: %s in %s says so and changes nothing', async (row, mode, arrange, headline) => {
    const codes = await arrange();
    const { scan, view } = await app().desk(mode);
    for (const code of codes.slice(0, -1)) {
      await scan(code);
      await view.answered(code);
    }
    const before = await facts();
    await scan(codes.at(-1)!);
    const { result } = await view.until((desk) => desk.result.row === row && desk.result.sync === 'sent');
    expect(result.class).toMatch(/^(STOP|ALARM)$/);
    expect(result.headline).toMatch(headline);
    expect(result.headline).not.toMatch(/^(CHECKED|FOUND|RECEIVED|UNDONE)/);
    expect(await facts()).toEqual(before);
  });
});

describe('outcomes', () => {
  it('35: a finding becomes a chip on the row it is about, while the next device is scanned; no dialog ever opens', async () => {
    const { page, scan, view } = await app().desk('in');
    await page.evaluate(`window.dialogs = 0; new MutationObserver(() => {
      if (document.querySelector('[role=dialog], dialog')) window.dialogs += 1;
    }).observe(document.body, { childList: true, subtree: true, attributes: true })`);
    const [first, second] = [await device('deployed'), await device('deployed')];
    await scan(first);
    await scan('3');
    await scan(second);
    const { rows } = await view.settled(2);
    expect(rows.map(({ code }) => code)).toEqual([second, first]);
    expect(rows[1].text).toContain('Screen');
    expect(rows[0].text).not.toContain('Screen');
    expect(await page.evaluate('window.dialogs')).toBe(0);
    expect(
      await app().query(
        `SELECT d.asset_tag AS tag FROM condition_report c JOIN device d ON d.id = c.device_id WHERE d.asset_tag = ANY ($1)`,
        [[first, second]],
      ),
    ).toEqual([{ tag: first }]);
  });

  it('23: person then device, and device then person, lend the same way', async () => {
    const lend = async (first: string, second: string): Promise<unknown> => {
      const { scan, view } = await app().desk('out');
      await scan(first);
      await view.answered(first);
      await scan(second);
      const { class: outcome, desk } = await view.answered(second);
      return { outcome, headline: desk.result.headline };
    };
    const [maya, leo] = [await app().given.person(app().siteId), await app().given.person(app().siteId)];
    const [one, two] = [await app().given.device(app().siteId), await app().given.device(app().siteId)];
    expect(await lend(maya.number, one.tag)).toEqual({ outcome: 'OK', headline: 'CHECKED OUT' });
    expect(await lend(two.tag, leo.number)).toEqual({ outcome: 'OK', headline: 'CHECKED OUT' });
    const loans = await app().query(
      `SELECT device_id, person_id, type, due_on::text, returned_at FROM loan WHERE person_id = ANY($1) ORDER BY opened_seq, loaned_at`,
      [[maya.id, leo.id]],
    );
    expect(loans).toEqual([
      { ...loans[0], device_id: one.id, person_id: maya.id, returned_at: null },
      { ...loans[0], device_id: two.id, person_id: leo.id, returned_at: null },
    ]);
  });

  it('26: an ambiguous code offers a choice; another device instead leaves it in "Needs attention"', async () => {
    const { number } = await app().given.person(app().siteId, { number: '7000123' });
    const shared = await app().given.device(app().siteId, { serial: number, state: 'deployed' });
    const other = await device('deployed');
    const { page, scan, view } = await app().desk('in');
    await scan(number);
    const first = await view.answered(number);
    expect(first.desk.result).toMatchObject({ row: 'A1', class: 'STOP', headline: 'WHICH ONE?' });
    expect(first.desk.result.text).toContain(shared.tag);
    await scan(other);
    const { desk } = await view.answered(other);
    expect(desk).toMatchObject({ count: 2, attention: 1, focus: 'scan-field' });
    expect(desk.rows[0]).toMatchObject({ class: 'OK', tag: other });
    expect(await app().query('SELECT 1 FROM device_event WHERE device_id = $1', [shared.id])).toHaveLength(1);

    // What waits can still be answered, there.
    await page.getByTestId('attention-row').getByRole('button', { name: shared.tag }).click();
    await view.until(({ attention, result }) => attention === 0 && result.tag === shared.tag);
  });

  it.each<ScanMode>(['out', 'in', 'look'])('27: a stolen device in %s is kept, and somebody is told', async (mode) => {
    const admin = await accountAs(app().server.database.database, 'it-admin', null);
    const { id, tag } = await app().given.device(app().siteId, { state: 'stolen' });
    const { scan, view } = await app().desk(mode);
    if (mode === 'out') await scan(await student());
    await scan(tag);
    const { desk } = await view.answered(tag);
    expect(desk.result.class).toBe('ALARM');
    expect(await app().query('SELECT state, holder_person_id, holder_room_id FROM device WHERE id = $1', [id])).toEqual(
      [{ state: 'stolen', holder_person_id: null, holder_room_id: null }],
    );
    await until(
      () => app().query('SELECT kind FROM notice WHERE device_id = $1 AND account_id = $2', [id, admin.id]),
      (notices) => notices.length === 1,
      { within: 30_000 },
    );
  });

  it('28: a bouncing trigger is one event and counted; after two seconds it is "already"', async () => {
    const { id, tag } = await app().given.device(app().siteId, { state: 'deployed' });
    const { page, scan, view } = await app().desk('in');
    for (let n = 0; n < 3; n++) await scan(tag);
    const { rows } = await view.until(({ rows: [row] }) => row?.repeats === 3 && row.sync === 'sent');
    expect(rows).toHaveLength(1);
    expect(rows[0].text).toContain('×3');
    await page.waitForTimeout(2_000);
    await scan(tag);
    const again = await view.until(({ count, result }) => count === 2 && result.class === 'AGAIN');
    expect(again.result.headline).toBe('ALREADY IN');
    expect(
      await app().query(`SELECT 1 FROM device_event WHERE device_id = $1 AND type = 'checked-in'`, [id]),
    ).toHaveLength(1);
    expect(await app().query('SELECT 1 FROM scan_event WHERE device_id = $1', [id])).toHaveLength(2);
  });
});

async function student(): Promise<string> {
  return (await app().given.person(app().siteId)).number;
}
async function withdrawn(): Promise<string> {
  return (await app().given.person(app().siteId, { withdrawnOn: '2026-01-15' })).number;
}
async function device(state?: string): Promise<string> {
  return (await app().given.device(app().siteId, { state })).tag;
}
async function damaged(): Promise<string> {
  return (await app().given.device(app().siteId, { holds: ['damaged'] })).tag;
}
async function inLot(): Promise<string> {
  const { id, tag } = await app().given.device(app().siteId, { state: 'retired' });
  await app().given.deviceEvent(id, 'state-changed', { state: 'in-ewaste-lot' });
  return tag;
}
/** One student gets the device, the next one is to get it too. */
async function lentThenAskedFor(): Promise<string[]> {
  const tag = await device();
  return [await student(), tag, await student(), tag];
}
