import { DomainError } from '@app/kernel';
import { ReferenceUnknown } from '@app/inventory';
import { mapConstraint } from '@app/platform';
import type { WriteOffRefusal } from './missing/missing.rules.js';
import type { ReservationRefusal } from './reservations/reservation.rules.js';

/** No such case, or one whose device is outside the viewer's sites. */
export class CaseNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'missing-case.not-found';
  constructor() {
    super('There is no such case');
  }
}

/** The device is missing, stolen or lost already. */
export class CaseOpenAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'missing-case.open-already';
  constructor() {
    super('The device has been reported already: its case is open');
  }
}

/** Somebody changed the case since the caller read it. */
export class CaseVersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'missing-case.version-conflict';
  constructor(version: number) {
    super('The case was changed by somebody else meanwhile', { version });
  }
}

/** The case is not in a state in which this makes sense. */
export class CaseStateWrong extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(needed: 'open' | 'recovered' | 'live', state: string) {
    super(needed === 'recovered' ? 'The device has not been found' : 'The case is over', { state });
    this.code = needed === 'recovered' ? 'missing-case.not-recovered' : 'missing-case.not-open';
  }
}

export class StepNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'missing-case.step-not-open';
  constructor() {
    super('This step is done, or this case does not need it');
  }
}

export class StepNotDone extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'missing-case.step-not-done';
  constructor() {
    super('This step is not done');
  }
}

export class NoProposal extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'missing-case.no-proposal';
  constructor() {
    super('No write-off of this device waits for a decision');
  }
}

/** Facts of a case that do not fit together. */
export class CaseFactsInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'missing-case.facts-invalid';
  constructor(field: string, message: string) {
    super('The facts of the case do not fit together', { errors: [{ field, message }] });
  }
}

const FORBIDDEN: readonly WriteOffRefusal['reason'][] = ['own-device', 'own-proposal'];

/** The first reason gives the code; all of them stand in the details. */
export class WriteOffRefused extends DomainError {
  readonly kind: 'forbidden' | 'conflict' | 'invalid';
  readonly code: string;
  constructor(refusals: readonly WriteOffRefusal[]) {
    const [{ reason, message }] = refusals;
    super(message, {
      reasons: refusals.map((each) => each.reason),
      ...(reason === 'investigation-missing' ? { errors: [{ field: 'investigationNote', message: 'is needed' }] } : {}),
    });
    this.code = `missing-case.${reason}`;
    this.kind = FORBIDDEN.includes(reason) ? 'forbidden' : reason === 'investigation-missing' ? 'invalid' : 'conflict';
  }
}

const refused = (reason: WriteOffRefusal['reason'], message: string) => () =>
  new WriteOffRefused([{ reason, message }]);

/** No such clearance, or one of another site. */
export class ClearanceNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'clearance.not-found';
  constructor() {
    super('There is no such clearance');
  }
}

/** It is closed, or somebody changed it since the caller read it. */
export class ClearanceNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'clearance.not-open';
  constructor(state: string, version: number) {
    super('The clearance is closed, or was changed meanwhile', { state, version });
  }
}

export class ReservationNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'reservation.not-found';
  constructor() {
    super('There is no such reservation');
  }
}

/** It is over, or somebody changed it since the caller read it. */
export class ReservationNotLive extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'reservation.not-live';
  constructor(state: string, version: number) {
    super('The reservation is over, or was changed meanwhile', { state, version });
  }
}

const RESERVATION_WORDS: Record<ReservationRefusal, string> = {
  'device-unknown': 'There is no such device',
  'person-unknown': 'There is no such person',
  'device-twice': 'The device stands in the list twice',
  'device-unfit': 'The device is not in use',
  'device-missing': 'The device is missing',
  'device-in-repair': 'The device is in repair',
  'device-on-hold': 'The device is on hold: a technician clears it',
  'with-another': 'The device is with somebody else',
  'person-withdrawn': 'The person has withdrawn',
  'device-reserved': 'The device is set aside already',
  'has-it-already': 'The person has this device',
  'has-another-reserved': 'Another device is set aside for this person: cancel that first',
};

export class ReservationRefused extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(reason: ReservationRefusal) {
    super(RESERVATION_WORDS[reason]);
    this.code = `reservation.${reason}`;
  }
}

export class AccessoryLineNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'accessory.line-not-found';
  constructor() {
    super('There is no such line of a loan at your sites');
  }
}

/** It came back meanwhile, it has a tag of its own, or its device is still out. */
export class AccessoryNotOwed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'accessory.nothing-owed';
  constructor() {
    super('Nothing of this is owed: it came back, or comes back with its device or its own tag');
  }
}

mapConstraint('ck_accessory_return_given', () => new AccessoryNotOwed());
mapConstraint('uq_reservation_live', () => new ReservationRefused('device-reserved'));
mapConstraint('uq_reservation_person', () => new ReservationRefused('has-another-reserved'));
mapConstraint('uq_missing_case_live', () => new CaseOpenAlready());
mapConstraint('fk_missing_case_last_seen_room', () => new ReferenceUnknown('lastSeenRoomId', 'room'));
mapConstraint(
  'ck_missing_case_days',
  () => new CaseFactsInvalid('lastSeenOn', 'must not be after the day of the report'),
);
mapConstraint(
  'ck_missing_case_theft',
  () => new CaseFactsInvalid('policeReportNumber', 'a theft keeps its report or finding'),
);
mapConstraint('uq_write_off_pending', refused('proposed-already', 'A proposal waits for its decision'));
mapConstraint(
  'ck_write_off_two_persons',
  refused('own-proposal', 'Whoever proposed it does not decide it: this needs a second person'),
);
mapConstraint(
  'ck_write_off_own_device',
  refused('own-device', 'Nobody decides about a device that they held themselves'),
);
mapConstraint(
  'ck_write_off_investigation',
  refused('investigation-missing', 'The money that bought the device asks how the loss was investigated'),
);
