import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export class RosterNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'roster.not-found';
  constructor() {
    super('There is no such roster run');
  }
}

export class RosterSourceNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'roster.source-not-found';
  constructor() {
    super('There is no such source of rosters');
  }
}

export class RosterSourceCodeTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.source-code-taken';
  constructor() {
    super('Another source has this code');
  }
}

export class RosterSourceOff extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.source-off';
  constructor() {
    super('The source is switched off: nothing is taken from it');
  }
}

export class RosterVersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.version-conflict';
  constructor(version: number) {
    super('Somebody else changed this meanwhile', { version });
  }
}

/** `state` says where the run stands. */
export class RosterStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.state-conflict';
  constructor(state: string) {
    super('The roster does not stand where this step begins', { state });
  }
}

/** No dialect that we know: `files` are the tables of the package. */
export class RosterNotRecognised extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.not-recognised';
  constructor(files: readonly string[]) {
    super('These files are no roster that Cubby knows: OneRoster, Microsoft SDS or Clever', {
      files: files.slice(0, 50),
    });
  }
}

export class RosterColumnMissing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.column-missing';
  /** `columns`: as the standard spells them. */
  constructor(file: string, columns: readonly string[]) {
    super(`${file}.csv cannot be read without a column that is missing: ${columns.join(', ')}`, { file, columns });
  }
}

export class RosterFileMissing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.file-missing';
  constructor(file: string) {
    super(`The manifest announces ${file}.csv, and it is not there`, { file });
  }
}

/** Which of the two is meant, nobody knows. */
export class RosterColumnTwice extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.column-twice';
  constructor(file: string, header: string) {
    super(`${file}.csv has the column ${header} twice`, { file, header: header.slice(0, 200) });
  }
}

/** One of the files cannot be read as a table; `reason` is the code of what is wrong with it. */
export class RosterFileRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.file-refused';
  constructor(file: string, { code, message, details }: Pick<DomainError, 'code' | 'message' | 'details'>) {
    super(`${file}.csv cannot be read: ${message}`, {
      file,
      reason: code,
      ...(details.line !== undefined && { line: details.line }),
    });
  }
}

/** Of files that came one by one. */
export class RosterFilesMixed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.files-mixed';
  constructor(file: string) {
    super(`${file} is no CSV file: a roster is one zip file, or CSV files alone`, { file });
  }
}

export class RosterFileTwice extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.file-twice';
  constructor(file: string) {
    super(`${file} came twice: a roster has each of its files once`, { file });
  }
}

/** Whoever approves types how many people the stop is about; `number` is not told. */
export class RosterNumberWrong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.number-wrong';
  constructor() {
    super('The number is not the number of people whom the stop is about', {
      errors: [{ field: 'number', message: 'must be the number of people whom the stop is about' }],
    });
  }
}

export class RosterCancelled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.cancelled';
  constructor() {
    super('The roster was cancelled; nothing of it was kept');
  }
}

export class RosterOrgNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'roster.org-not-found';
  constructor(orgIds: readonly string[]) {
    super('The source names no such organisation', { orgIds });
  }
}

export class RosterQuestionNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'roster.question-not-found';
  constructor(questionIds: readonly string[]) {
    super('There is no such question', { questionIds });
  }
}

/** Answered meanwhile, or the roster has the person again. */
export class RosterQuestionClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'roster.question-closed';
  constructor() {
    super('The question has an answer already, or the roster settled it');
  }
}

export class RosterAnswerInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'roster.answer-invalid';
  constructor(field: string, message: string) {
    super('The question cannot be answered so', { errors: [{ field, message }] });
  }
}

mapConstraint('uq_roster_source_code', () => new RosterSourceCodeTaken());
