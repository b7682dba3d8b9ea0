import type { Page } from 'playwright-core';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const person = (name: [string, string]) => app().given.person(app().siteId, { name });
const device = (state?: string) => app().given.device(app().siteId, { state });
const stationOf = (page: Page): Promise<string> =>
  page.evaluate<string>(`JSON.parse(localStorage.getItem('cubby.station')).id`);

const SIZES = `(() => {
  const size = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
  const bottom = (selector) => document.querySelector(selector).getBoundingClientRect().bottom;
  return {
    headline: size('[data-testid=scan-result] h2'),
    line: size('[data-testid=scan-result] p'),
    tag: size('[data-testid=scan-result] p .mono'),
    name: size('[data-testid=scan-context] > p'),
    lowest: Math.max(bottom('[data-testid=scan-result]'), bottom('[data-testid=scan-row]')),
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
})()`;

describe('the kiosk layout', () => {
  it('is asked for in the address, remembered, and readable at two metres on the commonest panel', async () => {
    const maya = await person(['Maya', 'Rivera']);
    const context = await app().context();
    const page = await context.newPage();
    await page.goto('/scan/out?big=1');
    const { scan, view } = await app().deskOn(page);
    await scan(maya.number);
    const { tag } = await device();
    await scan(tag);
    await view.answered(tag);
    expect(await page.evaluate(SIZES)).toMatchObject({ headline: 88, line: 40, tag: 56, name: 64, sideways: 0 });
    expect((await page.evaluate<{ lowest: number }>(SIZES)).lowest).toBeLessThanOrEqual(768);
    for (let n = 0; n < 3; n++) {
      const { tag: retired } = await device('retired');
      await scan(retired);
      await view.answered(retired);
    }
    expect(await page.getByTestId('scan-row').count()).toBe(3);
    await page.goto('/scan/in');
    await view.ready();
    expect(await page.locator('[data-big=true]').count()).toBe(1);
    await page.goto('/scan/in?big=0');
    await view.ready();
    expect(await page.locator('[data-big=true]').count()).toBe(0);
  });
});

describe('the screen that faces the person', () => {
  it('thanks by first name and initial, asks for patience, and never tells why', async () => {
    const maya = await person(['Maya', 'Rivera']);
    const [{ tag }, { tag: retired }] = [await device(), await device('retired')];
    const context = await app().context();
    const { page, scan, view } = await app().desk('out', context);
    const screen = await context.newPage();
    await screen.goto(`/scan/display?station=${await stationOf(page)}`);
    await page.bringToFront();
    const says = (text: RegExp) => screen.getByTestId('display').filter({ hasText: text }).waitFor();
    await says(/^Please have your ID/);
    await scan(maya.number);
    await says(/^Hello, Maya R\.$/);
    await scan(tag);
    await says(/^Maya R\. – Acer Chromebook \d+ is yours to use$/);
    await scan(retired);
    await view.answered(retired);
    await says(/^One moment, please$/);
    await scan('/in');
    await scan(tag);
    await says(/^Thanks, Maya R\. – Acer Chromebook \d+ returned$/);
    const shown = await screen.locator('body').innerText();
    expect(shown).not.toMatch(/Rivera|retired|NOT/);
    expect(
      await screen.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)`),
    ).toBeGreaterThanOrEqual(88);

    // One that is opened later hears the last word again; another desk's hears nothing.
    const late = await context.newPage();
    await late.goto(`/scan/display?station=${await stationOf(page)}`);
    await late.getByText(/^Thanks, Maya R\./).waitFor();
    await late.goto('/scan/display?station=another');
    await late.getByText(/^Please have your ID/).waitFor();
  });
});

describe('51: every class without its colour', () => {
  it.each(['forced colours', 'deuteranopia'])('in %s has its word and its icon', async (how) => {
    const [{ tag }, { tag: retired }] = [await device('deployed'), await device('retired')];
    const { page, scan, view } = await app().desk('in');
    if (how === 'forced colours') await page.emulateMedia({ forcedColors: 'active' });
    else {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' });
    }
    const looks: string[] = [];
    for (const code of [tag, retired, 'NO-SUCH-CODE', tag]) {
      await page.waitForTimeout(code === tag && looks.length > 0 ? 1_600 : 0);
      await scan(code);
      await view.settled(looks.length + 1);
      const result = page.getByTestId('scan-result');
      const [word, icon] = [result.getByRole('heading'), result.locator('svg').first()];
      expect([await word.isVisible(), await icon.isVisible()]).toEqual([true, true]);
      looks.push(`${await word.innerText()} ${(await icon.getAttribute('class')) ?? ''}`);
    }
    expect(new Set(looks).size).toBe(4);
  });
});
