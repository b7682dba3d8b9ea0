import { ScanService } from '@app/desk';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { ReservationsService } from '../../libs/circulation/src/reservations/reservations.service.js';
import { ReserveService } from '../../libs/circulation/src/reservations/reserve.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { codeOf } from '../support/code-of.js';
import type { GivenDevice, GivenPerson, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let admin: Viewer;
let desk: GivenDesk;
let device: GivenDevice;
let omar: GivenPerson;
let maya: GivenPerson;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site]);
  admin = await given.clerk([site], ['scan:undo-any']);
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  device = await given.device(site);
  omar = await given.person(site, { name: ['Omar', 'Diaz'] });
  maya = await given.person(site);
});

const scan = (mode: Scanned[0], act: Scanned[1], who = clerk): Promise<ScanAnswer> =>
  desk.scan(test.get(ScanService), who, mode, act);
const reserve = (person = omar, of_ = device) =>
  test.get(ReserveService).reserve(clerk, { deviceId: of_.id, personId: person.id });
const live = async (): Promise<string[]> =>
  (await test.get(ReservationsService).list(clerk, { deviceId: device.id, limit: 10 })).items.map(
    ({ person }) => person.display,
  );
const undo = { kind: 'undo', scanId: null } as const;

describe('a device that is set aside', () => {
  it('goes to its person, whose card shows the tag; the undo sets it aside again', async () => {
    await reserve();
    expect(await scan('out', omar.number)).toMatchObject({ row: 'O1', person: { reservedTags: [device.tag] } });
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O10', notes: [], person: { reservedTags: [] } });
    expect(await live()).toEqual([]);
    expect(await scan('out', undo)).toMatchObject({ row: 'UNDO' });
    expect(await live()).toEqual(['Omar Diaz']);
  });

  it('O16: is refused to another person; who may, gives it anyway, and on its return it is next for its person: I12', async () => {
    await reserve();
    await scan('out', maya.number);
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O16', class: 'STOP', quickAnswers: [] });
    const refused = await scan('out', device.tag, admin);
    expect(refused).toMatchObject({ row: 'O16', quickAnswers: [{ key: '+' }] });
    expect(await scan('out', { kind: 'answer', scanId: refused.id, key: '+' }, admin)).toMatchObject({
      row: 'O10',
      headlineRow: 'O16',
    });
    expect(await live()).toEqual(['Omar Diaz']);
    expect((await scan('in', device.tag)).text.headline).toBe('CHECKED IN ▲ next: Omar Diaz');
    expect((await scan('in', omar.number)).text.headline).toBe('Omar Diaz – nothing out');
  });

  it('O16: another device than the promised one is refused, a day loaner is not', async () => {
    await reserve();
    const other = await given.device(site);
    await scan('out', omar.number);
    expect((await scan('out', other.tag)).text).toEqual({
      headline: 'RESERVED for Omar Diaz: another device',
      lines: [other.tag, `reserved for Omar Diaz: ${device.tag}`, 'a supervisor’s card works'],
    });
    desk.context = { ...desk.context, loanType: 'daily' };
    expect(await scan('out', other.tag)).toMatchObject({ row: 'O10', notes: [] });
  });

  it('is promised once, however many ask at the same moment', async () => {
    const codes = await Promise.all([omar, maya, await given.person(site)].map((person) => codeOf(reserve(person))));
    expect(codes.sort()).toEqual(['none', 'reservation.device-reserved', 'reservation.device-reserved']);
    expect(await live()).toHaveLength(1);
  });

  it('is either handed out or promised to another, when both happen at once', async () => {
    await scan('out', maya.number);
    const [answer, code] = await Promise.all([scan('out', device.tag), codeOf(reserve())]);
    const promised = await live();
    expect([answer.row, code, promised]).toEqual(
      answer.row === 'O10' ? ['O10', 'reservation.with-another', []] : ['O16', 'none', ['Omar Diaz']],
    );
  });

  it('the database lets no device be promised twice', async () => {
    await reserve();
    await expect(
      test.database.asSuperuser('INSERT INTO reservation (device_id, person_id) VALUES ($1, $2)', [device.id, maya.id]),
    ).rejects.toMatchObject({ constraint: 'uq_reservation_live' });
  });

  it('is refused when no desk could hand it out, with the reason', async () => {
    const missing = await given.device(site, { state: 'missing' });
    const damaged = await given.device(site, { holds: ['damaged'] });
    expect(await codeOf(reserve(omar, missing))).toBe('reservation.device-missing');
    expect(await codeOf(reserve(omar, damaged))).toBe('reservation.device-on-hold');
    await scan('out', maya.number);
    await scan('out', device.tag);
    expect(await codeOf(reserve())).toBe('reservation.with-another');
  });

  it('is the only one for its person, however many are promised at once', async () => {
    const others = [await given.device(site), await given.device(site)];
    const codes = await Promise.all([device, ...others].map((each) => codeOf(reserve(omar, each))));
    expect(codes.sort()).toEqual(['none', 'reservation.has-another-reserved', 'reservation.has-another-reserved']);
    await expect(
      test.database.asSuperuser(
        'INSERT INTO reservation (device_id, person_id) SELECT id, $2 FROM device WHERE id <> ALL ($1) LIMIT 1',
        [
          (await test.database.asSuperuser(`SELECT device_id AS id FROM reservation WHERE state = 'live'`)).map(
            ({ id }) => id,
          ),
          omar.id,
        ],
      ),
    ).rejects.toMatchObject({ constraint: 'uq_reservation_person' });
  });

  it('that is not ready keeps nobody from another one: the desk says why', async () => {
    await reserve();
    const other = await given.device(site);
    await scan('out', omar.number);
    expect(await scan('out', other.tag)).toMatchObject({ row: 'O16', class: 'STOP' });
    await test.database.asSuperuser(
      `SELECT inventory_record_events(jsonb_build_array(jsonb_build_object('deviceId', $1::uuid,
      'type', 'hold-placed', 'source', 'system', 'after', '{"holds": ["damaged"]}'::jsonb)))`,
      [device.id],
    );
    const given_ = await scan('out', other.tag);
    expect(given_).toMatchObject({ row: 'O10', class: 'CHECK', headlineRow: 'O16' });
    expect(given_.text.lines).toContain(`reserved ${device.tag}: on hold for a technician`);
  });

  it('is free again after a cancel, once', async () => {
    const { id, version } = await reserve();
    const elsewhere = await given.clerk([await given.site()]);
    expect(await codeOf(test.get(ReservationsService).cancel(elsewhere, id, version))).toBe('reservation.not-found');
    await test.get(ReservationsService).cancel(clerk, id, version);
    expect(await codeOf(test.get(ReservationsService).cancel(clerk, id, version))).toBe('reservation.not-live');
    expect(await codeOf(reserve(maya))).toBe('none');
  });

  it('outside the own sites is not there', async () => {
    const there = await given.site();
    const [farDevice, farPerson] = [await given.device(there), await given.person(there)];
    expect(await codeOf(reserve(omar, farDevice))).toBe('device.not-found');
    expect(await codeOf(reserve(farPerson))).toBe('person.not-found');
  });
});

describe('a list of tags and student numbers', () => {
  it('is checked without a trace, then done line by line; the same list again changes nothing', async () => {
    const [second, retired] = [await given.device(site), await given.device(site, { state: 'retired' })];
    const pairs = [
      { tag: device.tag.toLowerCase(), number: omar.number },
      { tag: second.tag, number: maya.number },
      { tag: device.tag, number: maya.number },
      { tag: retired.tag, number: maya.number },
      { tag: 'NO-SUCH-TAG', number: maya.number },
      { tag: second.tag, number: '000' },
    ];
    const outcomes = ['reserve', 'reserve', 'device-twice', 'device-unfit', 'device-unknown', 'person-unknown'];
    const said = (lines: { outcome: string; reason: string | null }[]) =>
      lines.map(({ outcome, reason }) => reason ?? outcome);
    expect(said(await test.get(ReserveService).check(clerk, pairs))).toEqual(outcomes);
    expect(await live()).toEqual([]);
    expect(said(await test.get(ReserveService).reserveAll(clerk, pairs))).toEqual(outcomes);
    expect(await live()).toEqual(['Omar Diaz']);
    expect(said(await test.get(ReserveService).reserveAll(clerk, pairs.slice(0, 2)))).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });
});
