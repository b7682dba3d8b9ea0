import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

/** There is none, or the account may not read it: somebody else made it, the person is out of sight, a day has passed. */
export class RecordNotReady extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'disclosure.no-record';
  constructor() {
    super('There is no such record to fetch: make it again');
  }
}

/** Education records are those of students (34 CFR 99.3). */
export class NotAStudent extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'privacy.not-a-student';
  constructor() {
    super('Only students have a record that is disclosed or corrected');
  }
}

export class DayInFuture extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'privacy.day-in-future';
  constructor(field: string) {
    super('The day is in the future', { errors: [{ field, message: 'must not be in the future' }] });
  }
}

export class CorrectionNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'correction.not-found';
  constructor() {
    super('There is no such request');
  }
}

export class CorrectionAnswered extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'correction.answered';
  constructor() {
    super('The request was answered already');
  }
}

export class HearingNotTold extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'correction.hearing';
  constructor(field: string, message: string) {
    super('Whoever is refused is told of the right to a hearing (34 CFR 99.20(c))', { errors: [{ field, message }] });
  }
}

/** “Corrected” is what a family reads: either the record was changed, or somebody says where. */
export class NothingCorrected extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'correction.nothing-changed';
  constructor() {
    super('Nothing in this record was changed since the request', {
      errors: [
        {
          field: 'elsewhere',
          message: 'must say where it was corrected: nothing in this record was changed since the request',
        },
      ],
    });
  }
}

mapConstraint(
  'ck_record_correction_hearing',
  () => new HearingNotTold('hearingToldOn', 'must not be before the request'),
);

export class RetentionRunNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'retention.not-found';
  constructor() {
    super('There is no such plan');
  }
}

export class RetentionUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'retention.under-way';
  constructor() {
    super('Another plan waits for its approval or is carried out');
  }
}

/** It was decided meanwhile, has ended, or somebody else changed it. */
export class RetentionStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'retention.state-conflict';
  constructor(state: string, version: number) {
    super('The plan was decided by somebody else meanwhile', { state, version });
  }
}

export class RetentionStale extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'retention.stale';
  constructor(days: number) {
    super(`The plan is more than ${days} days old: take it back and plan again`, { days });
  }
}

export class WrongCount extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'retention.wrong-count';
  constructor(people: number) {
    super('The number is not that of the plan', {
      errors: [{ field: 'people', message: `must be ${people}, the number of people who would be forgotten` }],
    });
  }
}

mapConstraint('uq_retention_run_open', () => new RetentionUnderWay());
