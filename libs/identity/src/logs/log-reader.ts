import { Injectable } from '@nestjs/common';
import { LIST_EXPORTED } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { Database } from '@app/platform';
import type { LogEntry, LogFilter } from './log-entry.js';
import { positionOf, positionValues } from './log-entry.js';

const ADMIN_KEY = `('a' || lpad(l.id::text, 19, '0'))`;
const ACCESS_KEY = `('c' || lpad(l.id::text, 19, '0'))`;
/** Not a look at a person: a list, with people in it or without. */
const IS_EXPORT = `l.action = '${LIST_EXPORTED}'`;

/** The two logs of this lib as lines of the one log: newest first, at most `limit`. Nothing without the permission. */
@Injectable()
export class LogReader {
  constructor(private readonly db: Database) {}

  /** What administrators changed. Whoever may read for some sites sees what was done to these sites and their rooms. */
  async admin(viewer: Viewer, filter: LogFilter): Promise<LogEntry[]> {
    const scope = viewer.sitesFor('admin-log:read');
    if (scope.length === 0) return [];
    return this.db.read.query<LogEntry>(
      `SELECT ${ADMIN_KEY} AS key, l.at, 'admin' AS source, l.account_id AS "accountId",
         CASE WHEN l.subject_kind = 'site' THEN l.subject_id ELSE ${idIn('coalesce(l.after, l.before)', 'siteId')} END AS "siteId",
         ${idIn('coalesce(l.after, l.before)', 'stationId')} AS "stationId", l.action,
         l.subject_kind AS "subjectKind", l.subject_id AS "subjectId", l.before, l.after, NULL AS evidence, NULL AS "scanId"
       FROM admin_log l WHERE ${positionOf('l.at', ADMIN_KEY)}
         AND ($5::uuid IS NULL OR l.account_id = $5) AND ($6::text IS NULL OR l.action = $6) AND ($7::uuid IS NULL OR l.subject_id = $7)
         AND ($8::text IS NULL OR ${ofSites('ARRAY[$8]')}) AND ($9::text[] IS NULL OR ${ofSites('$9')})
         AND ${filter.subjectKind === undefined ? '$11::text IS NULL' : 'l.subject_kind = $11'}
       ORDER BY l.at DESC, ${ADMIN_KEY} COLLATE "C" DESC LIMIT $10`,
      [...values(filter), scope === 'all' ? null : scope, filter.limit, filter.subjectKind ?? null],
    );
  }

  /** Who looked at whom, who took which list along. Whoever may read for some sites sees the entries of these sites. */
  async access(viewer: Viewer, filter: LogFilter, only?: 'access' | 'export'): Promise<LogEntry[]> {
    const scope = viewer.sitesFor('access-log:read');
    if (scope.length === 0) return [];
    return this.db.read.query<LogEntry>(
      `SELECT ${ACCESS_KEY} AS key, l.at, CASE WHEN ${IS_EXPORT} THEN 'export' ELSE 'access' END AS source, l.account_id AS "accountId", l.site_id AS "siteId",
         ${idIn('l.detail', 'stationId')} AS "stationId", l.action,
         CASE WHEN ${IS_EXPORT} THEN 'export' ELSE 'person' END AS "subjectKind", l.person_id AS "subjectId", NULL AS before,
         jsonb_strip_nulls(jsonb_build_object('rowCount', l.row_count)) || l.detail AS after,
         CASE WHEN l.route IS NOT NULL THEN jsonb_build_object('route', l.route) END AS evidence, NULL AS "scanId"
       FROM access_log l WHERE ${positionOf('l.at', ACCESS_KEY)}
         AND ($5::uuid IS NULL OR l.account_id = $5) AND ($6::text IS NULL OR l.action = $6) AND ($7::uuid IS NULL OR l.person_id = $7)
         AND ($8::uuid IS NULL OR l.site_id = $8) AND ($9::uuid[] IS NULL OR l.site_id = ANY ($9))
         ${only === undefined ? '' : `AND ${only === 'export' ? '' : 'NOT '}(${IS_EXPORT})`}
       ORDER BY l.at DESC, ${ACCESS_KEY} COLLATE "C" DESC LIMIT $10`,
      [...values(filter), scope === 'all' ? null : scope, filter.limit],
    );
  }
}

/** An id that an entry may carry; facts of older entries may be anything. */
const idIn = (facts: string, name: string): string =>
  `(CASE WHEN pg_input_is_valid(${facts} ->> '${name}', 'uuid') THEN (${facts} ->> '${name}')::uuid END)`;

const ofSites = (sites: string): string =>
  `(l.subject_kind = 'site' AND l.subject_id::text = ANY (${sites}) OR coalesce(l.after, l.before) ->> 'siteId' = ANY (${sites}))`;

const values = (filter: LogFilter): unknown[] => [
  ...positionValues(filter),
  filter.accountId ?? null,
  filter.action ?? null,
  filter.subjectId ?? null,
  filter.siteId ?? null,
];
