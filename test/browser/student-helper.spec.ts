import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'student-helper' });

describe('a student helper', () => {
  it('40: lends loaners and nothing else, under short names, and undoes nobody else’s work', async () => {
    const { given, siteId } = app();
    const maya = await given.person(siteId, { name: ['Maya', 'Rivera'] });
    const leo = await given.person(siteId, { name: ['Leo', 'Park'] });
    const [plain, loaner] = [await given.device(siteId), await given.device(siteId, { loanerPool: true })];
    const { page, scan, view } = await app().desk('out');
    expect(await page.locator('[data-chip=loaners]').innerText()).toBe('Loaners only');
    expect(await page.getByRole('group', { name: 'Mode' }).getByRole('button').allTextContents()).toEqual([
      'Check out',
      'Check in',
    ]);
    expect(await page.getByRole('group', { name: 'Kind of loan' }).count()).toBe(0);
    await scan(maya.number);
    await scan(plain.tag);
    const refused = await view.answered(plain.tag);
    expect(refused).toMatchObject({ row: 'O23', class: 'STOP' });
    expect(refused.desk.context).toContain('Maya R.');
    await scan(loaner.tag);
    expect((await view.answered(loaner.tag)).row).toBe('O10');
    // Another desk's work, known by its id.
    const desk2 = await app().otherDesk();
    await desk2.scan('out', leo.number);
    const theirs = await desk2.scan('out', plain.tag);
    expect(theirs.row).toBe('O10');
    const undo = await page.evaluate<{ row: string; class: string }>(`(async () => {
      const station = JSON.parse(localStorage.getItem('cubby.station'));
      const { newId } = { newId: () => crypto.randomUUID().replace(/^(.{14})./, '$17') };
      const response = await fetch('/api/v1/scan-events', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          id: newId(), stationId: station.id, sessionId: newId(), seq: 1, mode: 'out', act: { kind: 'undo', scanId: '${theirs.id}' },
          context: { personId: null, roomId: null, heldDeviceIds: [], loanType: 'daily' },
          occurredAt: new Date().toISOString(), source: 'page',
        }),
      });
      return response.json();
    })()`);
    expect(undo).toMatchObject({ row: 'UNDO-NO', class: 'STOP' });
    const [{ state }] = await app().query<{ state: string }>('SELECT state FROM device WHERE id = $1', [plain.id]);
    expect(state).toBe('deployed');
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/Rivera|\$|fee/i);
  });

  it('sees no menu, and is told in words that there is nothing beside the station', async () => {
    const page = await (await app().context()).newPage();
    app().browser.expectProblem(/403|No permission/);
    for (const path of ['/', '/sites', '/notices', '/standards', '/search']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'Your role does not include pages beside the scan station' }).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByRole('searchbox').count()).toBe(0);
    }
    await page.getByRole('link', { name: 'Go to the scan station' }).click();
    await page.waitForURL(/\/scan\//);
    await page.goto('/account/password');
    await page
      .getByLabel(/password/i)
      .first()
      .waitFor();
  });

  it('reaches the station and no record', async () => {
    const { id } = await app().given.device(app().siteId);
    const page = await (await app().context()).newPage();
    for (const path of ['/devices', `/devices/${id}`, '/people', '/search']) {
      await page.goto(path);
      await page
        .getByText(/^Your role does not include/)
        .first()
        .waitFor();
    }
    expect(await page.getByRole('search').count()).toBe(0);
  });
});
