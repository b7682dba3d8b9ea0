import { AccessLog, AdminLog } from '@app/identity';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Jobs, Viewer } from '@app/platform';
import type { TestDatabase } from '../../../test/support/database.js';
import { testDatabase } from '../../../test/support/database.js';
import { CalendarService } from './calendar/calendar.service.js';
import { SchoolYearsService } from './calendar/school-years.service.js';
import { CodeRulesService } from './code-rules/code-rules.service.js';
import { DistrictService } from './district/district.service.js';
import { AgreementAsked } from './people/agreement-asked.js';
import { CreatePersonService } from './people/create-person.service.js';
import { DoNotContactService } from './people/do-not-contact.service.js';
import { EditPersonService } from './people/edit-person.service.js';
import { HouseholdService } from './people/household.service.js';
import { AgreementService } from './people/agreement.service.js';
import { GuardiansService } from './people/guardians.service.js';
import { PeopleListService } from './people/people-list.service.js';
import { PeopleSearchService } from './people/people-search.service.js';
import { PersonDetailService } from './people/person-detail.service.js';
import type { NewPersonDto, PersonDto } from './people/person.dto.js';
import { ProgramsService } from './programs/programs.service.js';
import { RoomsService } from './rooms/rooms.service.js';
import type { NewSiteDto, SiteDto } from './sites/site.dto.js';
import { SiteUse } from './sites/site-use.js';
import { SitesService } from './sites/sites.service.js';
import { MergePersonService } from './temporary-people/merge-person.service.js';
import { TemporaryPeopleService } from './temporary-people/temporary-people.service.js';

export { codeOf } from '../../../test/support/code-of.js';

/** The services of this lib on a test's database, without a container. */
export function directoryOn({ database }: TestDatabase) {
  const log = new AdminLog();
  const accessLog = new AccessLog(database);
  const jobs = new Jobs(database);
  const use = new SiteUse();
  const sites = new SitesService(database, log, use);
  const district = new DistrictService(database, log, jobs);
  const years = new SchoolYearsService(database, district, log);
  return {
    use,
    sites,
    district,
    years,
    rooms: new RoomsService(database, sites, log),
    calendar: new CalendarService(database, sites, district, years, log),
    codeRules: new CodeRulesService(database, sites, district, log),
    programs: new ProgramsService(database, sites, years, log),
    list: new PeopleListService(database, sites, new AgreementAsked()),
    searching: new PeopleSearchService(database, sites),
    details: new PersonDetailService(database, accessLog),
    creating: new CreatePersonService(database, sites, log),
    editing: new EditPersonService(database, sites, jobs, log),
    guardians: new GuardiansService(database, accessLog, log),
    contact: new DoNotContactService(database, log),
    households: new HouseholdService(database, accessLog),
    agreements: new AgreementService(database, log),
    temporary: new TemporaryPeopleService(database, sites, log),
    merging: new MergePersonService(database, jobs, log),
  };
}
export type Directory = ReturnType<typeof directoryOn>;

export const everywhere = Viewer.system('test');

/** Somebody with these permissions at these sites. */
export const viewerOf = (scope: SiteScope, ...permissions: string[]): Viewer =>
  new Viewer(newId(), 'test', new Map(permissions.map((permission) => [permission, scope])));

export const clerkAt = (...siteIds: string[]): Viewer =>
  viewerOf(siteIds, 'person:read', 'person:edit', 'person:contacts', 'site:read', 'site:edit');

let made = 0;

/** Rows of a test's own: each call makes new ones, what does not matter is filled in. */
export function givenOn(test: TestDatabase, directory: Directory) {
  const site = (facts: Partial<NewSiteDto> = {}): Promise<SiteDto> => {
    made += 1;
    const defaults: NewSiteDto = { code: `S${made}`, name: `School ${made}`, kind: 'middle' };
    return directory.sites.create(everywhere, { ...defaults, ...facts });
  };
  return {
    district: (timeZone = 'America/Chicago'): Promise<void> =>
      test.database.transaction((tx) =>
        directory.district.create(tx, { name: 'Test USD', timeZone, fiscalYearStartMonth: 7, profile: 'california' }),
      ),
    site,
    person: async (facts: Partial<NewPersonDto> = {}): Promise<PersonDto> => {
      made += 1;
      const primarySiteId = facts.primarySiteId ?? (await site()).id;
      const defaults = { kind: 'student' as const, number: `90${made}`, givenName: 'Maya', familyName: 'Rivera' };
      return directory.creating.create(everywhere, { ...defaults, ...facts, primarySiteId });
    },
  };
}
export type Given = ReturnType<typeof givenOn>;

/** All for the specs of one file, on a database of their own: empty until the first test, and closed after the last. */
export function useDirectory(): { test: TestDatabase; directory: Directory; given: Given } {
  const [test, directory, given] = [{} as TestDatabase, {} as Directory, {} as Given];
  beforeAll(async () => {
    Object.assign(test, await testDatabase());
    Object.assign(directory, directoryOn(test));
    Object.assign(given, givenOn(test, directory));
  });
  afterAll(() => test.close());
  return { test, directory, given };
}
