import { Injectable } from '@nestjs/common';
import type { SiteScope } from '@app/platform';
import { Database, Viewer } from '@app/platform';
import { Clock } from '../clock.js';
import type { RoleGrants } from './rights.js';
import { rightsOf } from './rights.js';
import { IDLE_MS, TOUCH_MS, tokenHash } from './session.rules.js';

/** The session of the running request. */
export interface ActiveSession {
  readonly id: string;
  readonly viewer: Viewer & { readonly accountId: string };
  /** By permission: every site, or these. */
  readonly rights: ReadonlyMap<string, SiteScope>;
}

interface SessionRow {
  id: string;
  accountId: string;
  lastSeenAt: string;
  roles: readonly RoleGrants[] | null;
}

/** One statement for session, account and grants: rights are read with every request and kept no longer. */
const LOAD = `
  SELECT s.id, s.account_id AS "accountId", s.last_seen_at AS "lastSeenAt", (
    SELECT jsonb_agg(jsonb_build_array(g.sites, (
      SELECT array_agg(rp.permission_code) FROM role_permission rp WHERE rp.role_id = g.role_id)))
    FROM (SELECT role_id, array_agg(site_id) AS sites FROM role_grant WHERE account_id = s.account_id GROUP BY role_id) g
  ) AS roles
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND a.state = 'active'`;

/** Finds the session that a cookie names. Expired, idle, ended, of a disabled account: there is none. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async find(token: string | undefined): Promise<ActiveSession | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    const [row] = await this.db.read.prepared<SessionRow>('identity-session', LOAD, [
      hash,
      this.clock.now(),
      this.clock.in(-IDLE_MS),
    ]);
    if (!row) return null;
    if (Date.parse(row.lastSeenAt) < this.clock.in(-TOUCH_MS).getTime()) await this.touch(row.id);
    const rights = rightsOf(row.roles ?? []);
    const viewer = new Viewer(row.accountId, `account:${row.accountId}`, rights) as ActiveSession['viewer'];
    return { id: row.id, viewer, rights };
  }

  /** Only one of several requests at once writes. */
  private async touch(id: string): Promise<void> {
    const values = [id, this.clock.now(), this.clock.in(-TOUCH_MS)];
    await this.db.transaction(
      (tx) => tx.execute('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $3', values),
      { idempotency: 'skip' },
    );
  }
}
