import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import type { Db, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import type { HeldRun } from './roster-health.js';
import { HELD_RUN } from './roster-health.js';
import { RosterSourceNotFound, RosterSourceOff, RosterVersionConflict } from '../roster.errors.js';

/** A field of people's records that may be their number here, and how many of the people who are here it finds. */
export interface NumberCandidate {
  field: string;
  matched: number;
  filled: number;
  distinct: number;
  of: number;
}

export interface RosterSource {
  id: string;
  code: string;
  name: string;
  numberField: string | null;
  numberWhy: NumberCandidate[] | null;
  withdrawLimitPercent: number;
  watched: boolean;
  active: boolean;
  version: number;
  createdAt: string;
  /** People who are there by its last run. */
  people: number;
  openQuestions: number;
  lastRunAt: string | null;
  held: HeldRun | null;
}

export type SourceChange = Partial<
  Pick<RosterSource, 'name' | 'numberField' | 'withdrawLimitPercent' | 'watched' | 'active'>
>;

const COLUMNS = `s.id, s.code, s.name, s.number_field AS "numberField", s.number_why AS "numberWhy", s.withdraw_limit_percent AS "withdrawLimitPercent",
  s.watched, s.active, s.version, s.created_at AS "createdAt",
  (SELECT count(DISTINCT person_id) FROM roster_member m WHERE m.source_id = s.id AND m.present) AS people,
  (SELECT count(*) FROM roster_question q WHERE q.source_id = s.id AND q.state = 'open') AS "openQuestions",
  (SELECT max(r.finished_at) FROM roster_run r WHERE r.source_id = s.id AND r.state = 'done') AS "lastRunAt",
  ${HELD_RUN} AS held`;

/** Who sends rosters, and how they are read. */
@Injectable()
export class RosterSourcesService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  list(): Promise<RosterSource[]> {
    return this.db.read.query<RosterSource>(`SELECT ${COLUMNS} FROM roster_source s ORDER BY s.name, s.id LIMIT 200`);
  }

  /** @throws RosterSourceNotFound */
  async find(db: Db, id: string): Promise<RosterSource> {
    const [source] = await db.query<RosterSource>(`SELECT ${COLUMNS} FROM roster_source s WHERE s.id = $1`, [id]);
    if (!source) throw new RosterSourceNotFound();
    return source;
  }

  get(id: string): Promise<RosterSource> {
    return this.find(this.db.read, id);
  }

  async byCode(code: string): Promise<RosterSource | null> {
    const [source] = await this.db.read.query<RosterSource>(
      `SELECT ${COLUMNS} FROM roster_source s WHERE s.code = $1`,
      [code],
    );
    return source ?? null;
  }

  /** @throws RosterSourceNotFound, RosterSourceOff */
  async requireActive(db: Db, id: string): Promise<void> {
    if (!(await this.find(db, id)).active) throw new RosterSourceOff();
  }

  /** @throws RosterSourceCodeTaken */
  create(viewer: Viewer, { code, ...rest }: { code: string; name: string } & SourceChange): Promise<RosterSource> {
    return this.db.transaction(async (tx) => {
      const [{ id }] = await tx.query<{ id: string }>(
        `INSERT INTO roster_source (code, name, number_field, withdraw_limit_percent, watched) VALUES ($1, $2, $3, coalesce($4, 10), coalesce($5, false)) RETURNING id`,
        [code, rest.name, rest.numberField ?? null, rest.withdrawLimitPercent ?? null, rest.watched ?? null],
      );
      await this.log.record(tx, {
        viewer,
        action: 'roster-source.created',
        subjectKind: 'roster-source',
        subjectId: id,
        after: { code, ...rest },
      });
      return this.find(tx, id);
    });
  }

  /** @throws RosterSourceNotFound, RosterVersionConflict */
  edit(viewer: Viewer, id: string, { version, ...change }: { version: number } & SourceChange): Promise<RosterSource> {
    return this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM roster_source WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const before = await this.find(tx, id);
      if (before.version !== version) throw new RosterVersionConflict(before.version);
      const after = {
        ...before,
        ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
      };
      await tx.execute(
        `UPDATE roster_source SET name = $2, number_field = $3, withdraw_limit_percent = $4, watched = $5, active = $6, version = version + 1 WHERE id = $1`,
        [id, after.name, after.numberField, after.withdrawLimitPercent, after.watched, after.active],
      );
      await this.log.record(tx, {
        viewer,
        action: 'roster-source.edited',
        subjectKind: 'roster-source',
        subjectId: id,
        before: facts(before),
        after: facts(after),
      });
      return this.find(tx, id);
    });
  }
}

const facts = ({ name, numberField, withdrawLimitPercent, watched, active }: RosterSource): object => ({
  ...{ name, numberField, withdrawLimitPercent, watched, active },
});
