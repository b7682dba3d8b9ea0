import { ENTER, F12, F5, LINE_FEED, PRINT, TAB } from '../support/scanner.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

/** A device that comes back plainly: deployed, nobody on record. */
const deployed = async (tag?: string): Promise<string> =>
  (await app().given.device(app().siteId, { state: 'deployed', tag })).tag;
const inStock = async (tag?: string): Promise<string> => (await app().given.device(app().siteId, { tag })).tag;
const student = async (): Promise<string> => (await app().given.person(app().siteId)).number;

/** Remembers every key that goes down and whether the page kept it from the browser; no shortcut reaches the browser itself. */
const WATCH_KEYS = `
  window.keysSeen = [];
  addEventListener('keydown', (event) => keysSeen.push(event), true);
  addEventListener('keydown', (event) => {
    event.leftAlone = !event.defaultPrevented;
    if (event.ctrlKey || /^F\\d/.test(event.key)) event.preventDefault();
  });`;
const KEYS_SEEN =
  'keysSeen.map((event) => [event.key, event.leftAlone ? "left" : event.defaultPrevented ? "kept" : "?"])';

describe('focus and input', () => {
  it('1: a scan works right after loading', async () => {
    const { scan, view } = await app().desk('in');
    const tag = await deployed();
    await scan(tag);
    expect(await view.answered(tag)).toMatchObject({ class: 'OK', row: 'I1', tag, sync: 'sent' });
  });

  it('2: the field has the focus after loading', async () => {
    const { view } = await app().desk('in');
    expect((await view.now()).focus).toBe('scan-field');
  });

  it('6: after a click on any button the field has the focus and the next scan works', async () => {
    const { page, scan, view } = await app().desk('in');
    await scan(await deployed());
    await view.settled(1);
    await scan('ZZ-UNKNOWN-1');
    const { count } = await view.settled(2);
    await scan(await deployed());
    await view.settled(count + 1);
    const clicks = [
      /^Sound is/,
      /^Sound is/,
      /^Commands and settings$/,
      /^Close/,
      /^c No charger/i,
      /^3 Screen/i,
      /^Later$/,
      /^Done$/,
      /^Undo/,
      /^Look up$/,
      /^Check out$/,
      /^Loaner$/,
      /^1:1$/,
      /^Check in$/,
    ];
    for (const name of clicks) {
      await page.getByRole('button', { name }).first().click();
      const { focus } = await view.now();
      expect({ name, focus }).toEqual({ name, focus: 'scan-field' });
      const code = await deployed();
      await scan(code);
      await view.answered(code);
    }
  });

  it('7: Tab leaves the empty field, Shift+Tab comes back, and a control used by keyboard gives the focus back', async () => {
    const { page, view } = await app().desk('in');
    await page.keyboard.press('Tab');
    expect((await view.now()).focus).not.toBe('scan-field');
    await page.keyboard.press('Shift+Tab');
    expect((await view.now()).focus).toBe('scan-field');
    for (let n = 0; n < 12 && (await view.now()).focus !== 'Commands and settings'; n++)
      await page.keyboard.press('Shift+Tab');
    expect((await view.now()).focus).toBe('Commands and settings');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Commands and settings' }).waitFor();
    await view.until(({ focus }) => focus === 'scan-field');
  });

  it('8: Tab ends a code too, and the focus stays', async () => {
    const { page, view } = await app().desk('in');
    await page.keyboard.type('ABC');
    await page.keyboard.press('Tab');
    expect(await view.answered('ABC')).toMatchObject({ class: 'STOP', row: 'U1' });
    expect(await view.now()).toMatchObject({ focus: 'scan-field', value: '', count: 1 });
  });

  it('9: CR and LF end one code once', async () => {
    const { page, scanner, view } = await app().desk('in');
    await page.evaluate(WATCH_KEYS);
    const tag = await deployed();
    await scanner.burst(tag, ENTER, LINE_FEED);
    await view.answered(tag);
    expect(await view.now()).toMatchObject({ count: 1, value: '' });
    expect((await page.evaluate<string[][]>(KEYS_SEEN)).slice(-2)).toEqual([
      ['Enter', 'kept'],
      ['j', 'kept'],
    ]);
  });

  it.each([
    ['Enter', ENTER],
    ['Tab', TAB],
  ])('10: Enter and %s end one code once, and the focus stays', async (_name, second) => {
    const { scanner, view } = await app().desk('in');
    const tag = await deployed();
    await scanner.burst(tag, ENTER, second);
    const { repeats } = await view.answered(tag);
    expect(repeats).toBe(1);
    expect(await view.now()).toMatchObject({ count: 1, focus: 'scan-field', value: '' });
  });

  it('11: a scan with the focus on "Undo" undoes nothing and is processed once', async () => {
    const { page, scanner, scan, view } = await app().desk('in');
    const [first, second] = [await deployed(), await deployed()];
    await scan(first);
    await view.answered(first);
    await page.getByRole('button', { name: /^Undo/ }).first().focus();
    await scanner.burst(second, ENTER);
    await view.answered(second);
    const { rows, focus } = await view.settled(2);
    expect(rows.map(({ tag, undone, repeats }) => ({ tag, undone, repeats }))).toEqual([
      { tag: second, undone: false, repeats: 1 },
      { tag: first, undone: false, repeats: 1 },
    ]);
    expect(focus).toBe('scan-field');
  });

  it('12: a scan while somebody types elsewhere leaves the text as it was and is processed', async () => {
    const { page, scanner, scan, view } = await app().desk('in');
    app().browser.expectProblem(/401/);
    await page.context().clearCookies();
    await scan(await deployed());
    const note = page.getByLabel('E-mail');
    await note.fill('');
    await page.keyboard.type('scree', { delay: 80 });
    const tag = await deployed();
    await scanner.burst(tag, ENTER);
    const { rows, focus } = await view.settled(2);
    expect(rows[0]).toMatchObject({ code: tag, sync: 'saved' });
    expect(focus).toBe('E-mail');
    await page.keyboard.type('n', { delay: 80 });
    expect(await note.inputValue()).toBe('screen');
  });

  it('13: shortcuts inside a scan do not reach the browser; outside of one they do', async () => {
    const { page, scanner, view } = await app().desk('in');
    await page.evaluate(WATCH_KEYS);
    const tag = await deployed();
    await scanner.burst(tag.slice(0, 5), PRINT, F12, F5, tag.slice(5), ENTER);
    await view.answered(tag);
    await scanner.burst(PRINT);
    await scanner.burst(F12);
    await scanner.burst(F5);
    const special = (await page.evaluate<string[][]>(KEYS_SEEN)).filter(([key]) => ['p', 'F12', 'F5'].includes(key));
    expect(special).toEqual([
      ['p', 'kept'],
      ['F12', 'kept'],
      ['F5', 'kept'],
      ['p', 'left'],
      ['F12', 'left'],
      ['F5', 'left'],
    ]);
  });

  it('15: a page in the background says that it does not listen, and listens again', async () => {
    const { page, view } = await app().desk('in');
    await page.evaluate('document.hasFocus = () => false; window.dispatchEvent(new Event("blur"))');
    const away = await view.until(({ listening }) => listening.includes('NOT LISTENING'));
    expect(away.title).toMatch(/^⚠/);
    await page.evaluate('delete document.hasFocus; window.dispatchEvent(new Event("focus"))');
    const back = await view.until(({ listening }) => listening === 'Listening');
    expect(back.title).not.toMatch(/⚠/);
    expect(back.focus).toBe('scan-field');
  });

  it('16: a second window takes the station; the first says so and sends nothing', async () => {
    const context = await app().context();
    const first = await app().desk('in', context);
    const second = await app().desk('in', context);
    const quiet = await first.view.until(({ listening }) => listening.includes('NOT LISTENING'));
    expect(quiet.title).toMatch(/^⚠/);
    const sent: string[] = [];
    first.page.on('request', (request) => sent.push(request.url()));
    const [one, two] = [await deployed(), await deployed()];
    await first.scan(one);
    await second.scan(two);
    await second.view.answered(two);
    expect(sent).toEqual([]);
    expect((await first.view.now()).count).toBe(0);
    expect(await app().query('SELECT 1 FROM scan_event WHERE raw_code = $1', [one])).toEqual([]);
  });

  it('17: leading zeros may be missing or too many', async () => {
    await inStock('004512');
    const { scan, view } = await app().desk('look');
    for (const code of ['4512', '00004512']) {
      await scan(code);
      const { tag, desk } = await view.answered(code);
      expect(tag).toBe('004512');
      expect(desk.result.text).toContain('matched as 004512');
    }
  });

  it('18: lower case is as good', async () => {
    await inStock('LHS-00A512');
    const { scan, view } = await app().desk('look');
    await scan('lhs-00a512');
    expect(await view.answered('lhs-00a512')).toMatchObject({ class: 'CONTEXT', tag: 'LHS-00A512' });
  });

  it('19: a scan delivered twice in one line is one', async () => {
    await deployed('LHS-004513');
    const { scan, view } = await app().desk('in');
    await scan('LHS-004513LHS-004513');
    expect(await view.answered('LHS-004513LHS-004513')).toMatchObject({ class: 'OK', tag: 'LHS-004513' });
    expect((await view.now()).count).toBe(1);
  });

  it('20: the link on a label is its tag; a foreign link is told to be one and changes nothing', async () => {
    const tag = await inStock('LHS-004514');
    const { scan, view } = await app().desk('out');
    const link = `http://localhost:3000/d/${tag}`;
    await scan(await student());
    await scan(link);
    expect(await view.answered(link)).toMatchObject({ class: 'OK', tag });
    const ledger = await app().query('SELECT count(*) FROM device_event');
    await scan('https://example.org/x');
    const { desk } = await view.answered('https://example.org/x');
    expect(desk.result).toMatchObject({ class: 'STOP', row: 'U4' });
    expect(desk.result.headline).toContain('That is a web link');
    await until(
      () => app().query('SELECT 1 FROM scan_event WHERE raw_code LIKE $1', ['%example.org%']),
      (found) => found.length === 1,
    );
    expect(await app().query('SELECT count(*) FROM device_event')).toEqual(ledger);
  });
});
