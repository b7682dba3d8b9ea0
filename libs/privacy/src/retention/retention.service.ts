import { Injectable } from '@nestjs/common';
import { PeopleFacade, PersonRecords } from '@app/directory';
import {
  AdminLog,
  FOREIGN_DAYS,
  isOwnPerson,
  PasswordOfAnother,
  requireEverywhere,
  SecondPersonNeeded,
} from '@app/identity';
import type { AdminAction, PasswordOrigin } from '@app/identity';
import type { Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import { Database, invalidField, Jobs } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { RetentionRunNotFound, RetentionStale, RetentionStateConflict, WrongCount } from '../privacy.errors.js';
import { RETENTION_KEYS } from './retention-policy.js';
import type { ApprovalFault, Planned } from './retention.rules.js';
import { approvalFault, PLAN_DAYS } from './retention.rules.js';
import type {
  ItemList,
  RetentionDto,
  RetentionItemDto,
  RetentionItemsQuery,
  RetentionPolicyDto,
  RetentionReasonDto,
  RetentionRunDto,
} from './retention.dto.js';

export const RETENTION_QUEUE = 'privacy.forget';
const PERMISSION = 'retention:run';

export interface RetentionTask {
  runId: string;
}

const RUN = `r.id, r.state, r.on_day AS "onDay", r.to_forget AS "toForget", r.to_keep AS "toKeep", r.by_year AS "byYear",
  i.forgotten, i.kept, identity_account_name(r.planned_by) AS "plannedBy", r.planned_by = $1 AS own, r.planned_at AS "plannedAt",
  r.on_day + ${PLAN_DAYS} AS "approveBy", identity_account_name(r.decided_by) AS "decidedBy", r.finished_at AS "finishedAt", r.version
  FROM retention_run r CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE outcome = 'forgotten')::int AS forgotten,
    count(*) FILTER (WHERE outcome = 'kept')::int AS kept FROM retention_item WHERE run_id = r.id AND planned = 'forget') AS i`;

const LISTS: Record<ItemList, string> = {
  forget: `i.planned = 'forget'`,
  keep: `i.planned = 'keep'`,
  forgotten: `i.planned = 'forget' AND i.outcome = 'forgotten'`,
  kept: `i.planned = 'forget' AND i.outcome = 'kept'`,
};

interface ItemRow extends Omit<RetentionItemDto, 'display' | 'siteCode' | 'reasons'> {
  reasons: Partial<RetentionReasonDto>[];
}

/** Plans who is forgotten, shows it with its reasons, and begins when a second person approves. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly records: PersonRecords,
    private readonly jobs: Jobs,
    private readonly log: AdminLog,
  ) {}

  async overview(viewer: Viewer): Promise<RetentionDto> {
    requireEverywhere(viewer, PERMISSION);
    const db = this.db.read;
    const rows = await db.query<Omit<RetentionPolicyDto, 'label'>>(
      `SELECT funding_kind AS key, years, counted_from AS "countedFrom", lower(effective) AS since FROM policy_retention
       WHERE effective @> directory_day(clock_timestamp())`,
    );
    const policies = RETENTION_KEYS.flatMap(({ key, label }) => {
      const row = rows.find((each) => each.key === key);
      return row ? [{ ...row, label }] : [];
    });
    const runs = await db.query<RetentionRunDto>(`SELECT ${RUN} ORDER BY r.planned_at DESC LIMIT 20`, [
      viewer.accountId,
    ]);
    return { policies, runs, staying: this.records.all().map(({ lib, stays }) => ({ lib, stays })) };
  }

  /** @throws RetentionUnderWay */
  plan(viewer: Viewer): Promise<RetentionRunDto> {
    requireEverywhere(viewer, PERMISSION);
    return this.db.transaction(
      async (tx) => {
        const [{ id }] = await tx.query<{ id: string }>('SELECT privacy_plan($1) AS id', [viewer.accountId]);
        const run = await load(tx, viewer, id);
        await this.note(tx, viewer, 'retention.planned', run);
        return run;
      },
      { statementTimeoutMs: 60_000 },
    );
  }

  /** @throws RetentionRunNotFound */
  find(viewer: Viewer, id: string): Promise<RetentionRunDto> {
    requireEverywhere(viewer, PERMISSION);
    return load(this.db.read, viewer, id);
  }

  /** Who, and why; by the day of leaving. @throws RetentionRunNotFound */
  async items(viewer: Viewer, id: string, query: RetentionItemsQuery): Promise<Page<RetentionItemDto>> {
    await this.find(viewer, id);
    const at = positionOf(query.after);
    const rows = await this.db.read.query<ItemRow>(
      `SELECT i.person_id AS "personId", i.left_on AS "leftOn", i.until, i.reasons FROM retention_item i
       WHERE i.run_id = $1 AND ${LISTS[query.list]} AND ($2::date IS NULL OR (i.left_on, i.person_id) > ($2, $3::uuid))
         AND ($4::int IS NULL OR extract(year FROM i.until) = $4)
         AND ($5::text[] IS NULL OR EXISTS (SELECT 1 FROM jsonb_array_elements(i.reasons) AS e WHERE e ->> 'why' = ANY ($5)
           AND (e ->> 'until' IS NULL OR (e ->> 'until')::date = i.until)))
       ORDER BY i.left_on, i.person_id LIMIT $6`,
      [id, at?.leftOn ?? null, at?.personId ?? null, query.year ?? null, query.why ?? null, query.limit + 1],
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return { items: await this.named(viewer, page), next: last ? encodeCursor([last.leftOn, last.personId]) : null };
  }

  /** A second person reads the number and types it. @throws RetentionRunNotFound, RetentionStateConflict, SecondPersonNeeded, PasswordOfAnother, RetentionStale, WrongCount */
  approve(viewer: Viewer, id: string, asked: { version: number; people: number }): Promise<RetentionRunDto> {
    requireEverywhere(viewer, PERMISSION);
    return this.db.transaction(async (tx) => {
      const { today, ...plan } = await lock(tx, id);
      const fault = approvalFault(plan, { ...asked, accountId: viewer.accountId, today });
      if (fault !== null) throw refusalOf(fault, plan);
      await requireOwnPersons(tx, [plan.plannedBy, viewer.accountId]);
      const run = await this.decide(tx, viewer, id, 'running');
      await this.jobs.send(tx, RETENTION_QUEUE, { runId: id } satisfies RetentionTask);
      await this.note(tx, viewer, 'retention.approved', run);
      return run;
    });
  }

  /** Takes back a plan, or stops one that is under way: who was forgotten stays so. @throws RetentionRunNotFound, RetentionStateConflict */
  cancel(viewer: Viewer, id: string, version: number): Promise<RetentionRunDto> {
    requireEverywhere(viewer, PERMISSION);
    return this.db.transaction(async (tx) => {
      const plan = await lock(tx, id);
      if (!['planned', 'running'].includes(plan.state) || plan.version !== version)
        throw new RetentionStateConflict(plan.state, plan.version);
      const run = await this.decide(tx, viewer, id, 'cancelled');
      await this.note(tx, viewer, 'retention.cancelled', run);
      return run;
    });
  }

  private async decide(tx: Tx, viewer: Viewer, id: string, state: string): Promise<RetentionRunDto> {
    await tx.execute(
      `UPDATE retention_run SET state = $2, decided_by = coalesce(decided_by, $3), decided_at = coalesce(decided_at, clock_timestamp()),
         finished_at = CASE WHEN $2 = 'cancelled' THEN clock_timestamp() END, version = version + 1 WHERE id = $1`,
      [id, state, viewer.accountId],
    );
    return load(tx, viewer, id);
  }

  private note(tx: Tx, viewer: Viewer, action: AdminAction, run: RetentionRunDto): Promise<void> {
    const { id, onDay, toForget, toKeep, forgotten } = run;
    const subject = { subjectKind: 'retention-run', subjectId: id };
    return this.log.record(tx, { viewer, action, ...subject, after: { name: onDay, toForget, toKeep, forgotten } });
  }

  private async named(viewer: Viewer, rows: readonly ItemRow[]): Promise<RetentionItemDto[]> {
    const names = await this.people.display(
      this.db.read,
      viewer,
      rows.map(({ personId }) => personId),
    );
    const empty = { tag: null, kind: null, years: null, countedFrom: null, from: null, until: null };
    return rows.map(({ reasons, ...row }) => {
      const { display = '', siteCode = null } = names.get(row.personId) ?? {};
      const said = reasons.map((reason) => ({ ...empty, ...reason }) as RetentionReasonDto);
      return { ...row, display, siteCode, reasons: said };
    });
  }
}

async function load(db: Db, viewer: Viewer, id: string): Promise<RetentionRunDto> {
  const [run] = await db.query<RetentionRunDto>(`SELECT ${RUN} WHERE r.id = $2`, [viewer.accountId, id]);
  if (!run) throw new RetentionRunNotFound();
  return run;
}

async function lock(tx: Tx, id: string): Promise<Planned & { today: string }> {
  const [plan] = await tx.query<Planned & { today: string }>(
    `SELECT state, version, on_day AS "onDay", planned_by AS "plannedBy", to_forget AS "toForget", directory_day(clock_timestamp()) AS today
     FROM retention_run WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!plan) throw new RetentionRunNotFound();
  return plan;
}

/** As for the grants of administrators: whoever set the other's password would be both. @throws PasswordOfAnother */
async function requireOwnPersons(tx: Tx, accounts: readonly (string | null)[]): Promise<void> {
  const origins = await tx.query<PasswordOrigin & { name: string }>(
    `SELECT display_name AS name, password_set_at AS "setAt", password_chosen_at AS "chosenAt" FROM account WHERE id = ANY ($1::uuid[])`,
    [accounts],
  );
  const foreign = origins.find((origin) => !isOwnPerson(origin, new Date()));
  if (foreign) throw new PasswordOfAnother(foreign.name, FOREIGN_DAYS);
}

function refusalOf(fault: ApprovalFault, { state, version, toForget }: Planned): Error {
  switch (fault) {
    case 'state':
      return new RetentionStateConflict(state, version);
    case 'same-person':
      return new SecondPersonNeeded();
    case 'stale':
      return new RetentionStale(PLAN_DAYS);
    case 'count':
      return new WrongCount(toForget);
  }
}

function positionOf(after: string | undefined): { leftOn: string; personId: string } | null {
  if (after === undefined) return null;
  const [leftOn, personId] = decodeCursor(after, 2) ?? [];
  if (typeof leftOn !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(leftOn) || !isId(personId))
    throw invalidField('after', 'must be the `next` of a page of this list');
  return { leftOn, personId };
}
