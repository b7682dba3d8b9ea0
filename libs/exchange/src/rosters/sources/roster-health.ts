import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Db, Finding } from '@app/platform';
import { Database, ok, problem, VitalSigns } from '@app/platform';

/** The newest roster that came by itself and did not go in: it could not be read, failed, or waits for somebody. */
export interface HeldRun {
  runId: string;
  state: 'checked' | 'stopped' | 'failed';
}

/** Of the source `s`; nothing once a later one went in, or when somebody left it. */
export const HELD_RUN = `(SELECT json_build_object('runId', h.id, 'state', h.state)
  FROM (SELECT r.id, r.state, r.unattended FROM roster_run r WHERE r.source_id = s.id AND (r.unattended OR r.state = 'done')
        ORDER BY r.created_at DESC, r.id DESC LIMIT 1) h
  WHERE s.active AND h.unattended AND h.state IN ('checked', 'stopped', 'failed'))`;

interface SourceHealth {
  name: string;
  held: HeldRun | null;
  watched: boolean;
  ageSeconds: number | null;
}

const healthOf = (db: Db): Promise<SourceHealth[]> =>
  db.query<SourceHealth>(
    `SELECT s.name, ${HELD_RUN} AS held, s.watched, extract(epoch FROM clock_timestamp() - (SELECT max(r.finished_at) FROM roster_run r
       WHERE r.source_id = s.id AND r.state = 'done'))::float8 AS "ageSeconds" FROM roster_source s WHERE s.active ORDER BY s.name, s.id`,
  );

/** What `doctor` and the system page say about rosters. */
export async function rosterChecks(db: Db): Promise<Finding[]> {
  const sources = await healthOf(db).catch(() => []);
  const held = sources.flatMap((source) => (source.held ? [{ ...source, held: source.held }] : []));
  if (held.length === 0)
    return sources.some(({ watched }) => watched) ? [ok('The newest roster of each watched folder is in')] : [];
  return held.map(({ name, held: { runId, state } }) =>
    problem(
      `The newest roster of ${name} ${state === 'failed' ? 'failed' : 'waits for somebody'}: nothing of it is in. Look at /rosters/runs/${runId}.`,
    ),
  );
}

/** Rosters that come at night are watched by nobody: `/health/ready`, `/metrics` and the system page say what became of them. */
@Injectable()
export class RosterHealth implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly vitalSigns: VitalSigns,
  ) {}

  onModuleInit(): void {
    const health = () => healthOf(this.db.read);
    this.vitalSigns.finds(() => rosterChecks(this.db.read));
    this.vitalSigns.warnsOf(async () =>
      (await health()).flatMap(({ held }) =>
        held ? [held.state === 'failed' ? 'roster-failed' : 'roster-waiting'] : [],
      ),
    );
    this.vitalSigns.measures(
      {
        name: 'cubby_roster_held',
        help: 'Sources whose newest roster came by itself and failed, or waits for somebody',
        read: async () => (await health()).filter(({ held }) => held).length,
      },
      {
        name: 'cubby_roster_age_seconds',
        help: 'Since a roster of a watched folder went in, the oldest of them; +Inf: never',
        read: async () =>
          Math.max(
            0,
            ...(await health()).filter(({ watched }) => watched).map(({ ageSeconds }) => ageSeconds ?? Infinity),
          ),
      },
    );
  }
}
