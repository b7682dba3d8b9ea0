import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '@app/platform';
import { Clock } from '../clock.js';
import { TooManyGuesses } from '../identity.errors.js';
import type { OpenProvider } from '../providers/providers.service.js';
import { newToken, placeOf, sha256, tokenHash } from '../sessions/session.rules.js';
import type { AttemptSecrets } from './attempt.rules.js';
import { ATTEMPT_MS, isSame, secretsOf } from './attempt.rules.js';
import { SignInAttemptOver } from './provider-sign-in.errors.js';

/** Sign-ins begun in a minute from one place: a district behind one address comes to work at the same time. */
export const ATTEMPTS_PER_PLACE = 600;
const FORGOTTEN_MS = 86_400_000;

/** A sign-in that came back from the provider, once. */
export interface UsedAttempt {
  providerId: string;
  providerVersion: number;
  nextPath: string;
  secrets: AttemptSecrets;
}

/** Sign-ins that are at a provider: each belongs to one browser, by its cookie, and comes back once. */
@Injectable()
export class SignInAttempts {
  private limiter: RateLimiterAbstract | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Before anything is asked of anybody. @throws TooManyGuesses */
  async count(ip: string): Promise<void> {
    this.limiter ??= new RateLimiterPostgres({
      storeClient: this.db.pool,
      storeType: 'pool',
      tableName: 'throttle',
      tableCreated: true,
      duration: 60,
      clearExpiredByTimeout: false,
      keyPrefix: 'sign-in-attempt',
      points: ATTEMPTS_PER_PLACE,
    });
    try {
      await this.limiter.consume(sha256(placeOf(ip)).toString('base64url'));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes)
        throw new TooManyGuesses(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      throw refusal;
    }
  }

  /** @returns the token of the cookie, which is kept nowhere */
  begin({ id, version }: OpenProvider, nextPath: string): Promise<string> {
    const token = newToken();
    return this.db.transaction(async (tx) => {
      await tx.execute('DELETE FROM sign_in_attempt WHERE expires_at < $1', [this.clock.in(-FORGOTTEN_MS)]);
      await tx.execute(
        `INSERT INTO sign_in_attempt (token_hash, provider_id, provider_version, next_path, expires_at)
         VALUES ($1, $2, $3, $4, $5)`,
        [tokenHash(token), id, version, nextPath, this.clock.in(ATTEMPT_MS)],
      );
      return token;
    });
  }

  /**
   * Uses an attempt up, whatever becomes of it afterwards: before the code is shown to the provider, so that neither code nor
   * state works twice. @throws SignInAttemptOver
   */
  async use(token: string | undefined, state: string): Promise<UsedAttempt> {
    const hash = tokenHash(token);
    if (hash === null || token === undefined) throw new SignInAttemptOver();
    const secrets = secretsOf(token);
    if (!isSame(state, secrets.state)) throw new SignInAttemptOver();
    const [attempt] = await this.db.transaction((tx) =>
      tx.query<Omit<UsedAttempt, 'secrets'>>(
        `UPDATE sign_in_attempt SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING provider_id AS "providerId", provider_version AS "providerVersion", next_path AS "nextPath"`,
        [hash, this.clock.now()],
      ),
    );
    if (!attempt) throw new SignInAttemptOver();
    return { ...attempt, secrets };
  }
}
