import { RequestValidationPipe } from '@app/platform';
import { CalendarQuery, EditCalendarDto, NewSchoolYearDto } from './calendar/calendar.dto.js';
import { EditDistrictDto } from './district/district.dto.js';
import { EditGuardiansDto } from './people/guardian.dto.js';
import { EditPersonDto, NewPersonDto, PeopleQuery, SearchPeopleDto } from './people/person.dto.js';
import { EditProgramsDto, ProgramsQuery } from './programs/program.dto.js';
import { EditRoomDto, NewRoomDto, RoomsQuery } from './rooms/room.dto.js';
import { RunSetupDto } from './setup/setup.dto.js';
import { EditSiteDto, NewSiteDto, SitesQuery } from './sites/site.dto.js';

const pipe = new RequestValidationPipe();
type Dto = new () => object;
type FieldErrors = { field: string; message: string }[];

const errorsOf = async (metatype: Dto, value: unknown, type: 'body' | 'query' = 'body'): Promise<FieldErrors> => {
  try {
    await pipe.transform(value, { type, metatype });
    return [];
  } catch (error) {
    return (error as { errors?: FieldErrors }).errors ?? [{ field: 'unexpected', message: String(error) }];
  }
};

const ID = '0199a4c2-7a7e-7c3f-9d0e-3b0f5f2f8a11';
const site = { code: 'LHS', name: 'Lincoln High', kind: 'high' };
const year = { label: '2026-27', startsOn: '2026-07-01', endsOn: '2027-06-30' };
const program = {
  grade: '7',
  kind: 'cart',
  limitOneToOne: 1,
  limitDaily: 1,
  limitLong: 1,
  limitInSchool: 1,
  limitSummer: 1,
};
const BODIES: [string, Dto, object][] = [
  ['EditDistrictDto', EditDistrictDto, { version: 1, name: 'X' }],
  ['NewSiteDto', NewSiteDto, site],
  ['EditSiteDto', EditSiteDto, { version: 1, active: false }],
  ['NewRoomDto', NewRoomDto, { code: 'R01', name: 'Room 1', capacity: 30 }],
  ['EditRoomDto', EditRoomDto, { version: 1, capacity: null }],
  ['NewSchoolYearDto', NewSchoolYearDto, year],
  [
    'EditCalendarDto',
    EditCalendarDto,
    { version: 1, hours: null, days: [{ on: '2026-12-24', kind: 'closed', label: 'x' }] },
  ],
  ['EditProgramsDto', EditProgramsDto, { version: 1, programs: [program] }],
  ['SearchPeopleDto', SearchPeopleDto, { q: '%' }],
  [
    'NewPersonDto',
    NewPersonDto,
    { kind: 'student', number: '700412', givenName: 'A', familyName: 'B', primarySiteId: ID },
  ],
  ['EditPersonDto', EditPersonDto, { version: 1, grade: null }],
  ['EditGuardiansDto', EditGuardiansDto, { version: 1, guardians: [{ name: 'Ana' }] }],
  [
    'RunSetupDto',
    RunSetupDto,
    {
      code: 'K7QM',
      admin: { email: 'a@example.org', displayName: 'A', password: 'p' },
      district: { name: 'D', timeZone: 'UTC', fiscalYearStartMonth: 7, profile: 'generic' },
      schoolYear: year,
      sites: [site],
    },
  ],
];
const QUERIES: [string, Dto, object][] = [
  ['SitesQuery', SitesQuery, { active: 'false', limit: '10' }],
  ['RoomsQuery', RoomsQuery, {}],
  ['CalendarQuery', CalendarQuery, { schoolYear: ID }],
  ['ProgramsQuery', ProgramsQuery, {}],
  [
    'PeopleQuery',
    PeopleQuery,
    { site: ID, grade: '7', homeroom: 'R1', kind: 'student', state: 'active', sort: '-name', limit: '200' },
  ],
];
/** What a caller may try to set besides. */
const EXTRAS = ['id', 'role', 'siteId2', 'createdAt', 'isAdmin', 'merged_into_id', 'birthDate', 'sortName'];

describe.each(BODIES)('%s', (_name, dto, body) => {
  it('takes its own fields and refuses every other', async () => {
    expect(await errorsOf(dto, body)).toEqual([]);
    for (const extra of EXTRAS) {
      expect(await errorsOf(dto, { ...body, [extra]: 'x' })).toEqual([
        { field: extra, message: 'is not a field of this request' },
      ]);
    }
  });

  it.each([[[]], [null], ['x'], [{}]])('refuses the body %j', async (value) => {
    expect(await errorsOf(dto, value)).not.toEqual([]);
  });

  it('refuses a field that is null, of another type, or half a character', async () => {
    const [field] = Object.keys(body);
    for (const value of [null, [], {}, [[]], '\ud800', 'a\u0000b', Number.NaN]) {
      expect((await errorsOf(dto, { ...body, [field]: value })).map((error) => error.field)).toEqual([
        expect.stringContaining(field),
      ]);
    }
  });
});

describe.each(QUERIES)('%s', (_name, dto, query) => {
  it('takes its own fields and refuses every other', async () => {
    expect(await errorsOf(dto, query, 'query')).toEqual([]);
    expect(await errorsOf(dto, { ...query, order: 'x' }, 'query')).toEqual([
      { field: 'order', message: 'is not a field of this request' },
    ]);
  });
});

describe('PeopleQuery', () => {
  it.each([
    ['sort', 'name,(SELECT pg_sleep(5))'],
    ['sort', 'passwordHash'],
    ['site', [ID, ID]],
    ['site', { $ne: ID }],
    ['limit', '-1'],
    ['limit', '1000000'],
    ['limit', '1e2'],
    ['kind', 'student,pupil'],
    ['site', 'x'.repeat(37)],
    ['after', '../../x'],
    ['grade', 'x'.repeat(13)],
    ['grade', '6,,7'],
    ['homeroom', 'a\u0000b'],
  ])('refuses %s=%j', async (field, value) => {
    expect((await errorsOf(PeopleQuery, { [field]: value }, 'query')).map((error) => error.field)).toEqual([field]);
  });
});

it('a homeroom with a comma is one', async () => {
  const query: unknown = await pipe.transform(
    { homeroom: 'Rivera\\, A.,7B' },
    { type: 'query', metatype: PeopleQuery },
  );
  expect(query).toMatchObject({ homeroom: ['Rivera, A.', '7B'] });
});

describe('lists inside a body', () => {
  it.each([
    ['a list in the list', { days: [[]] }, 'days'],
    ['null in the list', { days: [null] }, 'days'],
    ['text in the list', { days: ['2026-12-24'] }, 'days'],
    ['a day that does not exist', { days: [{ on: '2026-02-30', kind: 'closed', label: 'x' }] }, 'days.0.on'],
    ['another field', { days: [{ on: '2026-02-03', kind: 'closed', label: 'x', siteId: ID }] }, 'days.0.siteId'],
    ['24:00', { hours: [{ weekday: 1, opensAt: '08:00', closesAt: '24:00' }] }, 'hours.0.closesAt'],
    ['a weekday 8', { hours: [{ weekday: 8, opensAt: '08:00', closesAt: '09:00' }] }, 'hours.0.weekday'],
    ['eight days of hours', { hours: Array(8).fill({ weekday: 1, opensAt: '08:00', closesAt: '09:00' }) }, 'hours'],
  ])('refuse %s', async (_what, part, field) => {
    const errors = await errorsOf(EditCalendarDto, { version: 1, hours: [], days: [], ...part });
    expect(errors.map((error) => error.field)).toEqual([field]);
  });
});

const NEW_PERSON = { kind: 'student', number: '700412', givenName: 'A', familyName: 'B', primarySiteId: ID };

describe('what nobody is', () => {
  it.each([
    ['grade', NewPersonDto, { ...NEW_PERSON, grade: '97' }],
    ['grade', EditPersonDto, { version: 1, grade: '2026' }],
    ['language', EditPersonDto, { version: 1, language: 'Klingonese' }],
    ['withdrawnOn', EditPersonDto, { version: 1, withdrawnOn: '0204-08-15' }],
    ['withdrawnOn', EditPersonDto, { version: 1, withdrawnOn: '2999-08-15' }],
    ['guardians.0.language', EditGuardiansDto, { version: 1, guardians: [{ name: 'R', language: '01' }] }],
  ] as [string, Dto, object][])('%s is refused by name', async (field, dto, body) => {
    expect((await errorsOf(dto, body)).map((error) => error.field)).toEqual([field]);
  });
});

describe('names', () => {
  const withName = (familyName: unknown) =>
    errorsOf(NewPersonDto, { kind: 'student', number: '700412', givenName: 'A', familyName, primarySiteId: ID });

  it.each([
    'Nguyễn Thị Ánh',
    'الأحمد',
    "O'Brien",
    '👩‍🎓',
    'null',
    'x'.repeat(255),
    '🦊'.repeat(255),
    '<img src=x onerror=1>',
  ])('may be %s', async (name) => {
    expect(await withName(name)).toEqual([]);
  });

  it.each(['', '   ', '\u00a0', '\u200b', 'a\nb', 'a\u0000b', '\ud800', 'x'.repeat(256), 7])(
    'may not be %j',
    async (name) => {
      expect((await withName(name)).map(({ field }) => field)).toEqual(['familyName']);
    },
  );
});
