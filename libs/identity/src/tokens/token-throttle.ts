import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '@app/platform';
import { TokenThrottled } from './token.errors.js';
import { placeOf, sha256 } from '../sessions/session.rules.js';

export const REQUESTS_PER_TOKEN = 600;
export const REFUSALS_PER_PLACE = 30;
const WINDOW_S = 60;

/** Requests a minute of one token, and refused tokens a minute from one place, counted in Postgres for all processes. */
@Injectable()
export class TokenThrottle {
  private limiters: { perToken: RateLimiterAbstract; refusals: RateLimiterAbstract } | undefined;

  constructor(private readonly db: Database) {}

  /** @throws TokenThrottled */
  async count(tokenId: string): Promise<void> {
    await consume(this.on().perToken, tokenId);
  }

  /** @throws TokenThrottled */
  async countRefusal(ip: string): Promise<void> {
    await consume(this.on().refusals, sha256(placeOf(ip)).toString('base64url'));
  }

  /** Made with the first request, when the pool is there. The sweep of what is over is the sign-in's. */
  private on(): { perToken: RateLimiterAbstract; refusals: RateLimiterAbstract } {
    const store = {
      storeClient: this.db.pool,
      storeType: 'pool',
      tableName: 'throttle',
      tableCreated: true,
      duration: WINDOW_S,
      clearExpiredByTimeout: false,
    };
    return (this.limiters ??= {
      perToken: new RateLimiterPostgres({
        ...store,
        keyPrefix: 'token',
        points: REQUESTS_PER_TOKEN,
        // Once over, this process says so without asking until the minute is over.
        inMemoryBlockOnConsumed: REQUESTS_PER_TOKEN,
      }),
      refusals: new RateLimiterPostgres({ ...store, keyPrefix: 'token-refused', points: REFUSALS_PER_PLACE }),
    });
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new TokenThrottled(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    throw refusal;
  }
}
