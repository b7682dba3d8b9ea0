import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

/** The roster has somebody with the number that a temporary student was to get. */
export class PersonOnRoster extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'person.on-roster';
  constructor() {
    super('Somebody on the roster has this number: no temporary record is needed', {
      errors: [{ field: 'knownNumber', message: 'is on the roster already: scan or search it' }],
    });
  }
}

/** Another temporary student was made with this number, at another desk perhaps. */
export class KnownNumberTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'person.known-number-taken';
  constructor() {
    super('A temporary student with this number is there already', {
      errors: [{ field: 'knownNumber', message: 'has a temporary record already: scan or search it' }],
    });
  }
}

const MERGE_REFUSALS = {
  'merged-already': 'This record has been merged already',
  'not-temporary': 'Only a temporary record can be merged',
  'not-on-roster': 'A temporary student can only become a student of the roster',
} as const;

export class MergeRefused extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(reason: keyof typeof MERGE_REFUSALS) {
    super(MERGE_REFUSALS[reason]);
    this.code = `person.merge-${reason}`;
  }
}

mapConstraint('uq_person_known_number', () => new KnownNumberTaken());
mapConstraint('ck_person_merge_survivor', () => new MergeRefused('not-on-roster'));
