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

interface ReadRow {
  session: ActiveSession;
  seenAt: number;
}

const MOST_KNOWN = 1_000;

/** One statement for session, account and grants: rights are read with every request and kept no longer. */
const LOAD = `
  SELECT json_build_object('id', s.id, 'accountId', s.account_id, 'lastSeenAt', s.last_seen_at, 'roles', (
    SELECT json_agg(json_build_array(g.sites, (
      SELECT array_agg(rp.permission_code) FROM role_permission rp WHERE rp.role_id = g.role_id)))
    FROM (SELECT role_id, array_agg(site_id) AS sites FROM role_grant WHERE account_id = s.account_id GROUP BY role_id) g))
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND a.state = 'active'`;

/** Finds the session that a cookie names. Expired, idle, ended, of a disabled account: there is none. */
@Injectable()
export class SessionReader {
  private readonly known = new Map<string, ReadRow>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async find(token: string | undefined): Promise<ActiveSession | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    const found = await this.db.read.call('identity-session', LOAD, [
      hash,
      this.clock.now().toISOString(),
      this.clock.in(-IDLE_MS).toISOString(),
    ]);
    if (found === null) return null;
    const { session, seenAt } = this.read(found);
    if (seenAt < this.clock.in(-TOUCH_MS).getTime()) await this.touch(session.id);
    return session;
  }

  /** What the row says: asked with every request, and understood once for each text that came. */
  private read(text: string): ReadRow {
    const known = this.known.get(text);
    if (known) return known;
    const row = JSON.parse(text) as SessionRow;
    const rights = rightsOf(row.roles ?? []);
    const viewer = new Viewer(row.accountId, `account:${row.accountId}`, rights) as ActiveSession['viewer'];
    const made = { session: { id: row.id, viewer, rights }, seenAt: Date.parse(row.lastSeenAt) };
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(text, made);
    return made;
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
