import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { Database } from '@app/platform';
import type { AdminAction } from './admin-actions.js';
import { logCursor, logPage } from '../shared/log-page.js';

export interface AdminEntry {
  id: number;
  at: string;
  accountId: string | null;
  accountName: string | null;
  action: AdminAction;
  subjectKind: string;
  subjectId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface AdminFilter {
  subjectKind?: string;
  subjectId?: string;
  accountId?: string;
  after?: string;
  limit: number;
}

/** What administrators changed, for whoever may read it. */
@Injectable()
export class AdminLogReader {
  constructor(private readonly db: Database) {}

  /** Newest first. Whoever may read for some sites sees what was done to these sites and their rooms, and refusals lifted there. */
  async list(viewer: Viewer, filter: AdminFilter): Promise<Page<AdminEntry>> {
    const scope = viewer.sitesFor('admin-log:read');
    const items = await this.db.read.query<AdminEntry>(
      `SELECT l.id, l.at, l.account_id AS "accountId", a.display_name AS "accountName", l.action,
              l.subject_kind AS "subjectKind", l.subject_id AS "subjectId", l.before, l.after
       FROM admin_log l LEFT JOIN account a ON a.id = l.account_id
       WHERE ($1::text IS NULL OR l.subject_kind = $1) AND ($2::uuid IS NULL OR l.subject_id = $2)
         AND ($3::uuid IS NULL OR l.account_id = $3) AND ($5::bigint IS NULL OR l.id < $5)
         AND ($4::text[] IS NULL OR l.subject_kind = 'site' AND l.subject_id::text = ANY ($4)
           OR l.subject_kind IN ('room', 'override') AND l.after ->> 'siteId' = ANY ($4))
       ORDER BY l.id DESC LIMIT $6`,
      [
        filter.subjectKind ?? null,
        filter.subjectId ?? null,
        filter.accountId ?? null,
        scope === 'all' ? null : scope,
        logCursor(filter.after),
        filter.limit + 1,
      ],
    );
    return logPage(items, filter.limit);
  }
}
