import type { Page } from 'playwright-core';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

async function open(path: string): Promise<Page> {
  const page = await (await app().context()).newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

describe('accessories', () => {
  it('from the standards list through the desk to the page of who still owes one', async () => {
    const { given, siteId } = app();
    const modelId = await given.model();
    const page = await open('/admin/models');
    await page.getByRole('button', { name: /^Edit Acer/ }).press('Enter');
    const add = async (name: string, kind: string, watts: string): Promise<void> => {
      await page.getByRole('button', { name: 'Another type of accessory…' }).press('Enter');
      await page.getByLabel('Kind').selectOption(kind);
      await page.getByLabel('Name, as the desk says it').fill(name);
      await page.getByLabel('Watts').fill(watts);
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: new RegExp(`^${name}`) }).waitFor();
    };
    await add('USB-C charger', 'charger', '45');
    await add('HP charger', 'charger', '65');
    await page.getByRole('combobox', { name: 'USB-C charger · 45 W' }).selectOption('comes-with 1');
    await page.getByRole('combobox', { name: 'HP charger · 65 W' }).selectOption('compatible 1');
    await page.getByRole('button', { name: 'Save accessories' }).press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(
      await app().query(
        `SELECT t.name, a.relation FROM model_accessory a JOIN accessory_type t ON t.id = a.accessory_type_id WHERE a.model_id = $1 ORDER BY 1`,
        [modelId],
      ),
    ).toEqual([
      { name: 'HP charger', relation: 'compatible' },
      { name: 'USB-C charger', relation: 'comes-with' },
    ]);

    const maya = await given.person(siteId);
    const device = await given.device(siteId, { modelId });
    const { page: station, scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan(device.tag);
    expect((await view.answered(device.tag)).desk.result.text).toContain('with USB-C charger');
    await scan('/in');
    await scan(maya.number);
    const due = await view.answered(maya.number);
    expect(due.desk.result.text).toContain(`${device.tag} + USB-C charger`);
    await scan(device.tag);
    await view.answered(device.tag);
    await scan('m');
    await view.until(({ result }) => result.text.includes('WHICH ONE CAME?'));
    await scan('1');
    await view.until(({ result }) => result.text.includes('taken instead of USB-C charger'));
    await scan('c');
    await station.getByTestId('scan-row').filter({ hasText: device.tag }).getByText('No charger').first().waitFor();
    await scan(maya.number);
    await view.until(({ context }) => context.includes(`owes USB-C charger (${device.tag})`));
    await scan('1');
    await view.until(({ result }) => result.text.includes('BACK: USB-C charger'));
    await scan('/u');
    await view.until(({ result }) => result.text.includes('UNDONE'));
    expect((await view.now()).focus).toBe('scan-field');

    const person = await open(`/people/${maya.id}`);
    const back = person.getByRole('button', { name: `Came back: USB-C charger of ${device.tag}` });
    await back.press('Enter');
    await back.waitFor({ state: 'detached' });
    expect(
      await app().query('SELECT owed, returned FROM circulation.v_accessory WHERE device_id = $1', [device.id]),
    ).toEqual([{ owed: 0, returned: 1 }]);
  });
});
