import { ScanService } from '@app/desk';
import { Settings } from '@app/platform';
import { codeKeys } from '@app/scan-engine';
import { COMMAND_CARDS_OF_THE_DESK } from '../../libs/labels/src/commands/command-cards.js';
import { slotCode } from '../../libs/labels/src/sources/selection.service.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestDatabase;
let given: Given;
beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  await given.district();
});
afterAll(() => test.close());

describe('what labels say, the desk reads', () => {
  it.each(COMMAND_CARDS_OF_THE_DESK.map(({ code }) => code))('%s is a command', (code) => {
    const read = codeKeys(code, { publicHosts: [] });
    expect(read).toMatchObject({
      kind: 'command',
      command: { name: expect.not.stringMatching(/unknown|later/) as string },
    });
  });

  it.each([1, 3, 9, 12, 36, 100])('the label of slot %i sets the slot of the cart that is there', async (slot) => {
    const site = await given.site(`L${slot}`);
    const scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
    const desk = new GivenDesk(await given.station(site));
    const clerk = await given.clerk([site]);
    await given.cart(site, `L${slot}-CART`, 100);
    const scan = (code: string) => desk.scan(scans, clerk, 'out', code);
    await scan(`L${slot}-CART`);
    expect(await scan(slotCode(slot))).toMatchObject({ row: 'O28', class: 'CONTEXT', context: { cartSlot: slot } });
    const device = await given.device(site, { tag: `SLOT-${slot}` });
    expect(await scan(device.tag)).toMatchObject({ row: 'O10' });
    const [{ at }] = await test.database.read.query<{ at: number }>(
      'SELECT cart_slot AS at FROM device WHERE id = $1',
      [device.id],
    );
    expect(at).toBe(slot);
  });
});
