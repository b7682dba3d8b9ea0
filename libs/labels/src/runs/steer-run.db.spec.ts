import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { RegisterDeviceService } from '../../../inventory/src/devices/register-device.service.js';
import { EditDeviceService } from '../../../inventory/src/devices/edit-device.service.js';
import { ReplaceCodeService } from '../../../inventory/src/devices/replace-code.service.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';
import { LARGEST_AT_ONCE } from './new-run.service.js';

let test: TestApp;
let given: Given;
let on: Labels;
let site = '';
let [clerk, neighbour, district]: Viewer[] = [];
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  site = await given.site('LHS');
  [clerk, neighbour] = [printerAt(await given.account(), [site]), printerAt(await given.account(), [site])];
  district = printerAt(await given.account(), 'all');
});
afterAll(() => test.close());

let series = 0;
const newTags = (count: number, viewer = clerk): Promise<string> =>
  on.creating.create(
    viewer,
    labels(site, { kind: 'tag-range', source: { range: { prefix: `V${(series += 1)}-`, digits: 4, count } } }),
  );
const codesOf = async (id: string): Promise<string[]> =>
  (await on.runs.items(clerk, id, { limit: 200 })).items.map(({ code }) => code);

describe('a run of somebody else', () => {
  it('is neither voided nor stopped, but by whoever prints for the whole district', async () => {
    const [small, large] = [await newTags(3), await newTags(LARGEST_AT_ONCE + 1)];
    for (const id of [small, large]) {
      expect((await on.runs.get(neighbour, id)).mayChange).toBe(false);
      expect((await on.runs.get(clerk, id)).mayChange).toBe(true);
      expect((await on.runs.get(district, id)).mayChange).toBe(true);
    }
    expect(await codeOf(on.voiding.void(neighbour, small, 'x'))).toBe('label-run.of-others');
    expect(await codeOf(on.steering.cancel(neighbour, large))).toBe('label-run.of-others');
    expect((await on.runs.get(clerk, small)).voided).toBeNull();
    expect((await on.runs.get(clerk, large)).state).toBe('queued');
    await on.steering.cancel(district, large);
    await on.voiding.void(district, small, 'Wrong stock');
  });
});

it('a run that was cancelled is drawn again with the same tags', async () => {
  const id = await newTags(LARGEST_AT_ONCE + 1);
  await on.steering.cancel(clerk, id);
  const spans = [{ from: 1, to: LARGEST_AT_ONCE + 1 }];
  const again = await on.steering.reprint(neighbour, id, { spans, startAt: 1, copies: 1 });
  expect(await on.runs.get(clerk, again)).toMatchObject({ items: LARGEST_AT_ONCE + 1, reprintOf: id });
  expect(await codesOf(again)).toEqual(await codesOf(id));
});

describe('a run that is voided', () => {
  it('takes what was printed of it again with it, also what is still to be drawn, and nothing of other runs', async () => {
    const [id, other] = [await newTags(LARGEST_AT_ONCE), await newTags(2)];
    const again = (of: string, to: number, copies = 1): Promise<string> =>
      on.steering.reprint(neighbour, of, { spans: [{ from: 1, to }], startAt: 1, copies });
    const part = await again(id, 8);
    const ofPart = await again(part, 2);
    const waiting = await again(id, LARGEST_AT_ONCE, 2);
    const { reprints } = await on.voiding.effects(clerk, id);
    expect(reprints.map((each) => [each.id, each.positions])).toEqual([
      [part, '1-8'],
      [ofPart, '1-2'],
      [waiting, `1-${LARGEST_AT_ONCE}`],
    ]);
    await on.voiding.void(clerk, id, 'Smeared');
    for (const each of [id, part, ofPart, waiting]) {
      expect((await on.runs.get(clerk, each)).voided).toMatchObject({ reason: 'Smeared' });
      expect(await codeOf(on.documents.get(clerk, each))).toBe('label-run.state-conflict');
      expect(await codeOf(again(each, 1))).toBe('label-run.state-conflict');
    }
    expect((await on.runs.get(clerk, waiting)).state).toBe('cancelled');
    expect((await on.runs.get(clerk, other)).voided).toBeNull();
  });

  it('of a part leaves the run as it is', async () => {
    const id = await newTags(3);
    const part = await on.steering.reprint(clerk, id, { spans: [{ from: 1, to: 1 }], startAt: 1, copies: 1 });
    await on.voiding.void(clerk, part, 'Jam');
    expect((await on.runs.get(clerk, id)).voided).toBeNull();
  });

  it('names its tags that are on devices, and warns whoever gives a device one of them', async () => {
    const id = await newTags(5);
    const [first, second, third, fourth, fifth] = await codesOf(id);
    const registrar = printerAt(clerk.accountId, 'all', ['device:register', 'device:read']);
    const editor = printerAt(clerk.accountId, 'all', ['device:edit', 'device:read']);
    const registering = test.app.get(RegisterDeviceService, { strict: false });
    const [modelId, homeSiteId] = [await given.model(), site];
    const before = await registering.register(registrar, { assetTag: first, modelId, homeSiteId });
    expect(before.tagWarning).toBeNull();
    expect((await on.voiding.effects(clerk, id)).onDevices).toEqual({ count: 1, tags: [first] });
    await on.voiding.void(clerk, id, 'Smeared');
    expect(await registering.tagWarning(registrar, second.toLowerCase())).toMatch(/were voided, “Smeared”/);
    expect(await registering.tagWarning(registrar, 'FINE-0')).toBeNull();
    const after = await registering.register(registrar, { assetTag: second.toLowerCase(), modelId, homeSiteId });
    expect(after.tagWarning).toMatch(new RegExp(`${second} were voided, “Smeared”`, 'i'));

    const codes = test.app.get(ReplaceCodeService, { strict: false });
    const replaced = (value: string | null, { version }: { version: number }, kind: 'tag' | 'serial' = 'tag') =>
      codes.replace(editor, after.id, { version, kind, value, reason: 'label-lost' });
    const swapped = await replaced(third, after);
    expect(swapped.tagWarning).toMatch(`${third} were voided`);
    const inSpanish = await codes.replace(editor.with([], 'es'), before.id, {
      ...{ version: before.version, kind: 'tag', value: fourth, reason: 'label-lost' },
    });
    expect(inSpanish.tagWarning).toMatch(`${fourth} se anularon, “Smeared”`);
    const other = await replaced('FINE-1', swapped);
    expect(other.tagWarning).toBeNull();
    const board = await replaced('BOARD-1', other, 'serial');
    const bare = await replaced(null, board);
    expect([board.tagWarning, bare.tagWarning]).toEqual([null, null]);

    const editing = test.app.get(EditDeviceService, { strict: false });
    const edited = await editing.edit(editor, after.id, { version: bare.version, assetTag: fifth });
    expect(edited.tagWarning).toMatch(`${fifth} were voided`);
    const again = await editing.edit(editor, after.id, {
      version: edited.version,
      assetTag: fifth,
      notes: 'As it was',
    });
    expect(again.tagWarning).toBeNull();
  });
});
