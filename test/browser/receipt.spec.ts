import type { BrowserContext } from 'playwright-core';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

interface Printed {
  text: string;
  lang: string;
  paper: string;
  width: number;
  over: number;
  /** Of the last page rule. */
  page: string;
  framed: boolean;
}

/** The printer: what it got is kept, and it is done when the test says so. */
const PRINTER = `window.print = () => {
  const { body } = document;
  const paper = body.querySelector('[lang]');
  top.printed = {
    text: body.innerText, lang: paper.lang, paper: body.dataset.paper,
    width: Math.round(body.getBoundingClientRect().width), over: paper.scrollWidth - paper.clientWidth, framed: top !== window,
    page: [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).findLast((rule) => rule instanceof CSSPageRule).style.size,
  };
  top.afterPrint = () => window.dispatchEvent(new Event('afterprint'));
};`;

async function withPrinter(settings: object): Promise<BrowserContext> {
  const context = await app().context();
  await context.addInitScript(PRINTER);
  await context.addInitScript(
    `if (location.protocol !== 'about:') localStorage.setItem('cubby.station-settings', '${JSON.stringify(settings)}')`,
  );
  return context;
}

const printedOn = async (page: { evaluate: <T>(text: string) => Promise<T> }): Promise<Printed> =>
  until(
    () => page.evaluate<Printed | null>('window.printed ?? null'),
    (printed): printed is Printed => printed !== null,
  ) as Promise<Printed>;

it('76: /p prints what the person took, on a roll without the shell; afterwards the field has the focus', async () => {
  const { id, number } = await app().given.person(app().siteId, { name: ['Maya', 'Rivera'] });
  await app().server.database.asSuperuser(`UPDATE person SET language = 'es' WHERE id = $1`, [id]);
  const { tag } = await app().given.device(app().siteId);
  const { page, scan, view } = await app().desk('out', await withPrinter({ paper: 'roll' }));
  await scan(number);
  await scan(tag);
  await view.answered(tag);
  await scan('/p');
  const printed = await printedOn(page);
  expect(printed).toMatchObject({ lang: 'es', paper: 'roll', over: 0, framed: true });
  expect(printed.width).toBeLessThanOrEqual(Math.ceil((72 / 25.4) * 96));
  expect(printed.page).toMatch(/^72mm \d{2,3}mm$/);
  for (const said of ['Test Unified', 'LHS School', 'Entregado · Maya Rivera', `…${number.slice(-3)}`, tag, 'Firma'])
    expect(printed.text).toContain(said);
  expect(printed.text).not.toMatch(/Check out|Listening|\$/);
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate('window.afterPrint()');
  await view.until(({ focus }) => focus === 'scan-field');
  await until(
    () => page.locator('iframe').count(),
    (frames) => frames === 0,
  );
});

it('X10: without a printer the clerk is told, and nothing is printed', async () => {
  const { number } = await app().given.person(app().siteId);
  const { tag } = await app().given.device(app().siteId);
  const { page, scan, view } = await app().desk('out', await withPrinter({ printer: 'none' }));
  await scan('/p');
  await view.until(({ result }) => result.headline === 'Nothing to print');
  await scan(number);
  await scan(tag);
  await view.answered(tag);
  await scan('/p');
  const { result } = await view.until(({ result: shown }) => shown.headline === 'Not printed');
  expect(result).toMatchObject({ row: 'X10', class: 'CHECK' });
  expect(await page.evaluate('window.printed ?? null')).toBeNull();
});

it('always prints at /done, where printing was proved to ask nothing; elsewhere it is not offered', async () => {
  const { number } = await app().given.person(app().siteId);
  const { tag } = await app().given.device(app().siteId);
  const { page, scan, view } = await app().desk('out', await withPrinter({ receipts: 'always', printer: 'silent' }));
  await scan(number);
  await scan(tag);
  await view.answered(tag);
  await scan('/done');
  expect((await printedOn(page)).text).toContain(tag);
  await scan('/?');
  const choices = page.getByRole('group', { name: 'Receipts' }).getByRole('button');
  expect(await choices.allTextContents()).toEqual(['Never', 'When asked for', 'Always']);

  const other = await app().desk('out', await withPrinter({ printer: 'browser' }));
  await other.scan('/?');
  expect(await other.page.getByRole('group', { name: 'Receipts' }).getByRole('button').allTextContents()).toEqual([
    'Never',
    'When asked for',
  ]);
});
