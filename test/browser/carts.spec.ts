import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

describe('the check of a cart', () => {
  it('counts what belongs to it, names what does not, keeps the result on its page', async () => {
    const { given, siteId } = app();
    const [code, otherCode] = [`CART-${Date.now()}-A`, `CART-${Date.now()}-B`];
    const id = await given.cart(siteId, code, 4);
    await given.cart(siteId, otherCode, 4);
    const [first, second, foreign] = [
      await given.device(siteId),
      await given.device(siteId),
      await given.device(siteId),
    ];
    const { page, scan, view } = await app().desk('out');
    await scan(code);
    for (const { tag } of [first, second]) await scan(tag);
    await scan(otherCode);
    await scan(foreign.tag);
    expect(await view.answered(foreign.tag)).toMatchObject({ row: 'O10' });
    await scan('/look');
    await scan(code);
    await page.getByTestId('cart-check').waitFor();
    await scan(first.tag);
    expect(await view.answered(first.tag)).toMatchObject({ row: 'C2', class: 'OK' });
    await scan(foreign.tag);
    const stray = await view.answered(foreign.tag);
    expect(stray).toMatchObject({ row: 'C3', class: 'CHECK' });
    expect(stray.text).toContain(`belongs to ${otherCode}`);
    expect(await page.getByTestId('cart-check').innerText()).toMatch(/1 of 2\s*· 1 foreign/);
    await page.reload();
    await view.ready();
    await page.getByTestId('cart-check').getByText('1 of 2').waitFor();
    await scan('/done');
    await page
      .getByText(`Checked: 1 of 2 · slot 2 missing · 1 foreign: ${foreign.tag} belongs to ${otherCode}`)
      .waitFor();
    expect((await view.now()).focus).toBe('scan-field');
    await page.getByTestId('cart-check').waitFor({ state: 'detached' });

    await page.goto(`${new URL(page.url()).origin}/carts/${id}`);
    await page.getByRole('heading', { name: code, level: 1 }).waitFor();
    await page.getByText('slot 2 missing').waitFor();
    expect(await page.getByTestId('slot').count()).toBe(4);
    await page.getByRole('link', { name: second.tag }).waitFor();
  });
});
