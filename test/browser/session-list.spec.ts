import type { Page } from 'playwright-core';
import type { OpenDesk } from '../support/web-app.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

/** What of a row is cut off: its button, its word, its chips. */
const CUT = `[...document.querySelectorAll('[data-testid=scan-row]')].flatMap((row) => {
  const whole = (el, inside) => {
    const [a, b] = [el.getBoundingClientRect(), inside.getBoundingClientRect()];
    return el.scrollWidth <= el.clientWidth + 1 && a.width > 0 && a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  };
  const cells = [...row.querySelectorAll('td, th')];
  const word = cells.find((cell) => cell.matches('td:nth-child(2)'));
  const button = row.querySelector('button');
  return [
    ...(word.scrollWidth > word.clientWidth ? ['word ' + word.innerText] : []),
    ...(button && (button.parentElement.scrollWidth > button.parentElement.clientWidth || !whole(button, row)) ? ['button ' + button.innerText] : []),
    ...[...row.querySelectorAll('[data-pending]:not([data-key=note])')].filter((chip) => !whole(chip, chip.closest('td')) || !whole(chip, row)).map((chip) => 'chip ' + chip.innerText),
  ];
})`;

/** Every class, with the longest words and names that a desk meets. */
async function longDay({ scan, view }: OpenDesk): Promise<void> {
  const { given, siteId, otherSiteId } = app();
  const name: [string, string] = ['Maximiliano-Alejandro', 'Fernández de la Vega Villavicencio'];
  const [long, other] = [await given.person(siteId, { name }), await given.person(siteId, { name: ['Li', 'Yu'] })];
  const [away, plain] = [await given.device(otherSiteId), await given.device(siteId)];
  const stolen = await given.device(siteId, { state: 'stolen' });
  const answered = async (code: string): Promise<void> => {
    await scan(code);
    await view.answered(code);
  };
  await scan('/out');
  await answered(long.number);
  await answered(away.tag);
  await answered(plain.tag);
  await answered(other.number);
  await answered(away.tag);
  await answered(stolen.tag);
  await answered(plain.tag);
  await scan('/u');
  await view.until(({ rows }) => rows.some(({ undone }) => undone));
  await scan('/in');
  await answered(other.number);
  // This one is with somebody else: ▲ with a long text.
  await answered(away.tag);
  for (const key of ['3', '4', '5', 'c']) await scan(key);
  await view.until(({ rows }) => rows.some(({ text }) => /No charger|Sin cargador/.test(text)));
  await scan('/n the hinge is loose and the left corner of the screen has a crack that was there before');
  await view.until(({ rows }) => rows.some(({ text }) => text.includes('the hinge')));
  await answered(away.tag);
  await answered('XX-NOBODY-1');
  await scan('/u');
}

const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

async function nothingIsCut(page: Page, title: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.waitForTimeout(150);
    const folder = process.env.SHOTS;
    for (const scheme of ['light', 'dark'] as const) {
      if (!folder) continue;
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${folder}/${title}-${size}-${scheme}.png`, fullPage: size === 'phone' });
    }
    expect([size, await page.evaluate(CUT)]).toEqual([size, []]);
  }
}

describe('the list of the session cuts off no word, button or chip', () => {
  it.each(['English', 'Español'])('%s', async (language) => {
    const desk = await app().desk('out');
    const { page, scan, view } = desk;
    if (language === 'Español') {
      await scan('/?');
      await page.getByRole('button', { name: language }).click();
      await page.getByRole('button', { name: 'Entregar' }).waitFor();
      await view.ready();
    }
    await longDay(desk);
    await nothingIsCut(page, language);
  });
});
