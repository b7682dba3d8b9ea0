import { Module } from '@nestjs/common';
import { AccessLog, IdentityModule, PasswordWords, SiteLabels } from '@app/identity';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarService } from './calendar/calendar.service.js';
import { SchoolYearsService } from './calendar/school-years.service.js';
import { CartUse } from './carts/cart-use.js';
import { CartsController } from './carts/carts.controller.js';
import { CartsService } from './carts/carts.service.js';
import { CodeRulesController } from './code-rules/code-rules.controller.js';
import { CodeRulesService } from './code-rules/code-rules.service.js';
import { DistrictController } from './district/district.controller.js';
import { DistrictService } from './district/district.service.js';
import { districtNames } from './district/district-names.js';
import { PeopleFacade } from './people.facade.js';
import { CreatePersonService } from './people/create-person.service.js';
import { DoNotContactService } from './people/do-not-contact.service.js';
import { EditPersonService } from './people/edit-person.service.js';
import { AgreementService } from './people/agreement.service.js';
import { FamiliesController } from './people/families.controller.js';
import { HouseholdService } from './people/household.service.js';
import { GuardiansService } from './people/guardians.service.js';
import { PeopleController } from './people/people.controller.js';
import { PlaceExports } from './exports/place-exports.js';
import { DirectoryExports } from './exports/directory-exports.js';
import { PeopleListService } from './people/people-list.service.js';
import { PeopleSearchService } from './people/people-search.service.js';
import { recordsOf } from './people/person.sql.js';
import { PersonDetailService } from './people/person-detail.service.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesService } from './policies/policies.service.js';
import { AgreementAsked } from './people/agreement-asked.js';
import { PolicyRegistry } from './policies/policy-registry.js';
import { DIRECTORY_HOLDINGS } from './records/directory-holdings.js';
import { PersonRecords } from './records/person-records.js';
import { ProgramsController } from './programs/programs.controller.js';
import { ProgramsService } from './programs/programs.service.js';
import { HomeroomsController } from './homerooms/homerooms.controller.js';
import { HomeroomsService } from './homerooms/homerooms.service.js';
import { RoomsController } from './rooms/rooms.controller.js';
import { RoomsService } from './rooms/rooms.service.js';
import { SetupController } from './setup/setup.controller.js';
import { SetupService } from './setup/setup.service.js';
import { SitesFacade } from './sites.facade.js';
import { SitesController } from './sites/sites.controller.js';
import { SiteUse } from './sites/site-use.js';
import { SitesService } from './sites/sites.service.js';
import { MergePersonService } from './temporary-people/merge-person.service.js';
import { TemporaryPeopleController } from './temporary-people/temporary-people.controller.js';
import { TemporaryPeopleService } from './temporary-people/temporary-people.service.js';

/** Needs `Database` and `Jobs` of the platform's global module. */
@Module({
  imports: [IdentityModule],
  controllers: [
    SetupController,
    DistrictController,
    SitesController,
    RoomsController,
    HomeroomsController,
    CartsController,
    CalendarController,
    ProgramsController,
    CodeRulesController,
    PoliciesController,
    PeopleController,
    FamiliesController,
    TemporaryPeopleController,
  ],
  providers: [
    SetupService,
    DistrictService,
    SiteUse,
    SitesService,
    RoomsService,
    HomeroomsService,
    CartsService,
    CartUse,
    SchoolYearsService,
    CalendarService,
    ProgramsService,
    CodeRulesService,
    PolicyRegistry,
    AgreementAsked,
    PersonRecords,
    PoliciesService,
    PeopleListService,
    PeopleSearchService,
    PersonDetailService,
    CreatePersonService,
    EditPersonService,
    GuardiansService,
    DoNotContactService,
    HouseholdService,
    AgreementService,
    TemporaryPeopleService,
    MergePersonService,
    DirectoryExports,
    PlaceExports,
    SitesFacade,
    PeopleFacade,
  ],
  exports: [CartUse, SitesFacade, PeopleFacade, PolicyRegistry, AgreementAsked, PersonRecords],
})
export class DirectoryModule {
  constructor(words: PasswordWords, accessLog: AccessLog, records: PersonRecords, siteLabels: SiteLabels) {
    DIRECTORY_HOLDINGS.forEach((holding) => records.register(holding));
    words.register(districtNames);
    accessLog.resolvePeopleBy(recordsOf);
    siteLabels.readBy((db) => db.query('SELECT id, code, name FROM site'));
  }
}
