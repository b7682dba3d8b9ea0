import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { to as copyTo } from 'pg-copy-streams';
import { Database, JobRegistry, JobRuns, Settings } from '@app/platform';
import type { JobHandler } from '@app/platform';
import type { WrittenHeads } from './anchor-folder.js';
import { AnchorFolder } from './anchor-folder.js';
import type { LedgerReport } from './verify-ledger.js';
import { verifyLedger } from './verify-ledger.js';

const HEADS = `COPY (SELECT id, last_seq, encode(ledger_hash, 'hex') FROM device ORDER BY id) TO STDOUT`;
const MAY_TAKE_MS = 600_000;
const LOGGED_FINDINGS = 20;
const KEPT_FINDINGS = 100;
const TELL_EVERY_MS = 500;

/** Kind of the runs in `job_run`. */
export const VERIFY_LEDGER = 'inventory.verify-ledger';
export const ANCHOR_QUEUE = 'inventory.anchor-ledger';

/**
 * Every night: checks the ledger against itself and against the anchors of the days before, then casts a new one into
 * the database, the log and the data folder. Three places that one and the same intruder would have to change.
 */
@Injectable()
export class AnchorLedgerService implements JobHandler, OnModuleInit {
  readonly queue = ANCHOR_QUEUE;
  private readonly logger = new Logger('Ledger');
  private readonly folder: AnchorFolder;

  constructor(
    private readonly db: Database,
    private readonly registry: JobRegistry,
    private readonly runs: JobRuns,
    settings: Settings,
  ) {
    this.folder = new AnchorFolder(settings.DATA_DIR);
  }

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  /** The nightly check with its anchor; or, with a run that somebody asked for, the check alone. */
  async run({ jobRunId }: { jobRunId?: string } = {}): Promise<void> {
    if (jobRunId !== undefined) return this.check(jobRunId);
    await this.check(
      await this.db.transaction((tx) => this.runs.create(tx, { kind: VERIFY_LEDGER, requestedBy: null })),
    );
    await this.anchor(new Date());
  }

  /** Checks, and keeps what was found where the page of the log reads it. */
  private async check(jobRunId: string): Promise<void> {
    if (!(await this.runs.start(jobRunId))) return;
    const [{ total }] = await this.db.read.query<{ total: number }>('SELECT count(*) AS total FROM device');
    let told = 0;
    const onProgress = (done: number): void => {
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      void this.runs.progress(jobRunId, done, total);
    };
    try {
      const report = await verifyLedger(this.db.read, { folder: this.folder, onProgress });
      await this.runs.progress(jobRunId, report.devices, total);
      await this.runs.finish(jobRunId, {
        ...report,
        findings: report.findings.slice(0, KEPT_FINDINGS),
        found: report.findings.length,
      });
      this.tell(report);
    } catch (error) {
      await this.runs.fail(jobRunId, 'The check could not be finished');
      throw error;
    }
  }

  private tell({ findings, devices, anchors }: LedgerReport): void {
    if (findings.length > 0) {
      const first = findings
        .slice(0, LOGGED_FINDINGS)
        .map(({ deviceId, seq, problem }) => ({ deviceId, seq, problem }));
      this.logger.error({ event: 'ledger.broken', found: findings.length, first });
    } else {
      this.logger.log({ event: 'ledger.verified', devices, anchors });
    }
  }

  /** One anchor more. The same heads twice give the same digest. */
  async anchor(at: Date): Promise<WrittenHeads> {
    const written = await castAnchor(this.db, this.folder, at);
    this.logger.log({
      event: 'ledger.anchored',
      devices: written.devices,
      events: written.events,
      digest: written.digest.toString('hex'),
    });
    await this.folder.thin(at);
    return written;
  }
}

/** Streams the heads of all devices, as of one moment, into a file and their digest into the table. */
export async function castAnchor(db: Database, folder: AnchorFolder, at: Date): Promise<WrittenHeads> {
  const client = await db.pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL statement_timeout = ${MAY_TAKE_MS}`);
    const stream = client.query(Object.assign(copyTo(HEADS), { query_timeout: MAY_TAKE_MS }));
    // The driver stops its clock in a callback that this stream never calls by itself.
    stream.once('close', () => (stream as { callback?: () => void }).callback?.());
    return await folder.write(at, stream, async ({ devices, events, digest }) => {
      await client.query('INSERT INTO ledger_anchor (device_count, event_count, digest) VALUES ($1, $2, $3)', [
        devices,
        events,
        digest,
      ]);
      await client.query('COMMIT');
    });
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection with half a COPY on it serves nobody else.
    client.release(failure);
  }
}
