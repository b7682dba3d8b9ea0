import type { OpenDesk } from '../support/web-app.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

// Registering devices is the district's work, not the clerk's.
const app = useWebApp({ role: 'it-admin' });

let model: { id: string; name: string };
beforeAll(async () => {
  const id = await app().given.model();
  const [{ name }] = await app().query<{ name: string }>('SELECT name FROM model WHERE id = $1', [id]);
  model = { id, name: `Acer ${name}` };
});

const student = async (): Promise<string> => (await app().given.person(app().siteId)).number;
const found = (serial: string) =>
  app().query(
    `SELECT d.asset_tag, d.serial, d.state, m.maker || ' ' || m.name AS model, s.code AS site
       FROM device d JOIN model m ON m.id = d.model_id JOIN site s ON s.id = d.home_site_id WHERE d.serial = $1`,
    [serial],
  );

/** As a person types: no burst. */
const type = ({ page }: OpenDesk, text: string): Promise<void> => page.keyboard.type(text, { delay: 70 });

/** Scans the unknown code and opens the panel, with keys only. */
async function open(desk: OpenDesk, code: string): Promise<void> {
  await desk.scan(code);
  const { desk: seen } = await desk.view.answered(code);
  expect(seen.result).toMatchObject({ row: 'U2', class: 'STOP', headline: 'NOT FOUND – n = add' });
  await desk.scan('n');
  await desk.view.until(({ focus }) => focus === 'Model');
}

/** In the panel: the model by a part of its name. */
async function chooseModel(desk: OpenDesk): Promise<void> {
  await type(desk, model.name.slice(5).toLowerCase());
  await desk.page.getByRole('option', { name: model.name, exact: true }).waitFor();
  await desk.page.keyboard.press('Enter');
  await until(
    () => desk.page.getByRole('combobox').inputValue(),
    (value) => value === model.name,
  );
}

/** The server registers the device, but its first answer never arrives. */
const LOSE_ONE_ANSWER = `{
  const really = fetch;
  let lost = false;
  window.fetch = async (request, ...rest) => {
    const answer = await really(request, ...rest);
    if (lost || !request.url?.endsWith('/api/v1/devices')) return answer;
    lost = true;
    throw new TypeError('Failed to fetch');
  };
}`;

/** Presses the button that the end of the tag led to; an Enter at once would be the other half of the scanner's. */
async function press(desk: OpenDesk, button: string): Promise<void> {
  await desk.view.until(({ focus }) => focus === button);
  await desk.page.waitForTimeout(200);
  await desk.page.keyboard.press('Enter');
}

const toTag = async (desk: OpenDesk): Promise<void> => {
  await desk.page.keyboard.press('Tab');
  await desk.view.until(({ listening }) => listening === 'The next scan goes into the marked field');
};

describe('an unknown serial at the desk of somebody who may register', () => {
  it('is registered beside the result with keys only, its tag scanned, and becomes the normal result', async () => {
    const desk = await app().desk('out');
    const { page, view, scanner } = desk;
    await open(desk, '5CD4518NEW1');
    await chooseModel(desk);
    await toTag(desk);
    await scanner.scan('LHS-770001');
    expect((await view.until(({ focus }) => focus === 'Register')).count).toBe(1);
    await press(desk, 'Register');

    const { rows, focus, value, attention } = await view.until(({ result }) => result.row === 'O11');
    expect(rows[0]).toMatchObject({ code: '5CD4518NEW1', tag: 'LHS-770001', class: 'CONTEXT', row: 'O11' });
    expect({ focus, value, attention }).toEqual({ focus: 'scan-field', value: '', attention: 0 });
    expect(await page.getByRole('form', { name: 'New device' }).count()).toBe(0);
    expect(await page.locator('[role=dialog]').count()).toBe(0);
    expect(await found('5CD4518NEW1')).toEqual([
      { asset_tag: 'LHS-770001', serial: '5CD4518NEW1', state: 'in-stock', model: model.name, site: 'LHS' },
    ]);
    const events = await app().query(
      'SELECT type FROM device_event e JOIN device d ON d.id = e.device_id WHERE d.serial = $1',
      ['5CD4518NEW1'],
    );
    expect(events).toEqual([{ type: 'registered' }]);

    // The device is at the desk now: the next card gets it.
    await desk.scan(await student());
    await view.until(({ result }) => result.row === 'O4');
  });

  it('lets scans go on while the panel is open; the device is then looked up, not handed to the next person', async () => {
    const desk = await app().desk('out');
    const { page, view, scanner } = desk;
    await desk.scan(await student());
    await open(desk, '5CD4518NEW2');
    const second = await student();
    // Into the model's field by chance: a scan all the same.
    await scanner.burst(second, { key: 'Enter', code: 'Enter', keyCode: 13, text: '\r' });
    await view.answered(second);
    expect(await page.getByRole('combobox').inputValue()).toBe('');
    expect((await view.now()).listening).toBe('Filling in a form – scans still work');
    await chooseModel(desk);
    await toTag(desk);
    await type(desk, 'LHS-770002');
    await page.keyboard.press('Enter');
    await press(desk, 'Register');
    const { result } = await view.until(({ result: { row, tag } }) => row === 'L1' && tag === 'LHS-770002');
    expect(result.class).toBe('CONTEXT');
    expect(
      await app().query('SELECT 1 FROM loan l JOIN device d ON d.id = l.device_id WHERE d.serial = $1', [
        '5CD4518NEW2',
      ]),
    ).toEqual([]);
  });

  it('says in the panel which field is refused, keeps what was typed, and goes on when it is mended', async () => {
    const taken = await app().given.device(app().siteId);
    const desk = await app().desk('look');
    const { page, view, scanner } = desk;
    await open(desk, '5CD4518NEW3');
    await chooseModel(desk);
    await toTag(desk);
    await scanner.scan(taken.tag);
    await press(desk, 'Register');
    await page.getByRole('alert').filter({ hasText: 'Asset tag is or was the tag of another device' }).waitFor();
    expect(await found('5CD4518NEW3')).toEqual([]);
    app().browser.expectProblem(/409/);

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await type(desk, '-B');
    await page.keyboard.press('Enter');
    await press(desk, 'Register');
    await view.until(({ result }) => result.row === 'L1' && result.tag === `${taken.tag}-B`);
  });

  const tagged = async (desk: OpenDesk, serial: string, tag: string): Promise<void> => {
    await open(desk, serial);
    await chooseModel(desk);
    await toTag(desk);
    await desk.scanner.scan(tag);
  };
  const voidedNote = (tag: string) => ({ hasText: `The labels with tag ${tag} were voided, “Smeared”` });

  it('says in the panel that the labels with the tag were voided, and not once more when it is registered', async () => {
    const tag = await app().given.voidedTag(app().siteId, 'VOID-');
    const desk = await app().desk('look');
    const { page, view } = desk;
    await tagged(desk, '5CD4518VOID', tag);
    await page.getByRole('status').filter(voidedNote(tag)).waitFor();
    await press(desk, 'Register');
    await view.until(({ result, focus }) => result.tag === tag && focus === 'scan-field');
    expect(await page.getByText(voidedNote(tag).hasText).count()).toBe(0);
  });

  it('says it beside the result where the panel could not, while scans go on', async () => {
    const tag = await app().given.voidedTag(app().siteId, 'GONE-');
    const desk = await app().desk('look');
    const { page, view } = desk;
    await page.route('**/tag-warning?*', (route) => route.abort());
    await tagged(desk, '5CD4518GONE', tag);
    await press(desk, 'Register');
    await view.until(({ result, focus }) => result.tag === tag && focus === 'scan-field');
    const warning = page.getByRole('alert').filter(voidedNote(tag));
    await warning.waitFor();
    const next = await student();
    await desk.scan(next);
    await view.answered(next);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await warning.waitFor({ state: 'detached' });
    app().browser.expectProblem(/ERR_FAILED/);
  });

  it('names the serial when another desk was faster', async () => {
    const desk = await app().desk('look');
    await open(desk, '5CD4518NEW4');
    await app().given.device(app().siteId, { serial: '5CD4518NEW4', modelId: model.id });
    await chooseModel(desk);
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('alert').filter({ hasText: 'Serial belongs to another device of this maker' }).waitFor();
    app().browser.expectProblem(/409/);
  });

  it('is registered once when the answer gets lost', async () => {
    const context = await app().context();
    await context.addInitScript(LOSE_ONE_ANSWER);
    const desk = await app().desk('look', context);
    const { page, view } = desk;
    await open(desk, '5CD4518NEW5');
    await chooseModel(desk);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.keyboard.press('Enter');
    // Without a tag it is known, but not in stock.
    const { result } = await view.until(({ result: { row } }) => row === 'L1');
    expect(result.text).toContain('Not tagged yet');
    expect(await found('5CD4518NEW5')).toHaveLength(1);
  });

  it('Esc closes the panel at once and the next scan works; n opens it again, from "Needs attention" too', async () => {
    const desk = await app().desk('look');
    const { page, view } = desk;
    await open(desk, '5CD4518NEW6');
    await page.keyboard.press('Escape');
    const panel = page.getByRole('form', { name: 'New device' });
    await panel.waitFor({ state: 'detached' });
    expect(await view.now()).toMatchObject({ focus: 'scan-field', attention: 1 });
    const card = await student();
    await desk.scan(card);
    await view.answered(card);
    await page.getByTestId('attention-row').getByRole('button', { name: 'n Add' }).click();
    await panel.waitFor();
    expect(await panel.textContent()).toContain('5CD4518NEW6');
    await until(
      () => view.now(),
      ({ focus }) => focus === 'Model',
    );
  });
});
