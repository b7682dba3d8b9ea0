import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { OutcomeClass } from '@app/scan-engine';
import { testApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { TestBrowser } from '../support/browser.js';
import { uploadPeople } from '../support/seeded-import.js';
import { ORIGIN } from '../support/sign-in.js';
import { until } from '../support/until.js';
import { useWebApp, WEB_FOLDER } from '../support/web-app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .map((name) => readFileSync(join(APP, name), 'utf8'))
  .join('\n');

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let ids: {
  device: string;
  person: string;
  case: string;
  clearance: string;
  import: string;
  account: string;
  model: string;
  cart: string;
};

/** An address for each route of the app; a new route needs its own line. */
const ADDRESSES: Record<string, () => string[]> = {
  '/sign-in': () => [],
  '/setup': () => [],
  '/': () => ['/'],
  '/account/sessions': () => ['/account/sessions'],
  '/account/password': () => ['/account/password'],
  '/devices': () => ['/devices', '/devices?state=missing'],
  '/devices/new': () => ['/devices/new'],
  '/devices/$id': () => [`/devices/${ids.device}`],
  '/devices/$id/report-missing': () => [`/devices/${ids.device}/report-missing`],
  '/carts/$id': () => [`/carts/${ids.cart}`],
  '/reservations': () => ['/reservations'],
  '/clearances': () => ['/clearances', '/clearances?state=open,cleared&overdue=true'],
  '/clearances/$id': () => [`/clearances/${ids.clearance}`],
  '/lists/loaners': () => ['/lists/loaners'],
  '/lists/overdue': () => ['/lists/overdue'],
  '/lists/no-shows': () => ['/lists/no-shows'],
  '/missing': () => ['/missing', '/missing?state=open,recovered&overdue=true'],
  '/missing/$caseId': () => [`/missing/${ids.case}`],
  '/devices/$id/$tab': () => [
    `/devices/${ids.device}/people`,
    `/devices/${ids.device}/identifiers`,
    `/devices/${ids.device}/as-of`,
  ],
  '/d/$tag': () => ['/d/NO-SUCH-TAG'],
  '/bulk': () => ['/bulk'],
  '/bulk/$id': () => [],
  '/people': () => ['/people'],
  '/people/new': () => ['/people/new'],
  '/people/temporary': () => ['/people/temporary'],
  '/people/$id': () => [`/people/${ids.person}`],
  '/sites': () => ['/sites'],
  '/sites/$code': () => ['/sites/LHS'],
  '/sites/$code/loans': () => ['/sites/LHS/loans'],
  '/sites/$code/students': () => ['/sites/LHS/students?device=without'],
  '/search': () => ['/search'],
  '/help': () => ['/help'],
  '/imports': () => ['/imports'],
  '/imports/new': () => ['/imports/new'],
  '/imports/$id': () => [`/imports/${ids.import}`],
  '/admin/users': () => ['/admin/users'],
  '/admin/users/new': () => ['/admin/users/new'],
  '/admin/users/$id': () => [`/admin/users/${ids.account}`],
  '/admin/roles': () => ['/admin/roles'],
  '/admin/district': () => ['/admin/district'],
  '/admin/sites': () => ['/admin/sites'],
  '/admin/sites/new': () => ['/admin/sites/new'],
  '/admin/sites/$id': () => [`/admin/sites/${app().siteId}`],
  '/log/changes': () => ['/log/changes'],
  '/log': () => ['/log', '/log?view=undos'],
  '/admin/roles/new': () => ['/admin/roles/new?copy=site-clerk'],
  '/admin/roles/$code': () => ['/admin/roles/site-clerk'],
  '/admin/tokens': () => ['/admin/tokens'],
  '/account/tokens': () => ['/account/tokens'],
  '/admin/policies': () => ['/admin/policies', '/admin/policies?site=LHS'],
  '/admin/stations': () => ['/admin/stations'],
  '/standards': () => ['/standards'],
  '/models/$id': () => [`/models/${ids.model}`],
  '/public/standards': () => [],
  '/admin/models': () => ['/admin/models'],
  '/log/access': () => ['/log/access'],
  '/notices': () => ['/notices'],
  $: () => ['/no/such/page'],
  '/scan': () => [],
  '/scan/$mode': () => ['/scan/out', '/scan/in', '/scan/look'],
  '/scan/sessions/$id': () => [],
  '/scan/check': () => ['/scan/check'],
  '/scan/display': () => ['/scan/display?station=none'],
};
const PATHS = [...ROUTES.matchAll(/^ {2}path: '([^']+)'|path: '(\$)'/gm)].map(([, path, rest]) => path ?? rest);

beforeAll(async () => {
  const { given, siteId } = app();
  const person = await given.person(siteId);
  const { id: device, tag } = await given.device(siteId);
  for (let n = 0; n < 10; n++) {
    await given.person(siteId, { name: [`Pupil${n}`, 'Park'] });
    await given.device(siteId, { state: n % 3 === 0 ? 'missing' : 'in-stock' });
  }
  const desk = await app().otherDesk();
  await desk.scan('out', person.number);
  await desk.scan('out', tag);
  const lines = ['student number,first name,last name,grade', '300001,Ana,Wu,9', '300002,Leo,Park,10'];
  ids = {
    device,
    person: person.id,
    case: await given.missingCase(siteId),
    clearance: await given.clearance(siteId),
    import: await uploadPeople(app(), lines),
    account: app().account.id,
    model: await given.model(),
    cart: await given.cart(siteId),
  };
});

interface Finding {
  id: string;
  impact: string;
  nodes: string[];
}

/** Serious and critical findings of the page as it stands. */
async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(`${AXE}; undefined`);
  return page.evaluate<Finding[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, impact, nodes }) => ({
      id, impact, nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 160) + ' · ' + node.failureSummary.slice(0, 240)),
    })))`);
}

/** In light and in dark, without loading again; only what is wrong. */
async function findingsInBoth(page: Page, where: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    // Colours on their way from light to dark are neither.
    await until(
      () => page.evaluate<number>('document.getAnimations().filter((one) => one instanceof CSSTransition).length'),
      (moving) => moving === 0,
    );
    const found = await findings(page);
    if (found.length > 0) all.push({ where, colorScheme, found });
  }
  return all;
}

/** The page itself, not its skeleton. */
async function shown(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

describe('50: no serious finding of axe, light and dark', () => {
  it('knows an address of every route', () => {
    expect(PATHS.length).toBeGreaterThan(20);
    expect(PATHS.filter((path) => !(path in ADDRESSES))).toEqual([]);
  });

  it('on every page behind the sign-in', async () => {
    app().browser.expectProblem(/404 .*by-tag/);
    const queue = Object.values(ADDRESSES).flatMap((addresses) => addresses());
    const all: unknown[] = [];
    const visited: string[] = [];
    const visitor = async (): Promise<void> => {
      const page = await (await app().context()).newPage();
      for (let address = queue.shift(); address; address = queue.shift()) {
        await shown(page, address);
        expect(new URL(page.url()).pathname).toBe(address.split('?')[0]);
        all.push(...(await findingsInBoth(page, address)));
        visited.push(address);
      }
    };
    await Promise.all([visitor(), visitor(), visitor()]);
    expect(all).toEqual([]);
    expect(visited.length).toBeGreaterThan(25);
  }, 300_000);

  it('on /sign-in', async () => {
    app().browser.expectProblem(/401/);
    const page = await (await app().browser.context({ baseURL: ORIGIN })).newPage();
    await shown(page, '/sign-in');
    expect(await findingsInBoth(page, '/sign-in')).toEqual([]);
  });

  it('on the station with a result of each class', async () => {
    app().browser.expectProblem(/Failed to load resource/);
    const { page, scan, view } = await app().desk('in');
    await app().given.room(app().siteId, 'LIBRARY-2');
    const codes: [OutcomeClass, () => Promise<string>][] = [
      ['OK', () => tagOf('deployed')],
      ['CONTEXT', () => Promise.resolve('LIBRARY-2')],
      ['CHECK', () => tagOf('missing')],
      ['STOP', () => tagOf('retired')],
      ['AGAIN', () => tagOf('in-stock')],
      ['ALARM', () => tagOf('stolen')],
      ['SAVED', () => tagOf('deployed')],
    ];
    for (const [outcome, makeCode] of codes) {
      if (outcome === 'SAVED') await page.route('**/api/v1/scan-events', (route) => route.abort());
      const code = await makeCode();
      await scan(code);
      expect((await view.answered(code)).class).toBe(outcome);
      expect(await findingsInBoth(page, outcome)).toEqual([]);
    }
    await page.unroute('**/api/v1/scan-events');
    await page.evaluate('window.dispatchEvent(new Event("online"))');
    await scan('5CD4518AXE');
    await view.until(({ rows: [row] }) => row.row === 'U2');
    await scan('n');
    await page.getByRole('form', { name: 'New device' }).waitFor();
    expect(await findingsInBoth(page, 'a new device')).toEqual([]);
    await page.keyboard.press('Escape');
    await scan('/?');
    await page.getByRole('complementary', { name: 'Commands and settings' }).waitFor();
    expect(await findingsInBoth(page, 'commands and settings')).toEqual([]);
  });
});

describe('50: before the first account', () => {
  let empty: TestApp;
  let browser: TestBrowser;
  beforeAll(async () => {
    empty = await testApp({ webFolder: WEB_FOLDER });
    browser = await TestBrowser.launch(`MAP ${new URL(ORIGIN).host} ${new URL(empty.url).host}`);
  });
  afterAll(async () => {
    await browser.close();
    await empty.close();
  });

  it('on /setup', async () => {
    const page = await (await browser.context({ baseURL: ORIGIN })).newPage();
    await shown(page, '/setup');
    expect(new URL(page.url()).pathname).toBe('/setup');
    expect(await findingsInBoth(page, '/setup')).toEqual([]);
    expect((await browser.endTest()).filter((problem) => !problem.includes('401'))).toEqual([]);
  });
});

async function tagOf(state: string): Promise<string> {
  return (await app().given.device(app().siteId, { state })).tag;
}
