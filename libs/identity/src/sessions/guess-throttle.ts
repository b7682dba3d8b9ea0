import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '@app/platform';
import { TooManyGuesses } from '../identity.errors.js';
import { placeOf, sha256 } from './session.rules.js';

/** Guesses a minute at one account from one place, and at all accounts from one place. */
export const GUESSES_PER_ACCOUNT_AND_PLACE = 10;
export const GUESSES_PER_PLACE = 30;
const WINDOW_S = 60;

/**
 * Counts guesses at passwords and codes, in Postgres, for all processes together. A guess counts for the place it comes
 * from, so a stranger can neither lock the owner out nor learn whether an account exists; a right one is given back, so
 * a whole school behind one address can sign in at eight o'clock.
 */
@Injectable()
export class GuessThrottle {
  private limiters: { perAccount: RateLimiterAbstract; perPlace: RateLimiterAbstract } | undefined;

  constructor(private readonly db: Database) {}

  /**
   * Counts a guess before it is looked at.
   * @param subject what is guessed at: an e-mail address as typed, an account id, the setup code
   * @returns call it when the guess was right
   * @throws TooManyGuesses
   */
  async count(subject: string, ip: string): Promise<() => Promise<void>> {
    const place = keyOf(placeOf(ip));
    const account = keyOf(`${subject.normalize('NFKC').toLowerCase()}\n${placeOf(ip)}`);
    const { perAccount, perPlace } = (this.limiters ??= limitersOn(this.db));
    await consume(perPlace, place);
    await consume(perAccount, account);
    return async () => {
      await perPlace.reward(place);
      await perAccount.reward(account);
    };
  }
}

/** Made at the first guess, when the pool is there. One of the two sweeps what is long over, for both. */
function limitersOn({ pool }: Database): { perAccount: RateLimiterAbstract; perPlace: RateLimiterAbstract } {
  const store = { storeClient: pool, storeType: 'pool', tableName: 'throttle', tableCreated: true, duration: WINDOW_S };
  return {
    perAccount: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'guess-account',
      points: GUESSES_PER_ACCOUNT_AND_PLACE,
    }),
    perPlace: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'guess-place',
      points: GUESSES_PER_PLACE,
      clearExpiredByTimeout: false,
    }),
  };
}

/** Neither addresses nor e-mail addresses are kept. */
const keyOf = (text: string): string => sha256(text).toString('base64url');

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new TooManyGuesses(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    throw refusal;
  }
}
