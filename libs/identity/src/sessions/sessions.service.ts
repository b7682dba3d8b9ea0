import { Injectable } from '@nestjs/common';
import type { Db, Tx } from '@app/platform';
import { Database } from '@app/platform';
import { Clock } from '../clock.js';
import { SessionNotFound } from '../identity.errors.js';
import { ABSOLUTE_MS, FORMER_MS, IDLE_MS, newToken, tokenHash } from './session.rules.js';

/** How somebody came in: with the password of the account, or vouched for by a provider. */
export const SESSION_WAYS = ['password', 'provider'] as const;
export type SessionWay = (typeof SESSION_WAYS)[number];

export interface NewSession {
  accountId: string;
  way: SessionWay;
  userAgent: string | null;
}

export interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  userAgent: string | null;
  way: SessionWay;
  /** The one that asks. */
  current: boolean;
}

const KEPT_MS = 90 * 86_400_000;

/** Starts and ends sessions, and shows an account its own. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The one place that opens a session: returns its token, which is kept nowhere. What ended 90 days ago is forgotten. */
  async start(tx: Tx, { accountId, way, userAgent }: NewSession): Promise<string> {
    const token = newToken();
    await tx.execute('DELETE FROM session WHERE account_id = $1 AND created_at < $2', [
      accountId,
      this.clock.in(-KEPT_MS),
    ]);
    await tx.execute(
      `INSERT INTO session (token_hash, account_id, created_at, last_seen_at, expires_at, user_agent, way, proven_at)
       VALUES ($1, $2, $3, $3, $4, $5, $6, $3)`,
      [tokenHash(token), accountId, this.clock.now(), this.clock.in(ABSOLUTE_MS), userAgent, way],
    );
    return token;
  }

  /**
   * The session has just shown once more who is there: it goes on with a new token, which is returned. With the former one
   * it still reads for some seconds, unless it gains rights by this.
   * @param withFactor by its second factor, which it has not lost since
   * @throws SessionNotFound when it is over
   */
  async prove(tx: Tx, sessionId: string, withFactor: boolean): Promise<string> {
    const token = newToken();
    const proven = await tx.execute(
      `UPDATE session SET token_hash = $2, proven_at = $3, factor_at = CASE WHEN $4 THEN $3 ELSE factor_at END,
         former_hash = CASE WHEN $4 AND factor_at IS NULL THEN NULL ELSE token_hash END,
         former_until = CASE WHEN $4 AND factor_at IS NULL THEN NULL ELSE $5::timestamptz END
       WHERE id = $1 AND ended_at IS NULL`,
      [sessionId, tokenHash(token), this.clock.now(), withFactor, this.clock.in(FORMER_MS)],
    );
    if (proven === 0) throw new SessionNotFound();
    return token;
  }

  /** Ends the session of a token, if it is one. */
  async endByToken(db: Db, token: string | undefined): Promise<void> {
    const hash = tokenHash(token);
    if (!hash) return;
    await db.execute(
      `UPDATE session SET ended_at = $2 WHERE (token_hash = $1 OR (former_hash = $1 AND former_until > $2)) AND ended_at IS NULL`,
      [hash, this.clock.now()],
    );
  }

  /** Ends the sessions of an account, but for one, of which only the newest token is left. */
  async endAll(tx: Tx, accountId: string, but: string | null = null): Promise<number> {
    return tx.execute(
      `UPDATE session SET ended_at = CASE WHEN id IS DISTINCT FROM $3::uuid THEN $2::timestamptz END, former_hash = NULL, former_until = NULL
       WHERE account_id = $1 AND ended_at IS NULL`,
      [accountId, this.clock.now(), but],
    );
  }

  /** Ends every session of these accounts. */
  async endAllOf(tx: Tx, accountIds: readonly string[]): Promise<void> {
    await tx.execute('UPDATE session SET ended_at = $2 WHERE account_id = ANY ($1::uuid[]) AND ended_at IS NULL', [
      accountIds,
      this.clock.now(),
    ]);
  }

  /** Sign-out, by the cookie that came. */
  signOut(token: string | undefined): Promise<void> {
    return this.db.transaction((tx) => this.endByToken(tx, token));
  }

  /** The running sessions of an account, newest first. */
  own(accountId: string, current: string): Promise<OwnSession[]> {
    return this.db.read.query<OwnSession>(
      `SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
              user_agent AS "userAgent", way, id = $2 AS current
       FROM session
       WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4
       ORDER BY created_at DESC, id DESC LIMIT 200`,
      [accountId, current, this.clock.now(), this.clock.in(-IDLE_MS)],
    );
  }

  /** @throws SessionNotFound also for a session of another account */
  endOwn(accountId: string, sessionId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const ended = await tx.execute(
        'UPDATE session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL',
        [sessionId, accountId, this.clock.now()],
      );
      if (ended === 0) throw new SessionNotFound();
    });
  }
}
