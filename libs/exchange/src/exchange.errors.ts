import type { ErrorDetails } from '@app/kernel';
import { DomainError } from '@app/kernel';

export class ImportNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'import.not-found';
  constructor() {
    super('There is no such import');
  }
}

/** The step does not follow from where the import stands: `state` says where that is. */
export class ImportStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'import.state-conflict';
  constructor(state: string) {
    super('The import does not stand where this step begins', { state });
  }
}

export class ImportVersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'import.version-conflict';
  constructor(version: number) {
    super('Somebody else changed the mapping meanwhile', { version });
  }
}

/** `errors` names positions and fields. */
export class MappingInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'import.mapping-invalid';
  constructor(errors: readonly { field: string; message: string }[]) {
    super('The columns cannot be mapped like this', { errors });
  }
}

/** Without these fields no line can be told from another. */
export class KeyColumnMissing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'import.key-column-missing';
  constructor(fields: readonly string[]) {
    super('A column is missing that the import cannot do without', {
      fields,
      errors: fields.map((field) => ({ field, message: 'must be mapped to a column' })),
    });
  }
}

/** Dates such as 3/4/2026 stand in the file, and nothing tells which comes first. */
export class DateOrderNeeded extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'import.date-order-needed';
  constructor(positions: readonly number[]) {
    super('Say whether the month or the day comes first in the dates of this file', {
      positions,
      errors: [{ field: 'options.dateOrder', message: 'must be month-first or day-first' }],
    });
  }
}

export class WarningsNotRead extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'import.warnings-not-read';
  constructor(warnings: readonly string[]) {
    super('The dry run has warnings that must be confirmed', { warnings });
  }
}

/** Records or the file's meaning changed after the dry run: what was shown would not be what happens. */
export class ChangedSinceDryRun extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'import.changed-since-dry-run';
  constructor(details: ErrorDetails = {}) {
    super('The records changed since the dry run: run it again and look at what it says now', details);
  }
}

export class TooManyLines extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'import.too-many-lines';
  constructor(limit: number) {
    super('The file has too many lines', { limit });
  }
}

export class FileHasNoLines extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'import.no-lines';
  constructor() {
    super('The file has a header and nothing below it');
  }
}

/** Somebody asked to stop. Nothing of the step that was under way is left. */
export class ImportCancelled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'import.cancelled';
  constructor() {
    super('The import was cancelled');
  }
}
