import { daysBefore, schoolDayBefore, schoolDayUpTo, yearOf } from './calendar.js';
import type { Cast, SampleDevice } from './fleet.js';
import { Fleet } from './fleet.js';
import type { SampleModel } from './models.js';
import { CHROMEBOOK_WAVES, NEW_MODEL, OLD_WAVE, SAMPLE_MODELS } from './models.js';
import type { SamplePerson, SampleRoom } from './people.js';
import { Random } from './random.js';
import type { SampleSite } from './sites.js';
import { SAMPLE_SITES } from './sites.js';

const modelOf = (key: string): SampleModel => SAMPLE_MODELS.find((model) => model.key === key)!;

const dayIn = (random: Random, year: number, month: number, low: number, high: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(random.whole(low, high)).padStart(2, '0')}`;

/** The student's own device through the years at the school; before them somebody who has left since. */
function oneToOne(fleet: Fleet, cast: Cast, random: Random, student: SamplePerson, leavers: SamplePerson[]): void {
  const present = cast.present.start;
  const yearsHere = student.grade! - student.site.low!;
  const wave = random.chance(0.012) ? OLD_WAVE : random.pick(CHROMEBOOK_WAVES);
  const bought = present - wave.yearsAgo;
  const device = fleet.register(student.site, modelOf(wave.model), bought);
  for (let year = Math.max(bought, present - 2); year < present; year++) {
    const holder = present - year <= yearsHere ? student : leavers.length > 0 ? random.pick(leavers) : null;
    if (!holder) continue;
    fleet.checkOut(device, student.site, holder, dayIn(random, year, 8, 10, 28), 'one-to-one', yearOf(year).endsOn);
    fleet.checkIn(device, student.site, dayIn(random, year + 1, 6, 1, 11));
  }
  if (random.chance(0.03)) return;
  const day = dayIn(random, present, 8, 10, 28);
  if (day <= cast.today) fleet.checkOut(device, student.site, student, day, 'one-to-one', cast.present.endsOn);
}

/** A classroom set stays in its room all year: one for each of the class. */
function classroomSets(fleet: Fleet, cast: Cast, random: Random, room: SampleRoom): void {
  const wave = random.pick(CHROMEBOOK_WAVES);
  const bought = cast.present.start - wave.yearsAgo;
  const rooms = cast.rooms.filter(({ site, grade }) => site === room.site && grade !== null);
  const size = Math.ceil(room.site.students / rooms.length);
  for (let i = 0; i < size; i++) {
    const device = fleet.register(room.site, modelOf(wave.model), bought);
    const day = dayIn(random, Math.max(bought, cast.present.start - 2), 8, 3, 9);
    if (day <= cast.today) fleet.checkOut(device, room.site, room, day, 'long', null, i + 1);
  }
}

function staffLaptops(fleet: Fleet, cast: Cast, random: Random): void {
  for (const person of cast.staff) {
    if (!random.chance(0.62)) continue;
    const bought = cast.present.start - random.whole(0, 4);
    const device = fleet.register(person.site, modelOf('dell-5440'), bought);
    const day = dayIn(random, Math.max(bought, cast.present.start - 2), 8, 1, 9);
    if (day <= cast.today) fleet.checkOut(device, person.site, person, day, 'long', null);
  }
}

/** A daily loaner that did not come back on its school day, so many school days ago. */
function forgotten(
  fleet: Fleet,
  cast: Cast,
  device: SampleDevice,
  site: SampleSite,
  student: SamplePerson,
  ago: number,
): void {
  const day = schoolDayBefore(cast.today, ago);
  if (day < cast.present.startsOn || device.events.at(-1)!.at > `${day}T00`) return;
  fleet.checkOut(device, site, student, day, 'daily', day);
}

/** Spares and daily loaners of each school; a few loaners are overdue. */
function pools(fleet: Fleet, cast: Cast, random: Random): void {
  for (const site of SAMPLE_SITES.filter(({ students }) => students > 100)) {
    const here = cast.students.filter((student) => student.site === site);
    const spares = Math.max(8, Math.round(site.students * 0.03));
    for (let i = 0; i < spares; i++)
      fleet.register(
        site,
        modelOf(random.pick(['dell-3110', 'dell-3120', 'lenovo-100e4'])),
        cast.present.start - random.whole(0, 2),
      );
    for (let i = 0; i < Math.round(site.students * 0.015); i++)
      fleet.register(site, modelOf(OLD_WAVE.model), cast.present.start - OLD_WAVE.yearsAgo);
    for (let i = 0; i < 20; i++) {
      const device = fleet.register(site, modelOf('acer-722'), cast.present.start - 3, { loanerPool: true });
      for (let use = random.whole(0, 3); use > 0; use--) {
        const day = schoolDayUpTo(dayIn(random, cast.present.start, 9, use === 1 ? 20 : 1, use === 1 ? 30 : 9));
        if (day > cast.today || device.events.at(-1)!.at > `${day}T00`) continue;
        fleet.checkOut(device, site, random.pick(here), day, 'daily', day);
        fleet.checkIn(device, site, dayIn(random, cast.present.start, use === 1 ? 10 : 9, 10, 12));
      }
      if (random.chance(0.15)) forgotten(fleet, cast, device, site, random.pick(here), random.whole(1, 9));
    }
    for (let i = 0; i < Math.min(30, Math.round(site.students / 60)); i++)
      fleet.register(site, modelOf('optiplex'), cast.present.start - random.whole(1, 4));
  }
}

/** The trouble of two years: repairs, losses, thefts, transfers, a retired generation. */
function troubles(fleet: Fleet, cast: Cast, random: Random): void {
  const warehouse = SAMPLE_SITES.find(({ kind }) => kind === 'warehouse')!;
  const siteOf = new Map(SAMPLE_SITES.map((site) => [site.code, site]));
  for (const device of fleet.devices) {
    const last = device.events.at(-1)!;
    const site = siteOf.get(last.siteCode)!;
    const open = device.loans.some((loan) => loan.closed === null);
    const earliest = last.at.slice(0, 10);
    const day = `${cast.present.start}-10-${String(random.whole(1, 31)).padStart(2, '0')}`;
    if (day > cast.today || earliest >= day) continue;
    if (open && random.chance(0.008)) {
      fleet.move(
        device,
        site,
        'reported-missing',
        day,
        { state: 'missing' },
        { lastSeenOn: earliest, reason: 'not-found' },
      );
      if (random.chance(0.12)) {
        const later = `${cast.present.start}-11-${String(random.whole(1, 20)).padStart(2, '0')}`;
        if (later <= cast.today)
          fleet.move(
            device,
            site,
            'reported-stolen',
            later,
            { state: 'stolen' },
            { policeAgency: 'City police', policeReportNumber: `26-${random.whole(1000, 9999)}` },
          );
      }
    } else if (open && random.chance(0.012)) {
      fleet.checkIn(device, site, day);
      fleet.move(
        device,
        site,
        'hold-placed',
        day,
        { holds: ['damaged'] },
        { hold: 'damaged', finding: random.pick(['screen', 'keyboard', 'will-not-start']) },
      );
      if (random.chance(0.6))
        fleet.move(device, site, 'state-changed', day, { state: 'in-repair' }, { reason: 'other' });
    } else if (!open && random.chance(0.02)) {
      fleet.sendTo(device, site, warehouse, day);
    }
  }
}

/** The generation before: bought six years ago, retired last summer, some lost on the way. */
function retiredGeneration(fleet: Fleet, cast: Cast, random: Random): void {
  const model = modelOf('hp-g8');
  const summer = cast.present.start;
  for (const site of SAMPLE_SITES.filter(({ kind }) => kind === 'high' || kind === 'middle')) {
    for (let i = 0; i < Math.round(site.students * 0.06); i++) {
      const device = fleet.register(site, model, cast.present.start - 5);
      if (random.chance(0.05)) {
        fleet.move(
          device,
          site,
          'reported-missing',
          `${summer}-06-20`,
          { state: 'missing' },
          { lastSeenOn: `${summer}-06-11`, reason: 'not-returned' },
        );
        // Written off 90 days later, but for some that still wait.
        const lostOn = `${summer}-09-${String(random.whole(20, 30))}`;
        if (lostOn <= cast.today && i % 4 !== 0)
          fleet.move(device, site, 'state-changed', lostOn, { state: 'lost' }, { reason: 'not-returned' });
      } else {
        fleet.move(
          device,
          site,
          'state-changed',
          `${summer}-06-${String(random.whole(15, 30))}`,
          { state: 'retired' },
          { reason: 'cycle' },
        );
      }
    }
  }
}

/** One delivery that waits for its tags in the warehouse, one on its way, and labels that were entered twice. */
function deliveries(fleet: Fleet, cast: Cast): void {
  const model = modelOf(NEW_MODEL);
  const warehouse = SAMPLE_SITES.find(({ kind }) => kind === 'warehouse')!;
  const year = cast.present.start % 100;
  for (let i = 0; i < 240; i++) {
    const device = fleet.order(model, `PO-${year}2041`, daysBefore(cast.today, 52));
    device.receivedOn = daysBefore(cast.today, 6);
    device.warrantyEndsOn = daysBefore(cast.today, 6 - 365);
    const after = { state: 'received', custody: 'none', serial: model.serial(fleet.devices.length) };
    fleet.move(device, warehouse, 'state-changed', device.receivedOn, after, { action: 'receive-order' });
  }
  for (let i = 0; i < 360; i++) fleet.order(model, `PO-${year}2077`, daysBefore(cast.today, 19));
  for (let i = 0; i < 9; i++) {
    const device = fleet.register(warehouse, model, cast.present.start);
    const day = daysBefore(device.receivedOn!, -3);
    fleet.move(device, warehouse, 'state-changed', day, { state: 'void' }, { action: 'void', reason: 'duplicate' });
  }
}

/** About 36,000 devices, bought in eight years, with two school years of history and the present one so far. */
export function sampleFleet(cast: Cast): SampleDevice[] {
  const random = new Random(20_260_731);
  const fleet = new Fleet(cast, random);
  const leaversBySite = new Map<string, SamplePerson[]>();
  for (const leaver of cast.former)
    leaversBySite.set(leaver.site.code, [...(leaversBySite.get(leaver.site.code) ?? []), leaver]);
  for (const student of cast.students) {
    if (student.site.kind === 'elementary' || student.site.kind === 'preschool') continue;
    oneToOne(fleet, cast, random, student, leaversBySite.get(student.site.code) ?? []);
  }
  for (const room of cast.rooms)
    if (room.site.kind === 'elementary' && room.grade !== null) classroomSets(fleet, cast, random, room);
  staffLaptops(fleet, cast, random);
  pools(fleet, cast, random);
  troubles(fleet, cast, random);
  retiredGeneration(fleet, cast, random);
  deliveries(fleet, cast);
  return fleet.devices;
}
