import { newId } from '@app/kernel';
import { clerkAt, codeOf, everywhere, viewerOf, useDirectory } from '../directory.test-support.js';
import type { EditCalendarDto, SchoolYearDto } from './calendar.dto.js';
import type { ClosingCalendar, DayHours, Exception } from './closing.rules.js';
import { nextClosing } from './closing.rules.js';

const TIME_ZONE = 'America/Chicago';
const { test, directory, given } = useDirectory();
let year: SchoolYearDto;
beforeAll(async () => {
  await given.district(TIME_ZONE);
  year = await directory.years.create(everywhere, { label: '2026-27', startsOn: '2026-07-01', endsOn: '2027-06-30' });
});

const districtVersion = async (): Promise<number> => (await directory.district.get()).version;
const hours = (closesAt: string, ...weekdays: number[]) =>
  weekdays.map((weekday) => ({ weekday, opensAt: '07:00', closesAt }));

describe('school years', () => {
  it.each([
    ['school-year.order', '2030-06-30', '2030-06-30', '2030'],
    ['school-year.overlaps', '2027-06-30', '2028-06-30', '2027-28'],
    ['school-year.label-taken', '2028-07-01', '2029-06-30', '2026-27'],
  ])('refuse with %s', async (code, startsOn, endsOn, label) => {
    expect(await codeOf(directory.years.create(everywhere, { label, startsOn, endsOn }))).toBe(code);
  });

  it('are made for the whole district only', async () => {
    const body = { label: 'x', startsOn: '2040-07-01', endsOn: '2041-06-30' };
    const work = directory.years.create(viewerOf([newId()], 'district:edit'), body);
    expect(await codeOf(work)).toBe('access.district-wide-only');
  });
});

describe('a calendar', () => {
  it("of a site is the district's until it has its own, and again when that is emptied", async () => {
    const site = await given.site();
    const clerk = clerkAt(site.id);
    const day = (on: string, label: string) => ({ on, kind: 'closed' as const, closesAt: null, label });
    await directory.calendar.replaceForDistrict(everywhere, year.id, {
      version: await districtVersion(),
      hours: hours('15:30', 1, 2, 3, 4, 5),
      days: [day('2026-11-26', 'Thanksgiving'), day('2026-12-24', 'Winter break')],
    });
    const before = await directory.calendar.ofSite(clerk, site.id, year.id);
    expect(before).toMatchObject({ hoursFrom: 'district', version: 1 });
    expect(before.hours).toHaveLength(5);

    const own: EditCalendarDto = {
      version: 1,
      hours: hours('14:00', 1, 6),
      days: [{ on: '2026-12-24', kind: 'early', closesAt: '12:00', label: 'Concert' }],
    };
    const after = await directory.calendar.replaceAtSite(clerk, site.id, year.id, own);
    expect(after).toMatchObject({ hoursFrom: 'site', version: 2, hours: own.hours });
    expect(after.days).toEqual([
      { ...day('2026-11-26', 'Thanksgiving'), from: 'district' },
      { on: '2026-12-24', kind: 'early', closesAt: '12:00', label: 'Concert', from: 'site' },
    ]);
    expect(await directory.calendar.ofSite(clerk, site.id, year.id)).toEqual(after);

    const emptied = await directory.calendar.replaceAtSite(clerk, site.id, year.id, {
      version: 2,
      hours: null,
      days: [],
    });
    expect(emptied).toEqual({ ...before, version: 3 });
  });

  it('keeps the days of other years', async () => {
    const site = await given.site();
    const next = await directory.years.create(everywhere, {
      label: '2027-28',
      startsOn: '2027-07-01',
      endsOn: '2028-06-30',
    });
    const days = [{ on: '2027-09-06', kind: 'closed' as const, label: 'Labor Day' }];
    await directory.calendar.replaceAtSite(everywhere, site.id, next.id, { version: 1, hours: [], days });
    await directory.calendar.replaceAtSite(everywhere, site.id, year.id, { version: 2, hours: [], days: [] });
    const { days: kept } = await directory.calendar.ofSite(everywhere, site.id, next.id);
    expect(kept.map(({ on }) => on)).toEqual(['2027-09-06']);
  });

  it('is refused as a whole when one day does not fit, and nothing changes', async () => {
    const site = await given.site();
    const request = (days: EditCalendarDto['days']): EditCalendarDto => ({
      version: 1,
      hours: hours('14:00', 1),
      days,
    });
    const outside = request([{ on: '2030-01-01', kind: 'closed', label: 'x' }]);
    expect(await codeOf(directory.calendar.replaceAtSite(everywhere, site.id, year.id, outside))).toBe(
      'calendar.invalid',
    );
    expect(await directory.calendar.ofSite(everywhere, site.id, year.id)).toMatchObject({
      hoursFrom: 'district',
      version: 1,
    });
  });

  it('is guarded by scope and version', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const empty: EditCalendarDto = { version: 1, hours: [], days: [] };
    expect(await codeOf(directory.calendar.ofSite(clerkAt(own.id), other.id, year.id))).toBe('site.not-found');
    expect(await codeOf(directory.calendar.replaceAtSite(clerkAt(own.id), other.id, year.id, empty))).toBe(
      'site.not-found',
    );
    expect(await codeOf(directory.calendar.replaceAtSite(clerkAt(own.id), own.id, newId(), empty))).toBe(
      'school-year.not-found',
    );
    const late = { ...empty, version: 7 };
    expect(await codeOf(directory.calendar.replaceAtSite(clerkAt(own.id), own.id, year.id, late))).toBe(
      'site.version-conflict',
    );
    const clerk = viewerOf([own.id], 'district:edit');
    expect(await codeOf(directory.calendar.replaceForDistrict(clerk, year.id, empty))).toBe(
      'access.district-wide-only',
    );
    const noHours = { ...empty, version: await districtVersion() };
    expect(await codeOf(directory.calendar.replaceForDistrict(everywhere, year.id, noHours))).toBe('calendar.invalid');
  });
});

describe('the rule of the next closing and its SQL twin', () => {
  it('agree over two changes of the clock, weekends, closed and early days', async () => {
    const site = await given.site();
    const districtHours = hours('15:30', 1, 2, 3, 4, 5);
    const siteHours = hours('14:00', 1, 3, 5, 7);
    const districtDays: Exception[] = [
      { on: '2026-11-02', kind: 'closed', closesAt: null },
      { on: '2026-10-30', kind: 'early', closesAt: '11:00' },
      { on: '2027-03-15', kind: 'closed', closesAt: null },
    ];
    const siteDays: Exception[] = [
      { on: '2026-11-02', kind: 'early', closesAt: '10:15' },
      { on: '2026-10-31', kind: 'early', closesAt: '12:00' },
      { on: '2027-03-14', kind: 'closed', closesAt: null },
    ];
    const labelled = (days: Exception[]) => days.map((day) => ({ ...day, label: 'x' }));
    const version = await districtVersion();
    await directory.calendar.replaceForDistrict(everywhere, year.id, {
      version,
      hours: districtHours,
      days: labelled(districtDays),
    });

    const compare = async (ownHours: DayHours[], ownDays: Exception[]): Promise<void> => {
      const calendar: ClosingCalendar = {
        timeZone: TIME_ZONE,
        districtHours,
        siteHours: ownHours,
        districtDays,
        siteDays: ownDays,
      };
      const instants = ['2026-10-28T00:00:00Z', '2027-03-11T00:00:00Z'].flatMap((start) =>
        Array.from({ length: 48 }, (_, n) => new Date(Date.parse(start) + n * 3.5 * 3_600_000).toISOString()),
      );
      const rows = await test.database.read.query<{ at: string; closing: { on: string; at: string } | null }>(
        `SELECT w.at, directory_next_closing($1, w.at::timestamptz) AS closing FROM unnest($2::text[]) AS w (at)`,
        [site.id, instants],
      );
      for (const { at, closing } of rows) {
        const rule = nextClosing(calendar, at);
        const twin = closing && { on: closing.on, at: new Date(closing.at).toISOString() };
        expect({ at, closing: twin }).toEqual({ at, closing: rule && { on: rule.on, at: rule.at } });
      }
    };
    await compare([], []);
    await directory.calendar.replaceAtSite(everywhere, site.id, year.id, {
      version: 1,
      hours: siteHours,
      days: labelled(siteDays),
    });
    await compare(siteHours, siteDays);
  });
});

describe('programs', () => {
  const program = (grade: string, limitOneToOne = 1) => ({
    grade,
    kind: 'take-home' as const,
    limitOneToOne,
    limitDaily: 1,
    limitLong: 0,
    limitInSchool: 1,
    limitSummer: 2,
  });

  it('of a site and year are replaced as a whole, grades in their order', async () => {
    const site = await given.site();
    const clerk = clerkAt(site.id);
    await directory.programs.replace(clerk, site.id, year.id, {
      version: 1,
      programs: [program('12'), program('7'), program('K')],
    });
    const after = await directory.programs.replace(clerk, site.id, year.id, {
      version: 2,
      programs: [program('7', 2), program('8')],
    });
    expect(after.version).toBe(3);
    expect(after.programs).toEqual([program('7', 2), program('8')]);
    const all = await directory.programs.replace(clerk, site.id, year.id, {
      version: 3,
      programs: ['12', '7', 'K', 'TK'].map((g) => program(g)),
    });
    expect(all.programs.map(({ grade }) => grade)).toEqual(['K', 'TK', '7', '12']);
  });

  it('are guarded by scope and version, and name a grade once', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const replace = (siteId: string, version: number, ...grades: string[]) =>
      codeOf(
        directory.programs.replace(clerkAt(own.id), siteId, year.id, {
          version,
          programs: grades.map((g) => program(g)),
        }),
      );
    expect(await replace(other.id, 1, '7')).toBe('site.not-found');
    expect(await replace(own.id, 1, '7', '8', '7')).toBe('program.grade-twice');
    expect(await replace(own.id, 2, '7')).toBe('site.version-conflict');
    expect(await codeOf(directory.programs.list(clerkAt(own.id), other.id, year.id))).toBe('site.not-found');
  });
});

describe('a school year', () => {
  it('is corrected under the version of the district, and never overlaps another', async () => {
    const { version } = await directory.district.get();
    const wrong = await directory.years.create(everywhere, {
      label: '2031',
      startsOn: '2031-08-01',
      endsOn: '2031-09-01',
    });
    const edit = (request: object, viewer = everywhere) =>
      codeOf(directory.years.edit(viewer, wrong.id, { version, ...request }));
    expect(await edit({ endsOn: '2031-07-01' })).toBe('school-year.order');
    expect(await edit({ startsOn: year.startsOn, endsOn: year.endsOn })).toBe('school-year.overlaps');
    expect(await edit({ label: year.label })).toBe('school-year.label-taken');
    expect(await edit({ label: 'x' }, viewerOf([newId()], 'district:edit'))).toBe('access.district-wide-only');
    expect(await codeOf(directory.years.edit(everywhere, newId(), { version }))).toBe('school-year.not-found');
    expect(await edit({ version: version + 5 })).toBe('district.version-conflict');
    const right = await directory.years.edit(everywhere, wrong.id, { version, label: '2031-32', endsOn: '2032-06-12' });
    expect(right).toEqual({ id: wrong.id, label: '2031-32', startsOn: '2031-08-01', endsOn: '2032-06-12' });
    expect(await edit({ endsOn: '2032-06-13' })).toBe('district.version-conflict');
    const entries = await test.asSuperuser(
      `SELECT before ->> 'endsOn' AS before, after ->> 'endsOn' AS after FROM admin_log WHERE subject_id = $1 AND action = 'school-year.edited'`,
      [wrong.id],
    );
    expect(entries).toEqual([{ before: '2031-09-01', after: '2032-06-12' }]);
  });
});

describe('the district', () => {
  it('is edited with its version, for the whole district, in a zone that both clocks know', async () => {
    const { version } = await directory.district.get();
    const edit = (request: object, viewer = everywhere) =>
      codeOf(directory.district.edit(viewer, { version, ...request }));
    expect(await edit({ timeZone: 'Mars/Olympus' })).toBe('district.time-zone-unknown');
    expect(await edit({ name: 'x' }, viewerOf([newId()], 'district:edit'))).toBe('access.district-wide-only');
    const answers = await Promise.all([edit({ name: 'A' }), edit({ name: 'B' })]);
    expect(answers.sort()).toEqual(['district.version-conflict', 'none']);
  });

  it('exists once', async () => {
    expect(await codeOf(given.district())).toBe('district.already-set-up');
  });
});
