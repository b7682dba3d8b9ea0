import { JobRegistry } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given } from '../../../../test/support/given.js';
import { accountAs } from '../../../../test/support/sign-in.js';
import { NotifyOfMissingSteps } from './missing-steps.handler.js';
import { NoticeService } from './notice.service.js';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());

it('tells the administrators of the site once a day, however often the job runs', async () => {
  const given = new Given(test.database);
  await given.district();
  const [site, other] = [await given.site('LHS'), await given.site('WMS')];
  const principal = await accountAs(test.database, 'site-admin', site);
  await accountAs(test.database, 'site-admin', other);
  await accountAs(test.database, 'site-clerk', site);
  const handler = new NotifyOfMissingSteps(new NoticeService(test.database), new JobRegistry());
  const due = { siteId: site, on: '2026-11-26', steps: { demand: 2 }, cases: 2 };
  await handler.handle(due);
  await handler.handle(due);
  await handler.handle({ ...due, on: '2026-11-27' });
  const notices = await test.database.read.query(
    `SELECT account_id, kind, site_id, facts ->> 'on' AS "on" FROM notice ORDER BY 4`,
  );
  const notice = { account_id: principal.id, kind: 'missing-steps-due', site_id: site };
  expect(notices).toEqual([
    { ...notice, on: '2026-11-26' },
    { ...notice, on: '2026-11-27' },
  ]);
});
