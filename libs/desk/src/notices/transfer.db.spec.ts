import { JobRegistry, Viewer } from '@app/platform';
import { openDesk } from '../../../../test/support/desk.js';
import type { TestDesk } from '../../../../test/support/desk.js';
import { GivenDesk } from '../../../../test/support/given.js';
import { accountAs } from '../../../../test/support/sign-in.js';
import { NoticeService } from './notice.service.js';
import { NotifyOfTransfer } from './transfer.handler.js';

let at: TestDesk;
beforeAll(async () => (at = await openDesk()));
afterAll(() => at.test.close());

it.each([
  ['before it is undone', true],
  ['after', false],
])('what a site hears of a device that was taken over goes with the undo: the news came %s', async (_, first) => {
  const { given, scans, test, site, clerk } = at;
  const home = await given.site();
  const { id: accountId } = await accountAs(test.database, 'site-admin', home);
  const notices = new NoticeService(test.database);
  const device = await given.device(home);
  const desk = new GivenDesk(await given.station(site));
  desk.context = (await scans.handle(clerk, desk.request('out', (await given.person(site)).number))).context;
  const taken = await scans.handle(clerk, desk.request('out', device.tag));
  expect(taken).toMatchObject({ row: 'O10', notes: ['O22'] });
  const deliver = (): Promise<void> =>
    new NotifyOfTransfer(notices, new JobRegistry()).handle(
      { deviceId: device.id, fromSiteId: home, toSiteId: site, scanId: taken.id },
      taken.id,
    );
  const heard = async (): Promise<string[]> =>
    (await notices.list(new Viewer(accountId, 'admin', new Map()), undefined, 10)).items.map(({ kind }) => kind);
  if (first) {
    await deliver();
    expect(await heard()).toEqual(['device-transferred']);
  }
  expect(await scans.handle(clerk, desk.request('out', { kind: 'undo', scanId: taken.id }))).toMatchObject({
    row: 'UNDO',
  });
  if (!first) await deliver();
  expect(await heard()).toEqual([]);
});
