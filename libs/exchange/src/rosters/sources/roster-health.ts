import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Db, Finding } from '@app/platform';
import { Database, ok, problem, Settings, VitalSigns } from '@app/platform';
import { DONE, REFUSED } from './watched-folder.js';

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
  code: string;
  name: string;
  held: HeldRun | null;
  watched: boolean;
  ageSeconds: number | null;
}

const healthOf = (db: Db): Promise<SourceHealth[]> =>
  db.query<SourceHealth>(
    `SELECT s.code, s.name, ${HELD_RUN} AS held, s.watched, extract(epoch FROM clock_timestamp() - (SELECT max(r.finished_at) FROM roster_run r
       WHERE r.source_id = s.id AND r.state = 'done'))::float8 AS "ageSeconds" FROM roster_source s WHERE s.active ORDER BY s.name, s.id`,
  );

/** What `doctor` and the system page say about rosters. */
export async function rosterChecks(db: Db, dataDir: string): Promise<Finding[]> {
  const sources = await healthOf(db).catch(() => null);
  if (!sources) return [];
  const unwatched = await unwatchedFolders(dataDir, sources);
  const problems = [
    ...sources.flatMap(({ name, held }) => (held ? [heldProblem(name, held)] : [])),
    ...unwatched.map((folder) =>
      problem(`No watched source takes what lies in ${folder}: name the folder by the code of one, or watch it.`),
    ),
  ];
  if (problems.length > 0) return problems;
  return sources.some(({ watched }) => watched) ? [ok('The newest roster of each watched folder is in')] : [];
}

const heldProblem = (name: string, { runId, state }: HeldRun): Finding =>
  problem(
    `The newest roster of ${name} ${state === 'failed' ? 'failed' : 'waits for somebody'}: nothing of it is in. Look at /rosters/runs/${runId}.`,
  );

/** Folders beside those that are watched, with something in them: a code may be misspelt, or its source switched off. */
async function unwatchedFolders(dataDir: string, sources: readonly SourceHealth[]): Promise<string[]> {
  const watched = new Set(sources.filter((source) => source.watched).map(({ code }) => code));
  const root = join(dataDir, 'rosters');
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const others = entries.filter((entry) => entry.isDirectory() && !watched.has(entry.name));
  const waiting = await Promise.all(
    others.map(async ({ name }) => {
      const files = await readdir(join(root, name)).catch(() => []);
      return files.some((file) => ![DONE, REFUSED].includes(file) && !file.startsWith('.')) ? [join(root, name)] : [];
    }),
  );
  return waiting.flat();
}

/** Rosters that come at night are watched by nobody: `/health/ready`, `/metrics` and the system page say what became of them. */
@Injectable()
export class RosterHealth implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly vitalSigns: VitalSigns,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    const health = () => healthOf(this.db.read);
    this.vitalSigns.finds(() => rosterChecks(this.db.read, this.settings.DATA_DIR));
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
