import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export class StationNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'desk.station-not-found';
  constructor() {
    super('There is no such station at your sites');
  }
}

export class StationChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'desk.station-version-conflict';
  constructor(version: number) {
    super('Somebody else changed this station in the meantime', { version });
  }
}

export class StationNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'desk.station-name-taken';
  constructor() {
    super('Another station of the site has this name');
  }
}

mapConstraint('uq_station_name', () => new StationNameTaken());

/** The district turns Californian while its desks, or a site's, refuse loans without an agreement (Ed Code 49010–49011). */
export class AgreementBlocks extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'district.profile-agreement';
  constructor() {
    super('A policy of the desk refuses loans without an agreement, which is not allowed in California', {
      errors: [{ field: 'profile', message: 'cannot be California while a desk refuses loans without an agreement' }],
    });
  }
}

mapConstraint('ck_policy_desk_agreement_profile', () => new AgreementBlocks());

/** No session of this account has the id. */
export class SessionNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'desk.session-not-found';
  constructor() {
    super('You have no such session at a desk');
  }
}

/** The scan's id was used by another account: nothing of it is told. */
export class ScanNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'desk.scan-not-found';
  constructor() {
    super('There is no such scan');
  }
}

/** The scan's id was used before for another scan. */
export class ScanIdReused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'desk.scan-id-reused';
  constructor() {
    super('This id was used before for another scan');
  }
}

/** Too many codes of other sites' people in a short time. The station keeps the scan and sends it again. */
export class ReachThrottled extends DomainError {
  readonly kind = 'throttled';
  readonly code = 'desk.reach-throttled';
  constructor() {
    super('Too many people of other sites were looked up; wait a minute', { retryAfterSeconds: 60 });
  }
}

/** A person and a room are never set together; which of the two is meant nobody can know. */
export class TwoReceivers extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'desk.two-receivers';
  constructor() {
    super('Either a person or a room receives', {
      errors: [{ field: 'context.roomId', message: 'must be null while a person is set' }],
    });
  }
}
