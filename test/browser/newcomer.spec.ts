import { until } from '../support/until.js';
import type { OpenDesk } from '../support/web-app.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const type = ({ page }: OpenDesk, text: string): Promise<void> => page.keyboard.type(text, { delay: 70 });
const peopleWith = (number: string) =>
  app().query<{ id: string; number: string; temporary: boolean; given_name: string }>(
    'SELECT id, number, temporary, given_name FROM person WHERE known_number = $1',
    [number],
  );

describe('a student whom the roster does not have', () => {
  it('is added beside the result with keys only, and stands at the desk at once', async () => {
    const desk = await app().desk('out');
    const { page, view } = desk;
    await desk.scan('7654321');
    expect((await view.answered('7654321')).desk.result).toMatchObject({ row: 'U1' });
    await type(desk, '/new');
    await page.keyboard.press('Enter');
    await view.until(({ focus }) => focus === 'Given name');
    await type(desk, 'Ana');
    await page.keyboard.press('Tab');
    await type(desk, 'Wu');
    expect(await page.getByLabel('Student number, if known').inputValue()).toBe('7654321');
    await page.keyboard.press('Enter');
    await page.getByTestId('scan-context').getByText('Ana Wu').waitFor();
    const [ana] = await peopleWith('7654321');
    expect(ana).toMatchObject({ temporary: true, given_name: 'Ana' });

    const { tag } = await app().given.device(app().siteId);
    await desk.scan(tag);
    expect((await view.answered(tag)).desk.result).toMatchObject({ row: 'O10', headline: 'CHECKED OUT' });
  });

  it('goes with Enter in the last field, and the page says where the keys go meanwhile', async () => {
    const desk = await app().desk('out');
    const { page, view } = desk;
    await type(desk, '/new');
    await page.keyboard.press('Enter');
    await view.until(({ listening }) => listening === 'Filling in a form – scans still work');
    await type(desk, 'Bo');
    await page.keyboard.press('Tab');
    await type(desk, 'Li');
    await page.keyboard.press('Tab');
    // The list of grades has the focus, and is no text field.
    await view.until(({ listening }) => listening === 'Filling in a form – scans still work');
    await page.keyboard.press('Tab');
    await view.until(({ listening }) => listening === 'The next scan goes into the marked field');
    await type(desk, '7654399');
    await page.keyboard.press('Enter');
    await page.getByTestId('scan-context').getByText('Bo Li').waitFor();
    expect(await peopleWith('7654399')).toMatchObject([{ temporary: true, given_name: 'Bo' }]);
  });

  it('without a name is not added, and Esc goes back to the scan field', async () => {
    const desk = await app().desk('out');
    const { page, view } = desk;
    await type(desk, '/new');
    await page.keyboard.press('Enter');
    await view.until(({ focus }) => focus === 'Given name');
    // A second Enter within 100 ms of another would be the line feed of a scanner, and be swallowed as that one was.
    const refused = async (): Promise<boolean> => {
      await page.waitForTimeout(150);
      await page.keyboard.press('Enter');
      return page.getByRole('alert').getByText('Give the given name').isVisible();
    };
    await until(refused, (is) => is);
    await page.keyboard.press('Escape');
    await view.until(({ focus, listening }) => focus === 'scan-field' && listening === 'Listening');
    expect(await page.locator('#station-newcomer').count()).toBe(0);
  });
});
