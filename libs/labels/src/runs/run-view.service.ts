import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { LabelRunNotFound, LabelRunOfOthers } from '../labels.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { LabelItemDto, LabelItemsQuery, LabelRunDto, LabelRunsQuery } from './run.dto.js';
import type { RunRecord } from './run.js';
import { outputOf } from './run.js';

/** A run with what it takes to draw it and to steer it. */
export interface LabelRun extends RunRecord, Omit<LabelRunDto, keyof RunRecord | 'output' | 'total' | 'mayChange'> {
  accountId: string | null;
  printerId: string | null;
  jobRunId: string | null;
  fileId: string | null;
}

const COLUMNS = `r.id, r.kind, r.state, r.site_id AS "siteId", jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site,
  r.account_id AS "accountId", CASE WHEN r.account_id IS NOT NULL THEN identity_account_name(r.account_id) END AS by, r.stock, r.arrangement, r.options,
  r.printer_id AS "printerId", CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS printer,
  r.offset_x_tenths AS "offsetXTenths", r.offset_y_tenths AS "offsetYTenths", r.scale_permille AS "scalePermille", r.dpi,
  r.start_at AS "startAt", r.copies, r.items, r.pages, r.source, r.reprint_of AS "reprintOf", r.job_run_id AS "jobRunId",
  r.file_id AS "fileId", r.created_at AS "createdAt", r.finished_at AS "finishedAt",
  (SELECT i.code FROM label_item i WHERE i.run_id = r.id AND i.position = 1) AS "firstCode",
  (SELECT i.code FROM label_item i WHERE i.run_id = r.id AND i.position = r.items) AS "lastCode",
  (SELECT i.subject_id FROM label_item i WHERE i.run_id = r.id AND i.position = 1) AS "firstSubjectId",
  (SELECT i.subject_id FROM label_item i WHERE i.run_id = r.id AND i.position = r.items) AS "lastSubjectId",
  (SELECT count(*) FROM label_item i WHERE i.run_id = r.id AND i.verified_at IS NOT NULL) AS verified,
  CASE WHEN r.state IN ('queued', 'running') THEN jsonb_build_object('done', j.done, 'total', r.items * r.copies) END AS progress,
  CASE WHEN r.state = 'failed' THEN j.error END AS error,
  CASE WHEN r.voided_at IS NOT NULL THEN jsonb_build_object('at', r.voided_at,
    'by', CASE WHEN r.voided_by IS NOT NULL THEN identity_account_name(r.voided_by) END, 'reason', r.void_reason) END AS voided`;

const TABLES = `label_run r JOIN site s ON s.id = r.site_id LEFT JOIN label_printer p ON p.id = r.printer_id
  LEFT JOIN job_run j ON j.id = r.job_run_id`;

/** `$1` the sites of `label:print`; `$2` those of `person:read`: numbers of students are for whoever may see them. */
const VISIBLE = `($1::uuid[] IS NULL OR r.site_id = ANY ($1)) AND (r.kind <> 'person' OR $2::uuid[] IS NULL OR r.site_id = ANY ($2))`;

const scopes = (viewer: Viewer): (readonly string[] | null)[] =>
  ['label:print', 'person:read'].map((permission) => scopeValue(viewer.sitesFor(permission)));

/** What was printed, and where it stands. */
@Injectable()
export class RunViewService {
  constructor(private readonly db: Database) {}

  /** @throws LabelRunNotFound */
  async find(db: Db, viewer: Viewer, id: string): Promise<LabelRun> {
    const [run] = await db.query<LabelRun>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE ${VISIBLE} AND r.id = $3`, [
      ...scopes(viewer),
      id,
    ]);
    if (!run) throw new LabelRunNotFound();
    return run;
  }

  /** The row until the end of the transaction. @throws LabelRunNotFound */
  async lock(tx: Tx, viewer: Viewer, id: string): Promise<LabelRun> {
    await tx.query('SELECT 1 FROM label_run WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.find(tx, viewer, id);
  }

  /** @throws LabelRunNotFound, LabelRunOfOthers */
  async lockToChange(tx: Tx, viewer: Viewer, id: string): Promise<LabelRun> {
    const run = await this.lock(tx, viewer, id);
    if (!mayChange(viewer, run)) throw new LabelRunOfOthers();
    return run;
  }

  async get(viewer: Viewer, id: string): Promise<LabelRunDto> {
    return shown(viewer, await this.find(this.db.read, viewer, id));
  }

  /** Newest first. */
  async list(viewer: Viewer, { kind, siteId, own, after, limit }: LabelRunsQuery): Promise<Page<LabelRunDto>> {
    const rows = await this.db.read.query<LabelRun>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${VISIBLE} AND ($3::uuid IS NULL OR r.id < $3)
         AND ($4::text[] IS NULL OR r.kind = ANY ($4)) AND ($5::uuid IS NULL OR r.site_id = $5)
         AND (NOT $6::boolean OR r.account_id = $7::uuid)
       ORDER BY r.id DESC LIMIT $8`,
      [...scopes(viewer), cursorOf(after), kind ?? null, siteId ?? null, own ?? false, viewer.accountId, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((run) => shown(viewer, run)),
      next: last ? encodeCursor([last.id]) : null,
    };
  }

  /** In the order in which they are printed. @throws LabelRunNotFound */
  async items(viewer: Viewer, id: string, { verified, after, limit }: LabelItemsQuery): Promise<Page<LabelItemDto>> {
    await this.find(this.db.read, viewer, id);
    const rows = await this.db.read.query<LabelItemDto>(
      `SELECT position, code, subject_id AS "subjectId", verified_at AS "verifiedAt" FROM label_item
       WHERE run_id = $1 AND position > $2 AND ($3::boolean IS NULL OR (verified_at IS NOT NULL) = $3)
       ORDER BY position LIMIT $4`,
      [id, positionOf(after), verified ?? null, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit), next: last ? encodeCursor([last.position]) : null };
  }
}

/** Whoever made the run, and whoever prints for the whole district, as with its stock. */
const mayChange = (viewer: Viewer, { accountId }: Pick<LabelRun, 'accountId'>): boolean =>
  (accountId !== null && accountId === viewer.accountId) || scopeValue(viewer.sitesFor('label:print')) === null;

function shown(viewer: Viewer, run: LabelRun): LabelRunDto {
  const { accountId: _account, siteId: _site, printerId: _printer, jobRunId: _job, fileId: _file, ...rest } = run;
  const { offsetXTenths: _x, offsetYTenths: _y, scalePermille: _scale, dpi: _dpi, ...dto } = rest;
  return { ...dto, mayChange: mayChange(viewer, run), output: outputOf(run), total: run.items * run.copies };
}

function cursorOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (!isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return id;
}

function positionOf(after: string | undefined): number {
  if (after === undefined) return 0;
  const [position] = decodeCursor(after, 1) ?? [];
  if (!Number.isInteger(position) || Number(position) > 2_147_483_647 || Number(position) < 0)
    throw invalidField('after', 'must be the `next` of a page of this list');
  return Number(position);
}
