import type { BrowserContext, Page } from 'playwright-core';
import { shown, visitAll } from '../support/pages.js';
import { uploadPeople } from '../support/seeded-import.js';
import { useWebApp } from '../support/web-app.js';

const IMAGE = '<img src=x onerror="window.__xss=1">';
const SCRIPT = '"><script>window.__xss=1</script><svg onload="window.__xss=1">';
const LINK = 'javascript:window.__xss=1';
const NAMES = [
  IMAGE,
  SCRIPT,
  LINK,
  '{{7*7}} ${7*7} <%=7*7%>',
  "O'Brien",
  'null',
  'N/A',
  'Nguyễn Thị Ánh',
  'محمد علي',
  '😀👩‍🎓',
  'Z͑ͫ̓a̴l͎g̈́o̧',
  'x'.repeat(200),
];

const app = useWebApp({ role: 'it-admin' });

let ids: { device: string; person: string; import: string; number: string; tag: string };

beforeAll(async () => {
  const { given, siteId } = app();
  const database = app().server.database.database;
  const modelId = await given.model();
  await database.transaction(async (tx) => {
    await tx.execute('UPDATE model SET maker = $1, name = $2 WHERE id = $3', [SCRIPT, IMAGE, modelId]);
    await tx.execute('UPDATE site SET name = $1 WHERE id = $2', [IMAGE, siteId]);
    await tx.execute('UPDATE account SET display_name = $1 WHERE id = $2', [IMAGE, app().account.id]);
    await tx.execute('UPDATE district SET name = $1', [SCRIPT]);
    await tx.execute(`INSERT INTO room (site_id, code, name) VALUES ($1, 'ROOM-X', $2)`, [siteId, IMAGE]);
  });
  const people = [];
  for (const name of NAMES) people.push(await given.person(siteId, { name: [name, name] }));
  const { id: device, tag } = await given.device(siteId, { modelId });
  const desk = await app().otherDesk(IMAGE);
  await desk.scan('out', people[0].number);
  await desk.scan('out', tag);
  const lines = [`student number,first name,last name,grade,${IMAGE}`, `300001,"${IMAGE}",${LINK},9,x`];
  ids = {
    device,
    tag,
    person: people[0].id,
    number: people[0].number,
    import: await uploadPeople(app(), lines, `${IMAGE}.csv`),
  };
});

const addresses = (): string[] => [
  '/',
  '/people',
  `/people/${ids.person}`,
  '/devices',
  `/devices/${ids.device}`,
  `/devices/${ids.device}/people`,
  '/sites',
  '/sites/LHS',
  '/sites/LHS/loans',
  '/imports',
  `/imports/${ids.import}`,
  '/admin/users',
  `/admin/users/${app().account.id}`,
  '/admin/district',
  '/admin/models',
  '/log/access',
  '/notices',
  `/people?q=${encodeURIComponent(IMAGE)}`,
  `/sign-in?next=${encodeURIComponent(LINK)}`,
  `/d/${encodeURIComponent(IMAGE)}`,
];

/** Nothing ran, and nothing of the names became an element. */
async function expectHarmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate<[unknown, number]>(
    `[window.__xss, document.querySelectorAll('img[src=x], svg[onload], [onerror], a[href^="javascript:" i]').length]`,
  );
  expect({ where, found }).toEqual({ where, found: [undefined, 0] });
}

/** The text of every page, once it is complete. */
async function textsOf(context: BrowserContext): Promise<Map<string, string>> {
  app().browser.expectProblem(/40[04] /);
  const texts = new Map<string, string>();
  await visitAll(context, addresses(), async (page, address) => {
    await shown(page, address);
    await expectHarmless(page, address);
    texts.set(address, await page.locator('body').innerText());
  });
  return texts;
}

describe('hostile names', () => {
  it('run nothing on any page, even without a content security policy; they are shown as they are', async () => {
    const texts = await textsOf(await app().context({ bypassCSP: true }));
    for (const name of NAMES) expect(texts.get('/people')).toContain(name);
    for (const address of ['/devices', `/devices/${ids.device}`, `/people/${ids.person}`, '/sites'])
      expect([address, texts.get(address)]).toEqual([address, expect.stringContaining(IMAGE)]);
  });

  it('break no rule of the content security policy', async () => {
    // A broken rule is an error in the console: `useWebApp` fails the test.
    expect((await textsOf(await app().context())).size).toBe(addresses().length);
  });

  it('run nothing at the station and in the search', async () => {
    const context = await app().context({ bypassCSP: true });
    const { page, scan, view } = await app().desk('out', context);
    await scan(ids.number);
    const { desk } = await view.answered(ids.number);
    expect(desk.context).toContain(IMAGE);
    await scan(ids.tag);
    await view.answered(ids.tag);
    await scan(IMAGE);
    await view.answered(IMAGE);
    await scan('/look');
    await scan(ids.tag);
    const looked = await view.until(({ result }) => result.tag === ids.tag && result.row === 'L1');
    expect(looked.result.text).toContain(IMAGE);
    await expectHarmless(page, 'station');

    await page.goto('/search');
    const search = page.getByLabel('Search everything');
    for (const text of [IMAGE, 'nguyen thi anh', "O'Brien"]) {
      await search.fill(text);
      await page
        .getByRole('main')
        .getByText(text === 'nguyen thi anh' ? 'Nguyễn Thị Ánh' : text)
        .first()
        .waitFor();
    }
    await expectHarmless(page, 'search');
  });
});
