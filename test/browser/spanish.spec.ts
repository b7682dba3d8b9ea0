import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

it('the account chooses Spanish at the station: the page, the outcome and what is spoken', async () => {
  const maya = await app().given.person(app().siteId, { name: ['Maya', 'Rivera'] });
  const { tag } = await app().given.device(app().siteId);
  const { tag: retired } = await app().given.device(app().siteId, { state: 'retired' });
  const { page, scan, view } = await app().desk('out');
  await scan('/?');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('button', { name: 'Entregar' }).waitFor();
  await view.ready();
  expect(await page.getByTestId('scan-field').getAttribute('placeholder')).toBe(
    'Escanee un dispositivo o una credencial',
  );
  await scan(maya.number);
  await scan(tag);
  await view.answered(tag);
  expect((await view.now()).result.headline).toBe('ENTREGADO');
  await scan(retired);
  await view.answered(retired);
  expect((await view.now()).result.headline).toBe('NO ENTREGADO – retirado');
  expect(await page.getByTestId('live-alert').textContent()).toMatch(/^Alto: No entregado/i);
  expect(await page.evaluate(`document.getElementById('station-alert').closest('[lang]').lang`)).toBe('es');
  // What is left in English stands in the table of a code, a name or an abbreviation.
  const words = await page.locator('main').innerText();
  for (const english of ['Listening', 'Undo', 'Done', 'Site', 'Needs attention', 'checked'])
    expect(words).not.toContain(english);
  await scan('/?');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Check out' }).waitFor();
});
