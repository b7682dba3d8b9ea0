export { nextClosing, closingOn } from './calendar/closing.rules.js';
export type { Closing, ClosingCalendar } from './calendar/closing.rules.js';
export { addSchoolDays, isSchoolDay } from './calendar/school-days.rules.js';
export type { SchoolCalendar } from './calendar/school-days.rules.js';
export { CartUse } from './carts/cart-use.js';
export * from './carts/cart.errors.js';
export * from './directory.errors.js';
export { directoryEvents, PersonMerged, PersonMoved, PersonTakenBack, PersonWithdrawn } from './directory.events.js';
export type {
  PersonMergedPayload,
  PersonMovedPayload,
  PersonTakenBackPayload,
  PersonWithdrawnPayload,
} from './directory.events.js';
export { districtNames } from './district/district-names.js';
export { DirectoryModule } from './directory.module.js';
export { PeopleFacade } from './people.facade.js';
export type { FoundPerson, PersonDisplay, PersonFacts, RollFilter } from './people.facade.js';
export { personColumns } from './exports/people-export.js';
export { isLike, isSpelled } from './people/name-match.sql.js';
export { PeoplePageDto, PERSON_KINDS, PERSON_STATES, PersonDto } from './people/person.dto.js';
export type { PersonKind, PersonState } from './people/person.dto.js';
export { nameWords } from './people/search.rules.js';
export type { NameWord } from './people/search.rules.js';
export { LOAN_LIMITS } from './policies/loan-limits.js';
export type { EffectsOf, PolicyEffect, PolicyField, PolicyKind } from './policies/policy.js';
export * from './policies/policy.errors.js';
export { AgreementAsked } from './people/agreement-asked.js';
export { PersonRecords, sectionOf } from './records/person-records.js';
export type { PersonHolding, RecordSection } from './records/person-records.js';
export { PolicyRegistry } from './policies/policy-registry.js';
export { IsGrade, QuerySites, SITE_KINDS, SiteRefDto } from './shared/dto-fields.js';
export type { SiteKind } from './shared/dto-fields.js';
export { TotalDto, totalOf } from './shared/total.js';
export { SitesFacade } from './sites.facade.js';
export type { District, RoomRef, SiteRef } from './sites.facade.js';
export { directorySql } from './sql/directory.sql.js';
export * from './temporary-people/temporary-people.errors.js';
