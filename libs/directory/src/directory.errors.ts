import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export type VersionedNoun = 'district' | 'site' | 'room' | 'cart' | 'person';

/** Somebody changed the record since the caller read it: `site.version-conflict`. Read it again, then decide. */
export class VersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(noun: VersionedNoun, version: number) {
    super('The record was changed by somebody else meanwhile', { version });
    this.code = `${noun}.version-conflict`;
  }
}

export class DistrictNotSetUp extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'district.not-set-up';
  constructor() {
    super('The district has not been set up yet');
  }
}

export class DistrictAlreadySetUp extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'district.already-set-up';
  constructor() {
    super('The district has been set up already');
  }
}

export class TimeZoneUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'district.time-zone-unknown';
  constructor(field: string) {
    super('The time zone is not known', {
      errors: [{ field, message: 'must be an IANA time zone such as America/Los_Angeles' }],
    });
  }
}

/** No such site, or one outside the viewer's scope: the two are not told apart. */
export class SiteNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'site.not-found';
  constructor() {
    super('There is no such site');
  }
}

export class SiteClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'site.closed';
  constructor(siteId: string) {
    super('The site is closed', { siteId });
  }
}

/** A person who left comes back only to open sites. */
export class PersonSiteClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'person.site-closed';
  constructor(siteCode: string) {
    super(`${siteCode} is closed: give the person an open site, then take them back`, { siteCode });
  }
}

/** People, devices or whatever the libs above counted still belong to the site; `details` says how many of each. */
export class SiteInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'site.in-use';
  constructor(counts: Readonly<Record<string, number>>) {
    const what = Object.entries(counts).map(([noun, count]) => `${count} ${noun}`);
    super(`Still at this site: ${what.join(', ')}. Move them first`, counts);
  }
}

export class SiteCodeTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'site.code-taken';
  constructor(fields: readonly string[] = ['code']) {
    super('Another site has this code', {
      errors: fields.map((field) => ({ field, message: 'is that of another site' })),
    });
  }
}

export class RoomNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'room.not-found';
  constructor() {
    super('There is no such room');
  }
}

/** Devices are with the room, or lie in it. */
export class RoomInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'room.in-use';
  constructor(devices: number) {
    super(`Devices are still in the room: ${devices}. Check them in or move them first`, { devices });
  }
}

/** The room or cart was closed, or has fewer slots than it had. */
export class PlaceClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'place.closed';
  constructor(placeId: string) {
    super('The room is closed, or the cart is or has not so many slots', { placeId });
  }
}

export class RoomCodeTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'room.code-taken';
  constructor() {
    super('Another room of the district has this code');
  }
}

export class RoomCodeReserved extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'room.code-reserved';
  constructor() {
    super('The desk could not read this code back', {
      errors: [{ field: 'code', message: 'must be a code that can be scanned' }],
    });
  }
}

export class SchoolYearNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'school-year.not-found';
  constructor() {
    super('There is no such school year');
  }
}

export class SchoolYearOrder extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'school-year.order';
  constructor(field = 'endsOn') {
    super('A school year ends after it starts', {
      errors: [{ field, message: 'must be later than startsOn' }],
    });
  }
}

export class SchoolYearLabelTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'school-year.label-taken';
  constructor() {
    super('Another school year has this label');
  }
}

export class SchoolYearOverlaps extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'school-year.overlaps';
  constructor() {
    super('School years must not overlap');
  }
}

/** `errors` names the fields: days out of the year, a day twice, hours that end before they begin. */
export class CalendarInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'calendar.invalid';
  constructor(errors: readonly { field: string; message: string }[]) {
    super('The calendar has values that do not fit together', { errors });
  }
}

export class ProgramGradeTwice extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'program.grade-twice';
  constructor(index: number) {
    super('A grade has one program a year', {
      errors: [{ field: `programs.${index}.grade`, message: 'stands in this list twice' }],
    });
  }
}

/** `at`: place of the rule in the request. */
export class CodeRuleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'code-rule.invalid';
  constructor(at: number, field: string, message: string) {
    super('The rule does not do what its example says', { errors: [{ field: `rules.${at}.${field}`, message }] });
  }
}

/** No such person, or one outside the viewer's scope: the two are not told apart. */
export class PersonNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'person.not-found';
  constructor() {
    super('There is no such person');
  }
}

/** The number, or an ID card of somebody, has this code already. */
export class PersonNumberTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'person.number-taken';
  constructor() {
    super('Another person has this number');
  }
}

export class PersonNumberReserved extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'person.number-reserved';
  constructor() {
    super('The desk could not read this number back', {
      errors: [{ field: 'number', message: 'must be a code that can be scanned' }],
    });
  }
}

/** The years of the record are over: nobody knows whose it was, and nothing is written to it again. */
export class PersonForgotten extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'person.forgotten';
  constructor() {
    super('The student left long ago and the record was forgotten');
  }
}

export class PersonPrimarySiteNotOwn extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'person.primary-site-not-own';
  constructor() {
    super("The primary site must be one of the person's sites", {
      errors: [{ field: 'primarySiteId', message: "must be one of the person's sites" }],
    });
  }
}

export class WithdrawalInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'person.withdrawal-invalid';
  constructor(message: string) {
    super('The day of withdrawal does not fit', { errors: [{ field: 'withdrawnOn', message }] });
  }
}

export class AgreementInFuture extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'person.agreement-invalid';
  constructor() {
    super('The day of the agreement does not fit', {
      errors: [{ field: 'signedOn', message: 'must not be in the future' }],
    });
  }
}

mapConstraint('pk_district', () => new DistrictAlreadySetUp());
mapConstraint('ck_site_open', ({ detail = '' }) => new SiteClosed(detail));
mapConstraint('uq_site_code', () => new SiteCodeTaken());
mapConstraint('ck_room_in_use', ({ detail }) => new RoomInUse(Number(detail)));
mapConstraint('ck_room_open', ({ detail = '' }) => new PlaceClosed(detail));
mapConstraint('ck_cart_open', ({ detail = '' }) => new PlaceClosed(detail));
mapConstraint('uq_room_code', () => new RoomCodeTaken());
mapConstraint('ck_room_code', () => new RoomCodeReserved());
mapConstraint('uq_school_year_label', () => new SchoolYearLabelTaken());
mapConstraint('ex_school_year_overlap', () => new SchoolYearOverlaps());
mapConstraint('uq_person_number', () => new PersonNumberTaken());
mapConstraint('uq_person_identifier', () => new PersonNumberTaken());
mapConstraint('ck_person_number', () => new PersonNumberReserved());
mapConstraint('ck_person_known_number_reserved', () => new PersonNumberReserved());
mapConstraint('fk_person_primary_is_own', () => new PersonPrimarySiteNotOwn());
mapConstraint('ck_person_remembered', () => new PersonForgotten());
