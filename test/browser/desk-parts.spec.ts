import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const person = (name: [string, string]) => app().given.person(app().siteId, { name });
const tagOf = async (state?: string): Promise<string> => (await app().given.device(app().siteId, { state })).tag;

/** Settings of this browser from before the page opens. */
const withSettings = async (settings: object, viewport?: { width: number; height: number }) => {
  const context = await app().context(viewport && { viewport });
  const write = `localStorage.setItem('cubby.station-settings', '${JSON.stringify(settings)}')`;
  await context.addInitScript(`if (location.protocol !== 'about:') ${write}`);
  return context;
};
const topOf = async (page: Page, testId: string): Promise<number> =>
  (await page.getByTestId(testId).boundingBox())?.y ?? -1;

describe('who is at the desk', () => {
  it('/back returns to the person from before, and back again; there must have been one', async () => {
    const [maya, leo] = [await person(['Maya', 'Rivera']), await person(['Leo', 'Park'])];
    const { scan, view, page } = await app().desk('out');
    await scan('/back');
    await page.getByText('Nobody was at the desk before.').waitFor();
    // Typed ahead of every answer: still the one before.
    await scan(maya.number);
    await scan(leo.number);
    await scan('/back');
    await view.until(({ count, person: id, net }) => count === 3 && id === maya.id && net === 'Online');
    const tag = await tagOf();
    await scan(tag);
    expect((await view.answered(tag)).desk.result.text).toContain('Maya Rivera');
    await scan('/done');
    await view.until(({ person: id }) => id === '');
    await scan('/back');
    const { result } = await view.until(({ person: id }) => id === maya.id);
    expect(result).toMatchObject({ class: 'CONTEXT', headline: 'Maya Rivera' });
  });

  it('53: is asked after ten seconds, and cleared after a ring of twenty that any key stops; nothing moves', async () => {
    const maya = await person(['Maya', 'Rivera']);
    const context = await app().context();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto('/scan/out');
    const { scan, view } = await app().deskOn(page);
    await scan(maya.number);
    await view.until(({ person: id }) => id === maya.id);
    const before = await topOf(page, 'scan-result');
    await page.clock.runFor(11_000);
    await view.until(({ context: words }) => words.includes('Still Maya Rivera?'));
    await page.clock.runFor(32_000);
    expect(await page.getByRole('timer').textContent()).toMatch(/clears in 1\d sany key keeps/);
    expect(await topOf(page, 'scan-result')).toBe(before);
    await page.keyboard.press('Shift');
    await page.getByRole('timer').waitFor({ state: 'detached' });
    expect((await view.now()).person).toBe(maya.id);
    await page.clock.runFor(61_000);
    await view.until(({ person: id }) => id === '');
  });
});

describe('a long name', () => {
  it.each([
    [1366, 768],
    [390, 844],
  ])('at %i × %i stays inside its strip, above the result', async (width, height) => {
    const { number } = await person(['Maximiliana Guadalupe', 'Fernández de la Torre-Villavicencio']);
    const context = await app().context({ viewport: { width, height } });
    const { page, scan, view } = await app().desk('out', context);
    await scan(number);
    await scan(await tagOf());
    const retired = await tagOf('retired');
    await scan(retired);
    await view.answered(retired);
    const seen = await page.evaluate<Record<string, number>>(`(() => {
      const strip = document.querySelector('[data-testid=scan-context]');
      const box = strip.getBoundingClientRect();
      return {
        over: strip.scrollHeight - strip.clientHeight,
        gap: document.querySelector('[data-testid=scan-result]').getBoundingClientRect().top - box.bottom,
        sideways: document.documentElement.scrollWidth - innerWidth,
      };
    })()`);
    expect(seen.over).toBeLessThanOrEqual(0);
    expect(seen.gap).toBeGreaterThan(0);
    expect(seen.sideways).toBe(0);
  });
});

describe('the session', () => {
  it('counts in the line and in the title, and ↑ ↓ choose which row is answered', async () => {
    const [first, second] = [await tagOf('deployed'), await tagOf('deployed')];
    const { page, scan, view } = await app().desk('in');
    await scan(first);
    await scan(second);
    await scan('ZZ-UNKNOWN-7');
    const { title } = await view.settled(3);
    expect(title).toMatch(/^\(1\) Check in – Scan/);
    expect(await page.getByText(/^In 2/).locator('..').innerText()).toMatch(/In 2\s+Out 0\s+Needs attention 1/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await view.until(({ result }) => result.tag === first);
    await page.keyboard.press('ArrowDown');
    await view.until(({ result }) => result.tag === second);
    expect(await page.locator('[data-testid=scan-row][data-chosen=true]').getAttribute('data-tag')).toBe(second);
    await scan('3');
    const { rows } = await view.until(({ rows: found }) => found[1].text.includes('Screen'));
    expect(rows[2].text).not.toContain('Screen');
    expect(await page.locator('[data-testid=scan-row][data-chosen=true]').count()).toBe(0);
  });

  it('lists tag, model and person once each', async () => {
    const maya = await person(['Maya', 'Rivera']);
    const tag = await tagOf();
    const { scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan(tag);
    const { text } = await view.answered(tag);
    expect(text.split(tag)).toHaveLength(3);
    expect(text).toMatch(/→ Maya Rivera · due .*Acer Chromebook \d+/);
  });

  it('41, 42: keeps two hundred scans, only those in sight in the document, and the times of each', async () => {
    const { page, view } = await app().desk('look');
    for (let n = 0; n < 200; n++) {
      await page.keyboard.insertText(`LONG-${1000 + n}`);
      await page.keyboard.press('Enter');
    }
    await view.until(({ net }) => net === 'Online', 120_000);
    const { rows, attention } = await view.settled(200);
    expect(attention).toBe(200);
    expect(rows.length).toBeLessThanOrEqual(60);
    expect(rows[0].code).toBe('LONG-1199');
    const marks = await page.evaluate<Record<string, number>>(
      `__ux.marks.reduce((counts, { name }) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {})`,
    );
    expect(marks).toMatchObject({ enter: 200, row: 200, result: 200 });
  }, 180_000);
});

describe('the sheet of commands', () => {
  it('opens beside the work while the field keeps the focus; Esc closes it and drops nobody', async () => {
    const maya = await person(['Maya', 'Rivera']);
    const { page, scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan('/?');
    const sheet = page.getByRole('complementary', { name: 'Commands and settings' });
    await sheet.waitFor();
    expect((await view.now()).focus).toBe('scan-field');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await view.until(({ person: id }) => id === maya.id);
  });
});

describe('scanners that differ', () => {
  it('one without a suffix: silence ends its code once the setting says so, and never what a person types', async () => {
    const desk = await app().desk('in', await withSettings({ noSuffix: true }));
    const tag = await tagOf('deployed');
    await desk.scanner.burst(tag);
    expect(await desk.view.answered(tag)).toMatchObject({ class: 'OK' });
    await desk.page.keyboard.type('4512', { delay: 120 });
    await desk.page.waitForTimeout(600);
    expect(await desk.view.now()).toMatchObject({ value: '4512', count: 1 });
  });

  it('waits for the end of a code by default', async () => {
    const { scanner, view, page } = await app().desk('in');
    await scanner.burst('LHS-991');
    await page.waitForTimeout(600);
    expect(await view.now()).toMatchObject({ value: 'LHS-991', count: 0 });
  });

  it('one that delivers a scan twice in one line is told of', async () => {
    const tag = await tagOf('deployed');
    const { scan, view, page } = await app().desk('in');
    await scan(tag + tag);
    expect(await view.answered(tag + tag)).toMatchObject({ class: 'OK', tag });
    await page.getByText('The scanner sent this code twice in one line').waitFor();
  });

  it('one at a phone keeps the keyboard off the glass until it is asked for', async () => {
    const { page, view } = await app().desk(
      'in',
      await withSettings({ screenKeyboard: false }, { width: 390, height: 844 }),
    );
    const field = page.getByTestId('scan-field');
    expect(await field.getAttribute('inputmode')).toBe('none');
    // A field that the station draws anew while it opens has to be asked once more.
    const asked = async (): Promise<string | null> => {
      await page.getByRole('button', { name: 'Keyboard' }).click();
      return field.getAttribute('inputmode');
    };
    await until(asked, (mode) => mode === 'text');
    expect((await view.now()).focus).toBe('scan-field');
  });
});

describe('52: small screens and large buttons', () => {
  it.each([
    [320, 640, {}],
    [390, 844, { gloves: true }],
    [1366, 768, { gloves: true }],
  ])(
    '%i × %i %j: field, result and last row in sight, nothing sideways, nothing too small to press',
    async (width, height, settings) => {
      const { page, scan, view } = await app().desk('in', await withSettings(settings, { width, height }));
      const tag = await tagOf('retired');
      await scan(tag);
      await view.answered(tag);
      const seen = await page.evaluate<Record<string, number>>(`(() => {
      const topOf = (id) => document.querySelector('[data-testid=' + id + ']').getBoundingClientRect().top;
      const pressed = [...document.querySelectorAll('button, a')].filter((one) => one.offsetParent && !one.closest('p'));
      return {
        sideways: document.documentElement.scrollWidth - innerWidth,
        field: topOf('scan-field'), result: topOf('scan-result'), row: topOf('scan-row'), height: innerHeight,
        least: Math.min(...pressed.map((one) => one.getBoundingClientRect().height)),
      };
    })()`);
      expect(seen.sideways).toBe(0);
      for (const part of ['field', 'result', 'row']) expect(seen[part]).toBeLessThan(seen.height - 20);
      expect(seen.least).toBeGreaterThanOrEqual('gloves' in settings ? 64 : 44);
    },
  );
});
