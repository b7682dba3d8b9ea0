import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const openLoan = async (deviceId: string): Promise<Record<string, unknown> | undefined> =>
  (
    await app().query(
      `SELECT person_id, type, due_on::text, due_at FROM loan WHERE device_id = $1 AND returned_at IS NULL`,
      [deviceId],
    )
  ).at(0);

/** In two to three weeks: a day on which the school opens. */
function nextWednesday() {
  const day = new Date(Date.now() + 14 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((3 - day.getUTCDay() + 7) % 7));
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()];
  const short = day.toLocaleDateString('en-US', { month: 'short', timeZone: 'UTC' });
  return { month, date, words: `${date} ${short}`, day: day.toISOString().slice(0, 10) };
}

describe('the due chip', () => {
  it('is set by /d or a card, shows what it does, stays from person to person, and goes by its ×', async () => {
    const [maya, leo] = [await app().given.person(app().siteId), await app().given.person(app().siteId)];
    const [first, second] = [await app().given.device(app().siteId), await app().given.device(app().siteId)];
    const { page, scan, view } = await app().desk('out');
    const chip = page.locator('[data-chip=due]');
    const due = nextWednesday();
    await scan(`/d ${due.month}-${due.date}`);
    expect(await chip.innerText()).toContain(`Due Wed ${due.words}`);
    await scan(maya.number);
    await scan(first.tag);
    const given = await view.answered(first.tag);
    expect(given.row).toBe('O10');
    expect(given.text).toContain(due.words);
    expect(await openLoan(first.id)).toMatchObject({
      person_id: maya.id,
      due_on: due.day,
    });
    await scan('CMD-DUE-3');
    expect(await chip.innerText()).toBe('Due in 3 school days');
    await page.reload();
    await view.ready();
    expect(await chip.innerText()).toBe('Due in 3 school days');
    await chip.getByRole('button').click();
    await chip.waitFor({ state: 'detached' });
    expect((await view.now()).focus).toBe('scan-field');
    await scan(leo.number);
    await scan(second.tag);
    await view.answered(second.tag);
    const [{ ends }] = await app().query<{ ends: string }>('SELECT ends_on::text AS ends FROM school_year');
    expect(await openLoan(second.id)).toMatchObject({ person_id: leo.id, due_on: ends });
  });

  it('begins in the field at a press, and what is not understood says how it is written', async () => {
    const { page, view } = await app().desk('out');
    await page.getByRole('button', { name: 'Due', exact: true }).click();
    expect(await view.now()).toMatchObject({ value: '/d ', focus: 'scan-field' });
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await page.getByText('Due when? /d 3').waitFor();
    expect(await page.locator('[data-chip=due]').count()).toBe(0);
  });

  it('kinds of loan: in school ends with the day', async () => {
    const maya = await app().given.person(app().siteId);
    const { id, tag } = await app().given.device(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await page.getByRole('button', { name: 'In school', exact: true }).click();
    await scan(maya.number);
    await scan(tag);
    await view.answered(tag);
    const loan = await openLoan(id);
    expect(loan).toMatchObject({ type: 'in-school' });
    expect(loan?.due_at).not.toBeNull();
  });
});

describe('pair 1:1', () => {
  it('24: the next device waits for the next person; /pair again ends it', async () => {
    const [maya, leo] = [await app().given.person(app().siteId), await app().given.person(app().siteId)];
    const [first, second] = [await app().given.device(app().siteId), await app().given.device(app().siteId)];
    const { page, scan, view } = await app().desk('out');
    await scan('/pair');
    expect(await page.locator('[data-chip=pair]').innerText()).toMatch(/^Pair 1:1/);
    await scan(maya.number);
    await scan(first.tag);
    await scan(second.tag);
    const waiting = await view.answered(second.tag);
    expect(waiting).toMatchObject({ row: 'O11', class: 'CONTEXT' });
    expect(waiting.desk.person).toBe('');
    expect(await openLoan(second.id)).toBeUndefined();
    expect(await openLoan(first.id)).toMatchObject({ person_id: maya.id });
    await scan(leo.number);
    await view.until(({ result }) => result.row === 'O4');
    expect(await openLoan(second.id)).toMatchObject({ person_id: leo.id });
    await scan('/pair');
    expect(await page.locator('[data-chip=pair]').count()).toBe(0);
  });
});

describe('loaners', () => {
  it('/loan refuses what is not in the pool; the × of the chip lends anything for the day', async () => {
    const maya = await app().given.person(app().siteId);
    const { id, tag } = await app().given.device(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await scan('/loan');
    await scan(maya.number);
    await scan(tag);
    expect(await view.answered(tag)).toMatchObject({ row: 'O23', class: 'STOP' });
    await page.locator('[data-chip=loaners]').getByRole('button').click();
    await scan(tag);
    await view.until(({ result }) => result.row === 'O10');
    expect(await openLoan(id)).toMatchObject({ type: 'daily', person_id: maya.id });
    // One word for it, at the desk and on the pages.
    expect((await view.now()).result.text).toContain('Checked out');
    for (const path of [`/devices/${id}`, `/people/${maya.id}`]) {
      await page.goto(path);
      await page.getByRole('main').getByText('Checked out', { exact: true }).first().waitFor();
    }
  });
});

describe('amnesty', () => {
  it('/free marks the returns until its × is pressed', async () => {
    const [first, second] = [
      await app().given.device(app().siteId, { state: 'deployed' }),
      await app().given.device(app().siteId),
    ];
    const maya = await app().given.person(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan(second.tag);
    await scan('/in');
    await scan('/free');
    await scan(second.tag);
    await view.until(({ result }) => result.tag === second.tag && result.headline.startsWith('CHECKED IN'));
    const [loan] = await app().query('SELECT amnesty FROM loan WHERE device_id = $1', [second.id]);
    expect(loan).toEqual({ amnesty: true });
    await page.locator('[data-chip=amnesty]').getByRole('button').click();
    await scan(first.tag);
    expect((await view.answered(first.tag)).row).toBe('I1');
    expect(await page.locator('[data-chip=amnesty]').count()).toBe(0);
  });
});

describe('back-dating', () => {
  it('39: frames the field, says the day above it, dates the entries, and ends with the session', async () => {
    const registeredAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
    const { id, tag } = await app().given.device(app().siteId, { state: 'deployed', registeredAt });
    const moved = await app().given.device(app().siteId, { state: 'deployed' });
    const [{ day, typed }] = await app().query<{ day: string; typed: string }>(
      `SELECT d::text AS day, to_char(d, 'FMMM-FMDD') AS typed FROM (SELECT (directory_day(clock_timestamp()) - 3) AS d) x`,
    );
    const { page, scan, view } = await app().desk('in');
    const frame = (): Promise<string> =>
      page.evaluate<string>(
        'getComputedStyle(document.querySelector("[data-testid=scan-field]").closest("[data-back-dated]")).borderTopColor',
      );
    const plain = await frame();
    await scan(`/date ${typed}`);
    const above = page.getByTestId('back-date');
    await above.waitFor();
    expect(await above.innerText()).toContain(day.slice(0, 4));
    expect(await page.locator('[data-chip=back-date]').innerText()).toMatch(/^Back-dated to \w{3} \d+ \w{3}/);
    expect(await frame()).not.toBe(plain);
    const [banner, field] = [await above.boundingBox(), await page.getByTestId('scan-field').boundingBox()];
    expect(banner!.y + banner!.height).toBeLessThanOrEqual(field!.y);
    await scan(tag);
    expect((await view.answered(tag)).row).toBe('I1');
    const entry = `SELECT directory_day(occurred_at)::text AS day FROM device_event WHERE device_id = $1 ORDER BY seq DESC LIMIT 1`;
    expect(await app().query(entry, [id])).toEqual([{ day }]);
    // Known since today only: it cannot have come back three days ago.
    await scan(moved.tag);
    const refused = await view.answered(moved.tag);
    expect(refused).toMatchObject({ row: 'DATE-NO', class: 'STOP' });
    expect(refused.text).toContain('NOT CHECKED IN – it moved on');
    await page.reload();
    await view.ready();
    await above.waitFor();
    await scan('/done');
    await page.getByRole('form', { name: 'End this session?' }).waitFor();
    await scan('/done');
    await page.getByRole('heading', { name: 'Session ended' }).waitFor();
    await page.keyboard.press('Enter');
    await view.ready();
    await view.until(({ count }) => count === 0);
    expect(await above.count()).toBe(0);
    expect(await page.locator('[data-chip]').count()).toBe(0);
  });
});

describe('two who had swapped their devices', () => {
  it('E4: x after both returns lends each what they really have; one undo takes it back', async () => {
    const { given, siteId } = app();
    const maya = await given.person(siteId);
    const luis = await given.person(siteId, { name: ['Luis', 'Rivera'] });
    const [hers, his] = [await given.device(siteId), await given.device(siteId)];
    const desk2 = await app().otherDesk();
    for (const code of [maya.number, hers.tag, luis.number, his.tag]) await desk2.scan('out', code);
    const { page, scan, view } = await app().desk('in');
    await scan(luis.number);
    await scan(hers.tag);
    const others = await view.answered(hers.tag);
    expect(others.rows).toContain('I4');
    expect(await page.getByRole('button', { name: 'They had swapped' }).count()).toBe(0);
    await scan(his.tag);
    await view.answered(his.tag);
    await page.getByRole('button', { name: 'They had swapped' }).first().waitFor();
    await scan('x');
    const { result } = await view.until((desk) => desk.result.row === 'E4');
    expect(result).toMatchObject({ class: 'CHECK', headline: 'SWAPPED – each keeps the other’s device' });
    expect(result.text).toContain(`${hers.tag} → Luis Rivera`);
    expect(await openLoan(hers.id)).toMatchObject({ person_id: luis.id });
    expect(await openLoan(his.id)).toMatchObject({ person_id: maya.id });
    await scan('/u');
    await view.until((desk) => desk.result.row === 'UNDO');
    expect([await openLoan(hers.id), await openLoan(his.id)]).toEqual([undefined, undefined]);
  });
});

it('on a Chromebook’s panel result, answers and newest row stay in sight under every chip of Check in', async () => {
  const { given, siteId } = app();
  const person = await given.person(siteId);
  const devices = [await given.device(siteId), await given.device(siteId)];
  const out = await app().otherDesk('Hand-out');
  await out.scan('out', person.number);
  await out.scan('out', devices[0].tag);
  const { page, scan, view } = await app().desk('in');
  await page.setViewportSize({ width: 1366, height: 768 });
  await scan('/free');
  const lowest = async (): Promise<number> => {
    const result = page.getByTestId('scan-result');
    const parts = [result, ...(await result.getByRole('button').all()), page.getByTestId('scan-row').first()];
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    return Math.max(...boxes.map((box) => (box ? box.y + box.height : Infinity)));
  };
  await scan(devices[0].tag);
  await view.answered(devices[0].tag);
  const yesterday = new Date(Date.now() - 26 * 3_600_000);
  await scan(`/date ${yesterday.getUTCMonth() + 1}-${yesterday.getUTCDate()}`);
  await page.locator('[data-chip=back-date]').waitFor();
  expect(await page.locator('[data-chip=amnesty], [data-chip=back-date]').count()).toBe(2);
  expect(await lowest()).toBeLessThanOrEqual(768);
  await scan('/batch');
  await scan(devices[1].tag);
  await view.answered(devices[1].tag);
  expect(await lowest()).toBeLessThanOrEqual(768);
  expect(
    await page.evaluate(
      "(() => { const main = document.querySelector('main'); return main.scrollHeight - main.clientHeight; })()",
    ),
  ).toBe(0);
});
