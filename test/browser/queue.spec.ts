import type { Page } from 'playwright-core';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

/** Devices that come back plainly. */
async function deployed(count: number): Promise<string[]> {
  const modelId = await app().given.model();
  const tags: string[] = [];
  for (let n = 0; n < count; n++)
    tags.push((await app().given.device(app().siteId, { state: 'deployed', modelId })).tag);
  return tags;
}

/** Holds the requests of the scan route back; each call of what this gives lets one go. */
async function holdScans(page: Page): Promise<() => void> {
  const held: (() => void)[] = [];
  let free = 0;
  await page.route('**/api/v1/scan-events', async (route) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => held.push(resolve));
    await route.continue().catch(() => undefined);
  });
  return () => {
    const next = held.shift();
    if (next) next();
    else free += 1;
  };
}

/** Looks at the field all the time: who has the focus, and whether it can be typed into. */
const WATCH_FIELD = `
  window.fieldSeen = { looks: 0, strangers: [], locked: [] };
  const field = document.querySelector('[data-testid=scan-field]');
  const look = (why) => {
    fieldSeen.looks += 1;
    if (field.disabled || field.readOnly || !field.isConnected) fieldSeen.locked.push(why);
    if (document.activeElement !== field) fieldSeen.strangers.push(document.activeElement.outerHTML.slice(0, 80));
  };
  new MutationObserver(() => look('change')).observe(document.body, { subtree: true, attributes: true, childList: true });
  setInterval(() => look('time'), 100);`;

interface FieldSeen {
  looks: number;
  strangers: string[];
  locked: string[];
}
const fieldSeen = (page: Page): Promise<FieldSeen> => page.evaluate<FieldSeen>('fieldSeen');

const scannedOf = (tags: string[]): Promise<string[]> =>
  app()
    .query<{ raw_code: string }>('SELECT raw_code FROM scan_event WHERE raw_code = ANY($1) ORDER BY session_id, seq', [
      tags,
    ])
    .then((rows) => rows.map(({ raw_code }) => raw_code));

describe('nothing is lost, nothing overtakes', () => {
  it('3: thirty devices by keys only: the focus never leaves the field, thirty rows in order', async () => {
    const tags = await deployed(30);
    const { page, scan, view } = await app().desk('in');
    await page.evaluate(WATCH_FIELD);
    for (const tag of tags) await scan(tag);
    await view.settled(30, 30_000);
    const { looks, strangers } = await fieldSeen(page);
    expect(strangers).toEqual([]);
    expect(looks).toBeGreaterThan(30);
    expect((await view.allRows()).map(({ tag }) => tag)).toEqual([...tags].reverse());
    expect(await scannedOf(tags)).toEqual(tags);
  });

  it('4: ten codes without a pause between Enter and the next key: ten rows in order, the field empty', async () => {
    const tags = await deployed(10);
    const { page, view } = await app().desk('in');
    const keys = tags.flatMap((tag) => [...tag, 'Enter']);
    await Promise.all(keys.map((key) => page.keyboard.press(key)));
    const desk = await view.settled(10);
    expect(desk.value).toBe('');
    expect((await view.allRows()).map(({ tag }) => tag)).toEqual([...tags].reverse());
    expect(await scannedOf(tags)).toEqual(tags);
  });

  it('5: with a slow server the field is empty after each Enter, five rows stand at once, five answers come in order', async () => {
    const tags = await deployed(5);
    const { page, scan, view } = await app().desk('in');
    const letOneGo = await holdScans(page);
    for (const [n, tag] of tags.entries()) {
      await scan(tag);
      expect(await view.now()).toMatchObject({ value: '', count: n + 1, focus: 'scan-field' });
    }
    expect((await view.now()).rows.map(({ code }) => code)).toEqual([...tags].reverse());
    for (const [n, tag] of tags.entries()) {
      letOneGo();
      const { rows } = await view.until(({ result }) => result.tag === tag && result.sync === 'sent');
      expect(rows.filter(({ sync }) => sync === 'sent').map(({ code }) => code)).toEqual(
        tags.slice(0, n + 1).reverse(),
      );
    }
    expect((await view.now()).rows.every((row) => row.class === 'OK')).toBe(true);
  });

  it('14: the field can be typed into at every moment, with a quick server and a slow one', async () => {
    const tags = await deployed(12);
    const { page, scan, view } = await app().desk('in');
    await page.evaluate(WATCH_FIELD);
    for (const tag of tags.slice(0, 6)) await scan(tag);
    await view.settled(6);
    const letOneGo = await holdScans(page);
    for (const tag of tags.slice(6)) {
      await scan(tag);
      // The answer to the one before, so that there is always one on its way.
      if (tag !== tags[6]) letOneGo();
    }
    letOneGo();
    await view.settled(12, 30_000);
    const { looks, locked } = await fieldSeen(page);
    expect(locked).toEqual([]);
    expect(looks).toBeGreaterThan(12);
  });
});
