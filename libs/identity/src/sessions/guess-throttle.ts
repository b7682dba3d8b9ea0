import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '@app/platform';
import { TooManyGuesses } from '../identity.errors.js';
import { placeOf, sha256 } from './session.rules.js';

/** Guesses a minute at one account from one place, and at all accounts from one place. */
export const GUESSES_PER_ACCOUNT_AND_PLACE = 10;
export const GUESSES_PER_PLACE = 30;
/** So many more are looked at, all with the same work, for the sake of those who signed in from that place before. */
export const LOOKED_AT_PER_PLACE = 300;
const WINDOW_S = 60;
export const KNOWN_S = 30 * 86_400;

/** A guess at a password by somebody without a session. */
export interface SignInGuess {
  /** The place has had its guesses: the answer to everybody but to whoever is right and has been before. */
  placeUsedUp: TooManyGuesses | null;
  /** The account was signed in to from this place, or in this browser, in the last days. */
  known: boolean;
  /** Gives the guess back, and remembers the account at this place and in this browser. */
  wasRight: () => Promise<void>;
}

/** Where a guess comes from. */
export interface Guesser {
  ip: string;
  /** The secret of the browser (`deviceCookieName`), a new one where it has none. */
  device: string;
}

type Limiter = 'perAccount' | 'perPlace' | 'known';

/**
 * Counts guesses at passwords and codes, in Postgres, for all processes together. A guess counts for the place it comes
 * from, so a stranger can neither lock the owner out nor learn whether an account exists; a right one is given back, so
 * a whole school behind one address can sign in at eight o'clock. What is refused for the account costs the place nothing.
 * A browser that an account was signed in with before has guesses of its own at it: whatever else comes from its address,
 * and whoever guesses at that account there, the owner is let in.
 */
@Injectable()
export class GuessThrottle {
  private made: Record<Limiter, RateLimiterAbstract> | undefined;

  constructor(private readonly db: Database) {}

  /**
   * Counts a guess before it is looked at.
   * @param subject what is guessed at by anybody who comes: the setup code
   * @returns call it when the guess was right
   * @throws TooManyGuesses
   */
  async count(subject: string, ip: string): Promise<() => Promise<void>> {
    const { placeUsedUp, wasRight } = await this.countAtPlace(subject, ip);
    if (placeUsedUp) throw placeUsedUp;
    return wasRight;
  }

  /**
   * The same for somebody whose session is that of the account: strangers of the same place use nothing of it up.
   * @throws TooManyGuesses
   */
  countOwn(subject: string, ip: string): Promise<() => Promise<void>> {
    return this.countFor(accountKey(subject, placeOf(ip)));
  }

  /** @param email as typed @throws TooManyGuesses */
  async countSignIn(email: string, { ip, device }: Guesser): Promise<SignInGuess> {
    const { known } = this.limiters;
    const own = accountKey(email, device);
    const isOwn = (await known.get(own)) !== null;
    const guess = isOwn
      ? { placeUsedUp: null, known: true, wasRight: await this.countFor(own) }
      : await this.countAtPlace(email, ip);
    return {
      ...guess,
      wasRight: async () => {
        await guess.wasRight();
        await known.set(own, 1, KNOWN_S);
      },
    };
  }

  private async countFor(account: string): Promise<() => Promise<void>> {
    const { perAccount } = this.limiters;
    refuseIf(await consumed(perAccount, account), GUESSES_PER_ACCOUNT_AND_PLACE);
    return async () => void (await perAccount.reward(account));
  }

  private async countAtPlace(subject: string, ip: string): Promise<SignInGuess> {
    const { perPlace, known } = this.limiters;
    const [place, account] = [keyOf(placeOf(ip)), accountKey(subject, placeOf(ip))];
    const giveBack = await this.countFor(account);
    const used = await consumed(perPlace, place);
    refuseIf(used, LOOKED_AT_PER_PLACE);
    return {
      placeUsedUp: used.consumedPoints > GUESSES_PER_PLACE ? tooMany(used) : null,
      known: (await known.get(account)) !== null,
      wasRight: async () => {
        await perPlace.reward(place);
        await giveBack();
        await known.set(account, 1, KNOWN_S);
      },
    };
  }

  /** Made at the first guess, when the pool is there. */
  private get limiters(): Record<Limiter, RateLimiterAbstract> {
    return (this.made ??= limitersOn(this.db));
  }
}

/** One of them sweeps what is long over, for all. */
function limitersOn({ pool }: Database): Record<Limiter, RateLimiterAbstract> {
  const store = { storeClient: pool, storeType: 'pool', tableName: 'throttle', tableCreated: true, duration: WINDOW_S };
  const silent = { ...store, clearExpiredByTimeout: false };
  return {
    perAccount: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'guess-account',
      points: GUESSES_PER_ACCOUNT_AND_PLACE,
    }),
    perPlace: new RateLimiterPostgres({ ...silent, keyPrefix: 'guess-place', points: GUESSES_PER_PLACE }),
    known: new RateLimiterPostgres({ ...silent, keyPrefix: 'guess-known', points: 1 }),
  };
}

/** `from`: the place, or the secret of a browser. */
const accountKey = (subject: string, from: string): string =>
  keyOf(`${subject.normalize('NFKC').toLowerCase()}\n${from}`);

/** Neither addresses nor e-mail addresses nor secrets are kept. */
const keyOf = (text: string): string => sha256(text).toString('base64url');

async function consumed(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  }
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): TooManyGuesses =>
  new TooManyGuesses(Math.max(1, Math.ceil(msBeforeNext / 1000)));

function refuseIf(used: RateLimiterRes, most: number): void {
  if (used.consumedPoints > most) throw tooMany(used);
}
