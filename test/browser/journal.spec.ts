import { ORIGIN } from '../support/sign-in.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

async function deployed(count: number): Promise<string[]> {
  const tags: string[] = [];
  for (let n = 0; n < count; n++) tags.push((await app().given.device(app().siteId, { state: 'deployed' })).tag);
  return tags;
}

/** What the server kept of these codes: one line for each scan, in the desk's order, with its check-ins. */
const kept = (tags: string[]): Promise<{ code: string; sessionId: string; checkIns: number }[]> =>
  app().query(
    `SELECT s.raw_code AS code, s.session_id AS "sessionId",
            (SELECT count(*)::integer FROM device_event e WHERE e.device_id = s.device_id AND e.type = 'checked-in') AS "checkIns"
     FROM scan_event s WHERE s.raw_code = ANY($1) ORDER BY s.seq`,
    [tags],
  );
const once = (tags: string[]) => tags.map((code) => expect.objectContaining({ code, checkIns: 1 }) as unknown);

const SCANS = '**/api/v1/scan-events';

/** How many scans stand in the browser's own journal: what a tab that dies leaves behind. */
const JOURNALED = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('cubby-station');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction('entry').objectStore('entry').count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
    counting.onerror = () => reject(counting.error);
  };
})`;

describe('a scan outlives what happens to the page and the line', () => {
  it('55: the tab dies while it sends; opened again, nothing is missing and nothing is double', async () => {
    const tags = await deployed(5);
    const context = await app().context();
    const first = await app().desk('in', context);
    let reached = 0;
    await first.page.route(SCANS, async (route) => {
      // The server does its work, but the page never hears of it.
      await route.fetch({ url: route.request().url().replace(ORIGIN, app().server.url) });
      reached += 1;
    });
    for (const tag of tags) await first.scan(tag);
    await until(
      () => Promise.resolve(reached),
      (count) => count === 1,
    );
    expect(await kept(tags)).toHaveLength(1);
    await until(
      () => first.page.evaluate<number>(JOURNALED),
      (count) => count >= tags.length,
    );
    await first.page.close({ runBeforeUnload: false });

    const again = await app().desk('in', context);
    const desk = await again.view.until(({ rows }) => rows.length === 5 && rows.every(({ sync }) => sync === 'sent'));
    expect(desk.rows.map(({ code, sync }) => ({ code, sync }))).toEqual(
      [...tags].reverse().map((code) => ({ code, sync: 'sent' })),
    );
    expect(await kept(tags)).toEqual(once(tags));
  });

  it('56: three failures of the server, then an answer: one event', async () => {
    app().browser.expectProblem(/500/);
    const [tag] = await deployed(1);
    const { page, scan, view } = await app().desk('in');
    const bodies: (string | null)[] = [];
    await page.route(SCANS, async (route) => {
      bodies.push(route.request().postData());
      if (bodies.length <= 3)
        await route.fulfill({ status: 500, json: { status: 500, code: 'internal', title: 'no' } });
      else await route.continue();
    });
    await scan(tag);
    await view.until(({ rows }) => rows[0]?.class === 'SAVED');
    await until(
      async () => {
        // The network says that it is back: the station need not wait for its own next try.
        await page.evaluate('window.dispatchEvent(new Event("online"))');
        return view.now();
      },
      ({ rows }) => rows[0].sync === 'sent',
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies).toHaveLength(4);
    expect(await kept([tag])).toEqual(once([tag]));
    expect(await view.now()).toMatchObject({ count: 1, result: { class: 'OK', tag } });
  });

  it('57: the session ends while scanning: a strip asks to sign in, scanning goes on, then all is sent', async () => {
    app().browser.expectProblem(/401/);
    const tags = await deployed(5);
    const { page, scan, view } = await app().desk('in');
    await scan(tags[0]);
    await view.answered(tags[0]);
    await page.context().clearCookies();
    for (const tag of tags.slice(1)) await scan(tag);
    const waiting = await view.until(({ rows }) => rows.filter(({ sync }) => sync === 'saved').length === 4);
    expect(waiting).toMatchObject({ count: 5, focus: 'scan-field', result: { class: 'SAVED' } });
    expect(waiting.net).toContain('4 saved here');
    const strip = page.getByRole('form', { name: 'Sign in again' });
    expect(await strip.innerText()).toContain('Sign in to send: 4.');
    await strip.getByLabel('Password').fill(app().account.password);
    await strip.getByRole('button', { name: 'Sign in' }).click();
    const sent = await view.until(({ rows }) => rows.length === 5 && rows.every(({ sync }) => sync === 'sent'));
    expect(sent.focus).toBe('scan-field');
    expect(await strip.count()).toBe(0);
    const scans = await kept(tags);
    expect(scans).toEqual(once(tags));
    expect(new Set(scans.map(({ sessionId }) => sessionId)).size).toBe(1);
  });
});
