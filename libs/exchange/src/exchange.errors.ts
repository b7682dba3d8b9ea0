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

export class ExportNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'export.not-found';
  constructor() {
    super('There is no such export');
  }
}

/** Exports are kept for a week. */
export class ExportExpired extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'export.expired';
  constructor() {
    super('The file is no longer kept: export the list again');
  }
}

/** Whoever may not read a list may not take it along. */
export class ExportNotPermitted extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'export.not-permitted';
  constructor(anyOf: readonly string[]) {
    super('The account may not export this list', { anyOf });
  }
}

export class NamesNotPermitted extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'export.names-not-permitted';
  constructor() {
    super('The account may not export names: pseudonyms may stand for them', { permission: 'export:people' });
  }
}

/** Whoever knows what is asked for would know whom the rows are about. */
export class ExportTellsWho extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'export.tells-who';
  constructor(fields: readonly string[]) {
    super('These filters say who somebody is: take them away, or export names', {
      errors: fields.map((field) => ({ field, message: 'must not be said where people are not named' })),
    });
  }
}

export interface MissingRow {
  /** Of the ids asked for, from 1. */
  line: number;
  id: string;
}

/** Nothing is written until somebody has said to go on without them. */
export class ExportRowsMissing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'export.rows-missing';
  constructor(missing: readonly MissingRow[], asked: number) {
    super(`${missing.length} of ${asked} rows are not there for this account: nothing was exported`, { missing });
  }
}

/** A PDF of very many pages is made once somebody has said to: a spreadsheet is what most would want. */
export class ExportIsLong extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'export.long-pdf';
  constructor(length: { rows: number; pages: number; bytes: number; atLeast: boolean }) {
    super('The PDF would have very many pages: take XLSX or CSV, or say `longPdf`', length);
  }
}

export class TooManyExports extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'export.too-many';
  constructor(limit: number) {
    super('So many exports of this account are under way, or were made within the hour: wait, or stop one', { limit });
  }
}

/** `state` says where the export stands. */
export class ExportStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'export.state-conflict';
  constructor(state: string) {
    super('The export is not at that point', { state });
  }
}

/** Somebody asked to stop, or another worker was first. Nothing of it is left. */
export class ExportCancelled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'export.cancelled';
  constructor() {
    super('The export was cancelled');
  }
}
