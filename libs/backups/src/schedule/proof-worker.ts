import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, Settings } from '@app/platform';
import { checkBackup } from '../archive/read-backup.js';
import { BackupFileGone } from '../backups.errors.js';
import type { VerifyOrder } from '../restore/verify.js';
import { verifyBackup } from '../restore/verify.js';
import { keptBackups, recordFailedProof, recordProof } from './backup-records.js';
import { whyNotProvable } from './provable.js';
import { wordsOf } from './run-backup.js';

export const PROVE_QUEUE = 'backups.prove';

/** Given by the app: what a restore needs besides the file. */
export type RestoreParts = Pick<VerifyOrder, 'plan' | 'ledger'>;
export const RESTORE_PARTS = Symbol('cubby:restore-parts');

/** After the nightly backup, every so many days: restores it for proof, and says aloud when that fails. */
@Injectable()
export class ProofWorker implements JobHandler<object>, OnModuleInit {
  readonly queue = PROVE_QUEUE;
  private readonly logger = new Logger('Backups');

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly registry: JobRegistry,
    @Inject(RESTORE_PARTS) private readonly parts: RestoreParts,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  /** One that fails has been told of and is tried again after the next nightly backup: it does not throw. */
  async run(): Promise<void> {
    const [newest] = await keptBackups(this.db.read);
    if (!newest) return;
    const why = await whyNotProvable(this.db.read, this.settings);
    // Page and `doctor` say it; to fail night after night would say no more.
    if (why !== null) return this.logger.warn({ event: 'backup.not-provable', why });
    const begun = Date.now();
    const seconds = (): number => (Date.now() - begun) / 1_000;
    const { id, fileName, takenAt } = newest;
    try {
      const path = join(this.settings.backupFolder, fileName);
      await this.prove(path);
      await recordProof(this.db, { path, fileName, takenAt, seconds: seconds() });
      this.logger.log({ event: 'backup.proven', ms: Date.now() - begun });
    } catch (error) {
      this.logger.error({ event: 'backup.proof-failed' }, (error as Error).stack);
      await recordFailedProof(this.db, id, { error: wordsOf(error), seconds: seconds() });
    }
  }

  private async prove(path: string): Promise<void> {
    if (!(await stat(path).catch(() => null))) throw new BackupFileGone();
    const passphrase = this.settings.BACKUP_PASSPHRASE;
    const checked = await checkBackup(path, passphrase);
    const order = { settings: this.settings, path, checked, ...this.parts };
    await verifyBackup({ ...order, ...(passphrase !== undefined && { passphrase }) });
  }
}
