import { Injectable } from '@nestjs/common';
import type { Language } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Database, SessionRequired, Viewer } from '@app/platform';
import { Clock } from '../clock.js';
import { SessionChanged, SessionRenewed } from '../identity.errors.js';
import type { RoleGrants, TokenLimits } from './rights.js';
import { limitedTo, rightsOf } from './rights.js';
import { apiTokenHash, IDLE_MS, RECALL_MS, TOUCH_MS, tokenHash } from './session.rules.js';

/** How a request says who sends it: with the cookie of a browser's session, or with the token of a program. */
export type Via = 'session' | 'token';

/** The session of the running request. */
export interface ActiveSession {
  readonly id: string;
  readonly via: Via;
  readonly viewer: Viewer & { readonly accountId: string };
  /** By permission: every site, or these. */
  readonly rights: ReadonlyMap<string, SiteScope>;
  /** In hex. */
  readonly tokenHash: string;
  /** Changes with every change of the rights and of the language. None: the session has a new token, with this one it reads only. */
  readonly stamp: string | null;
  /** The account has a second factor that this session has not shown: it opens nothing but the page that asks for it. */
  readonly awaitsFactor: boolean;
}

/** What `identity_session_stands` compares with the session as it is then. */
export interface SessionProof {
  /** In hex. */
  tokenHash: string;
  /** Of roles, their sites and permissions, and of the language; none proves nothing. */
  stamp: string | null;
  now: string;
  seenAfter: string;
}

interface SessionRow {
  id: string;
  accountId: string;
  lastSeenAt: string;
  roles: readonly RoleGrants[];
  /** Of a token; a session has none. */
  limits: TokenLimits | null;
  language: Language;
  stamp: string | null;
  awaitsFactor: boolean;
}

interface ReadRow {
  session: ActiveSession;
  seenAt: number;
}

interface Recalled {
  row: ReadRow;
  readAt: number;
}

const MOST_KNOWN = 1_000;

const HASHES = { session: tokenHash, token: apiTokenHash };
const TOUCHES = {
  session: 'UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $3',
  token: 'UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)',
};

/**
 * Finds the session that a cookie names, or that a program's token stands for. Expired, idle, ended, revoked, of a
 * disabled account: there is none.
 */
@Injectable()
export class SessionReader {
  private readonly known = new Map<string, ReadRow>();
  private readonly recalled = new Map<string, Recalled>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async find(token: string | undefined, via: Via = 'session'): Promise<ActiveSession | null> {
    const hash = HASHES[via](token);
    return hash && this.load(hash);
  }

  /**
   * As it was read a moment ago, without asking the database; `null` when that is too long ago. Only for a route whose
   * write asks `identity_session_stands` in its own first statement: see `proven`.
   */
  recall(token: string | undefined): ActiveSession | null {
    const hash = tokenHash(token);
    const known = hash && this.recalled.get(hash.toString('hex'));
    if (!known) return null;
    const now = this.clock.now().getTime();
    return now - known.readAt < RECALL_MS && now - known.row.seenAt < TOUCH_MS ? known.row.session : null;
  }

  /**
   * Runs a write that checks the proof. When it says that the session is another by now (`SessionChanged`), the session is
   * read and the work is done once more with its rights.
   * @throws SessionRequired when there is none any more
   */
  proven<T>(session: ActiveSession, work: (viewer: Viewer, proof: SessionProof) => Promise<T>): Promise<T> {
    return work(session.viewer, this.proofOf(session)).catch(async (error: unknown) => {
      if (!(error instanceof SessionChanged)) throw error;
      const found = await this.load(Buffer.from(session.tokenHash, 'hex'));
      if (!found) throw new SessionRequired();
      requireCurrent(found);
      return work(found.viewer, this.proofOf(found));
    });
  }

  private proofOf({ tokenHash: hash, stamp }: ActiveSession): SessionProof {
    return {
      tokenHash: hash,
      stamp,
      now: this.clock.now().toISOString(),
      seenAfter: this.clock.in(-IDLE_MS).toISOString(),
    };
  }

  private async load(hash: Buffer): Promise<ActiveSession | null> {
    const found = await this.db.read.call('identity-session', 'SELECT identity_session($1, $2, $3)', [
      hash,
      this.clock.now().toISOString(),
      this.clock.in(-IDLE_MS).toISOString(),
    ]);
    const key = hash.toString('hex');
    this.recalled.delete(key);
    if (found === null) return null;
    const row = this.read(found, key);
    if (row.seenAt < this.clock.in(-TOUCH_MS).getTime()) await this.touch(row.session);
    if (row.session.stamp === null) return row.session;
    if (this.recalled.size >= MOST_KNOWN) this.recalled.clear();
    this.recalled.set(key, { row, readAt: this.clock.now().getTime() });
    return row.session;
  }

  /** What the row says: asked with every request, and understood once for each text that came of a token. */
  private read(text: string, tokenHash: string): ReadRow {
    const of = tokenHash + text;
    const known = this.known.get(of);
    if (known) return known;
    const row = JSON.parse(text) as SessionRow;
    const rights = row.limits ? limitedTo(rightsOf(row.roles), row.limits) : rightsOf(row.roles);
    const label = `account:${row.accountId}`;
    const viewer = new Viewer(row.accountId, label, rights, row.language) as ActiveSession['viewer'];
    const via = row.limits ? ('token' as const) : ('session' as const);
    const session = { id: row.id, via, viewer, rights, tokenHash, stamp: row.stamp, awaitsFactor: row.awaitsFactor };
    const made = { session, seenAt: Date.parse(row.lastSeenAt) };
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(of, made);
    return made;
  }

  /** Only one of several requests at once writes. */
  private async touch({ id, via }: ActiveSession): Promise<void> {
    const values = [id, this.clock.now(), this.clock.in(-TOUCH_MS)];
    await this.db.transaction((tx) => tx.execute(TOUCHES[via], values), { idempotency: 'skip' });
  }
}

/** For what a request writes. @throws SessionRenewed */
export function requireCurrent({ stamp }: ActiveSession): void {
  if (stamp === null) throw new SessionRenewed();
}
