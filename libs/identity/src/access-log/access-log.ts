import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { logCursor, logPage } from '../shared/log-page.js';

/** One look at a person's record, or one export of a list. */
export interface Access {
  viewer: Viewer;
  /** `person.viewed`, `people.exported`, `desk.person-resolved` */
  action: string;
  personId?: string;
  /** Where it belongs for who may read this entry: the person's primary site, the site of the export. */
  siteId?: string | null;
  /** Method and pattern, without values: `GET /api/v1/people/:id`. */
  route?: string;
  rowCount?: number;
  /** Ids, days and filters; never a name. */
  detail?: Readonly<Record<string, unknown>>;
}

export interface AccessEntry {
  id: number;
  at: string;
  accountId: string | null;
  accountName: string | null;
  action: string;
  personId: string | null;
  siteId: string | null;
  route: string | null;
  rowCount: number | null;
  detail: Record<string, unknown>;
}

export interface AccessFilter {
  personId?: string;
  accountId?: string;
  after?: string;
  limit: number;
}

/** Every id that a person is or was known by, for a lib above that merges records. */
export type PersonAliases = (db: Db, personId: string) => Promise<readonly string[]>;

/** Who saw whom. Append-only: the runtime role cannot change or remove an entry. */
@Injectable()
export class AccessLog {
  private aliases: PersonAliases = (_db, personId) => Promise.resolve([personId]);

  constructor(private readonly db: Database) {}

  /** Looks at a record that was merged are looks at the person that it stands for. */
  resolvePeopleBy(aliases: PersonAliases): void {
    this.aliases = aliases;
  }

  /** Inside a transaction give its `Tx`; for a look outside of one `database.read` does. */
  async record(db: Db, access: Access): Promise<void> {
    await db.prepared(
      'identity-access',
      `INSERT INTO access_log (account_id, action, person_id, site_id, route, row_count, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
      valuesOf(access),
    );
  }

  /**
   * The same for what a person's page shows: what one account sees of one kind of one person's data within five minutes is
   * one look and one row, however many requests it takes. Kinds are told apart by their action, and by site, count and detail.
   */
  async look(db: Db, look: Access & { personId: string }): Promise<void> {
    await db.prepared(
      'identity-look',
      'SELECT identity_record_look($1, $2, $3, $4, $5, $6, $7::jsonb)',
      valuesOf(look),
    );
  }

  /** Newest first. Whoever may read for some sites sees the entries of these sites. */
  async list(viewer: Viewer, filter: AccessFilter): Promise<Page<AccessEntry>> {
    const scope = viewer.sitesFor('access-log:read');
    const items = await this.db.read.query<AccessEntry>(
      `SELECT l.id, l.at, l.account_id AS "accountId", a.display_name AS "accountName", l.action, l.person_id AS "personId",
              l.site_id AS "siteId", l.route, l.row_count AS "rowCount", l.detail
       FROM access_log l LEFT JOIN account a ON a.id = l.account_id
       WHERE ($1::uuid[] IS NULL OR l.person_id = ANY ($1)) AND ($2::uuid IS NULL OR l.account_id = $2)
         AND ($3::uuid[] IS NULL OR l.site_id = ANY ($3)) AND ($4::bigint IS NULL OR l.id < $4)
       ORDER BY l.id DESC LIMIT $5`,
      [
        filter.personId === undefined ? null : await this.aliases(this.db.read, filter.personId),
        filter.accountId ?? null,
        scope === 'all' ? null : scope,
        logCursor(filter.after),
        filter.limit + 1,
      ],
    );
    return logPage(items, filter.limit);
  }
}

const valuesOf = ({ viewer, action, personId, siteId, route, rowCount, detail }: Access): unknown[] => [
  viewer.accountId,
  action,
  personId ?? null,
  siteId ?? null,
  route ?? null,
  rowCount ?? null,
  JSON.stringify(detail ?? {}),
];
