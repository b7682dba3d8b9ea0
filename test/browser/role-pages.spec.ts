import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_IN_ROLES } from '@app/identity';
import { goneTo, visitAll } from '../support/pages.js';
import { useWebApp } from '../support/web-app.js';

/* Check 79, its pages; what the API refuses to each role is walked by test/e2e/permissions.spec.ts. */

const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .map((name) => readFileSync(join(APP, name), 'utf8'))
  .join('\n');

/** Pages with a rule and without a record in their address: `path: '…', beforeLoad: needs('what', 'permission', …)`. */
const PAGES = [...ROUTES.matchAll(/path: '([^'$]+)',\s+beforeLoad: needs\(([^)]+)\)/g)].map(([, path, rule]) => {
  const [what, ...anyOf] = [...rule.matchAll(/'([^']+)'/g)].map(([, word]) => word);
  return { path, what, anyOf };
});

const app = useWebApp();

it('knows the pages with a rule', () => {
  expect(PAGES.length).toBeGreaterThan(15);
  expect(PAGES.find(({ path }) => path === '/log')?.anyOf).toEqual([
    'ledger:verify',
    'admin-log:read',
    'access-log:read',
  ]);
});

it.each(BUILT_IN_ROLES.map(({ code }) => code))(
  '79: %s opens its pages, and is told whom to ask at the others',
  async (role) => {
    const may = new Set<string>(BUILT_IN_ROLES.find(({ code }) => code === role)!.permissions);
    const wrong: string[] = [];
    let seen = 0;
    await visitAll(await app().contextAs(role), PAGES, async (page, { path, what, anyOf }) => {
      await goneTo(page, path);
      const title = await page.locator('h1').first().innerText();
      // A student helper has the station and nothing beside it.
      const helper = role === 'student-helper' && !path.startsWith('/scan');
      const refused = title === `Your role does not include ${helper ? 'pages beside the scan station' : what}`;
      const allowed = !helper && anyOf.some((code) => may.has(code));
      if (refused === allowed) wrong.push(`${path}: ${title}`);
      if (refused) await page.getByText('Ask your district administrator').waitFor();
      seen += 1;
    });
    expect(wrong).toEqual([]);
    expect(seen).toBe(PAGES.length);
  },
);
