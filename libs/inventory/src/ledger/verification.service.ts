import { Injectable } from '@nestjs/common';
import { requireEverywhere } from '@app/identity';
import type { JobRun, Viewer } from '@app/platform';
import { Database, JobRuns, Jobs } from '@app/platform';
import { ANCHOR_QUEUE, VERIFY_LEDGER } from './anchor-ledger.service.js';
import type { VerificationDto, VerificationRunDto } from './verification.dto.js';
import type { LedgerReport } from './verify-ledger.js';

type Kept = LedgerReport & { found: number };

/** What the last checks of the ledger found, and another check at once. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly runs: JobRuns,
  ) {}

  /** @throws DistrictWideOnly */
  async state(viewer: Viewer): Promise<VerificationDto> {
    requireEverywhere(viewer, 'ledger:verify');
    const db = this.db.read;
    const [anchor] = await db.query<NonNullable<VerificationDto['anchor']>>(
      `SELECT anchored_at AS at, device_count AS devices, event_count AS entries, encode(digest, 'hex') AS digest
       FROM ledger_anchor ORDER BY id DESC LIMIT 1`,
    );
    const ids = await db.query<{ id: string }>(
      `(SELECT id FROM job_run WHERE kind = $1 AND state IN ('queued', 'running') ORDER BY created_at DESC LIMIT 1)
       UNION ALL (SELECT id FROM job_run WHERE kind = $1 AND state IN ('done', 'failed') ORDER BY created_at DESC LIMIT 1)`,
      [VERIFY_LEDGER],
    );
    const found = await Promise.all(ids.map(({ id }) => this.runs.find(db, id)));
    const runs = found.filter((run) => run !== null).map(shown);
    return {
      anchor: anchor ?? null,
      running: runs.find(({ state }) => state === 'queued' || state === 'running') ?? null,
      last: runs.find(({ state }) => state === 'done' || state === 'failed') ?? null,
    };
  }

  /** Begins a check, or answers the one that is under way. @throws DistrictWideOnly */
  begin(viewer: Viewer): Promise<VerificationRunDto> {
    requireEverywhere(viewer, 'ledger:verify');
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('${VERIFY_LEDGER}', 0))`);
      const [running] = await tx.query<{ id: string }>(
        `SELECT id FROM job_run WHERE kind = $1 AND state IN ('queued', 'running') LIMIT 1`,
        [VERIFY_LEDGER],
      );
      const id = running?.id ?? (await this.runs.create(tx, { kind: VERIFY_LEDGER, requestedBy: viewer.accountId }));
      if (!running) await this.jobs.send(tx, ANCHOR_QUEUE, { jobRunId: id });
      return shown((await this.runs.find(tx, id))!);
    });
  }
}

function shown({ id, state, total, done, result, error, createdAt, finishedAt }: JobRun): VerificationRunDto {
  const report = result as Kept | null;
  return {
    ...{ id, state, total, done, error, createdAt, finishedAt },
    found: report?.found ?? null,
    findings: (report?.findings ?? []).map(({ deviceId, tag, seq, problem }) => ({ deviceId, tag, seq, problem })),
  };
}
