import { DomainError } from '@app/kernel';

/** The file is no backup of ours, or one that this version cannot read. */
export class NotABackup extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'backup.not-a-backup';
  constructor(why: string) {
    super(`This is not a backup of Cubby: ${why}`);
  }
}

/** The file ends before its end: it was cut off, or is still being written. `or`: what else it may be. */
export class BackupIncomplete extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'backup.incomplete';
  constructor(or?: string) {
    const what = ['the file ends too early', ...(or ? [or] : [])].join(', ');
    super(`The backup is incomplete: ${what}. Copy it again, or take another one`);
  }
}

/** What the file holds is not what its manifest says. */
export class BackupDamaged extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'backup.damaged';
  constructor(what: string) {
    super(`The backup is damaged or was changed: ${what}. Take another one`);
  }
}

export class PassphraseWrong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'backup.passphrase-wrong';
  constructor(given: boolean) {
    super(
      given
        ? 'The passphrase does not open this backup'
        : 'The backup is encrypted: set BACKUP_PASSPHRASE or give --passphrase-file',
    );
  }
}

/** Made by a newer version of the product than this one. */
export class BackupTooNew extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.too-new';
  constructor(version: string, unknown: readonly string[]) {
    super(
      `The backup was made by version ${version}, which is newer than this one (${unknown.length} migrations are not ` +
        `known here, first ${unknown[0]}). Install that version first`,
      { version, unknown },
    );
  }
}

/** There is something in the database: a restore never overwrites. */
export class DatabaseNotEmpty extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.database-not-empty';
  constructor(what: string) {
    super(
      `The database is not empty (${what}), and a restore never overwrites. Restore into an empty one, ` +
        'or remove this one with cubby erase',
      { what },
    );
  }
}

/** Somebody else uses the database that is about to be filled. */
export class DatabaseInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.database-in-use';
  constructor(connections: number) {
    super(`The database is in use (${connections} connections): stop Cubby first, on every machine`, { connections });
  }
}

/** What was loaded is not what the backup holds. Nothing was kept. */
export class RestoreDiffers extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.restore-differs';
  constructor(what: string) {
    super(`The restored data differs from the backup (${what}). Nothing was kept`, { what });
  }
}

/** The rows are those of the backup, and their chains do not hold. */
export class LedgerBroken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.ledger-broken';
  constructor(findings: number) {
    super(
      `What was restored is what the backup holds, but its ledger is broken: ${findings} findings. ` +
        'Run cubby verify-ledger to see them',
      { findings },
    );
  }
}

export class BackupFileGone extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'backup.file-gone';
  constructor() {
    super('The file of the newest backup is not in the folder of backups');
  }
}

/** One at a time: a second would read the same and slow the first. */
export class BackupUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.under-way';
  constructor() {
    super('Another backup is being taken at this moment');
  }
}

export class BackupPolicyChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup-policy.version-conflict';
  constructor(version: number) {
    super('Somebody changed the policy of backups meanwhile', { version });
  }
}

export class NothingToErase extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'erase.nothing-there';
  constructor() {
    super('There is no district in this database');
  }
}

/** What was typed is not the name of the district. */
export class WrongDistrict extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'erase.wrong-district';
  constructor() {
    super('That is not the name of the district in this database. Nothing was erased');
  }
}

/** Nothing that was taken along in the last day is there. */
export class NoFreshBackup extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'erase.no-fresh-backup';
  constructor() {
    super(
      'No backup of the last 24 hours lies in the folder of backups as it was written. Run cubby backup first, show the file of a ' +
        'backup or an export that lies elsewhere with --taken FILE, or say --without-backup',
    );
  }
}

export class RestoreUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'backup.restore-under-way';
  constructor() {
    super('Another restore into this database is under way');
  }
}

/** The disk is full, or the folder is not there. */
export class BackupNotWritten extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'backup.not-written';
}
