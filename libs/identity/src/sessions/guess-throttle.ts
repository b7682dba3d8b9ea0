import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DomainError } from '@app/kernel';
import { Database } from '@app/platform';
import { AccountGuessedAt, TooManyGuesses } from '../identity.errors.js';
import { placeOf, sha256 } from './session.rules.js';

/** Guesses a minute at one account by whoever has its session or its browser. */
export const GUESSES_OF_THE_OWNER = 10;
/** By strangers from one place, and by all strangers together: who guesses from one place leaves the others half of them. */
export const GUESSES_PER_ACCOUNT_AND_PLACE = 5;
export const GUESSES_PER_ACCOUNT = 10;
/** At all accounts from one place. */
export const GUESSES_PER_PLACE = 30;
/** So many more are looked at, all with the same work, for the sake of those who signed in from that place before. */
export const LOOKED_AT_PER_PLACE = 300;
const WINDOW_S = 60;
export const KNOWN_S = 30 * 86_400;
/** What a minute is followed by in which strangers used up the guesses at an account: longer each time within an hour. */
const WAITS_S = [60, 120, 240, 480, 900] as const;
const ROUNDS_S = 3_600;

/** A guess at a password by somebody without a session. */
export interface SignInGuess {
  /** Place or account has had its guesses: the answer to everybody but to whoever is right and has been there before. */
  usedUp: DomainError | null;
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

type Limiter = 'owner' | 'perAccountAndPlace' | 'perAccount' | 'rounds' | 'perPlace' | 'known';

/**
 * Counts guesses at passwords and codes, in Postgres, for all processes together. A guess counts for the place it comes
 * from and for the address that was typed, whether there is such an account or not; a right one is given back, so a whole
 * school behind one address can sign in at eight o'clock. What is refused for the account costs the place nothing.
 * Strangers in many places share the guesses at one account: once they are used up, whoever is right comes in from where
 * the account was signed in before. A browser that it was signed in with has guesses of its own at it: whatever else comes
 * from its address, and whoever guesses at that account anywhere, the owner is let in.
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
    const { usedUp, wasRight } = await this.countAtPlace(subject, ip);
    if (usedUp) throw usedUp;
    return wasRight;
  }

  /**
   * The same for somebody whose session is that of the account: strangers of the same place use nothing of it up.
   * @throws TooManyGuesses
   */
  countOwn(subject: string, ip: string): Promise<() => Promise<void>> {
    return this.countFor('owner', accountKey(subject, placeOf(ip)));
  }

  /** @param email as typed @throws TooManyGuesses */
  async countSignIn(email: string, { ip, device }: Guesser): Promise<SignInGuess> {
    const { known } = this.limiters;
    const own = accountKey(email, device);
    const isOwn = (await known.get(own)) !== null;
    const guess = isOwn
      ? { usedUp: null, known: true, wasRight: await this.countFor('owner', own) }
      : await this.countOfStranger(email, ip);
    return {
      ...guess,
      wasRight: async () => {
        await guess.wasRight();
        await known.set(own, 1, KNOWN_S);
      },
    };
  }

  /** An administrator has seen to the account: what strangers did to it counts no longer. */
  async forget(email: string): Promise<void> {
    const { perAccount, rounds } = this.limiters;
    const account = accountKey(email);
    await Promise.all([perAccount.delete(account), rounds.delete(account)]);
  }

  private async countOfStranger(email: string, ip: string): Promise<SignInGuess> {
    const atPlace = await this.countAtPlace(email, ip);
    const everywhere = await this.countEverywhere(accountKey(email));
    return {
      usedUp: everywhere.usedUp ?? atPlace.usedUp,
      known: atPlace.known,
      wasRight: async () => {
        await atPlace.wasRight();
        await everywhere.giveBack();
      },
    };
  }

  /** The first guess too many, which is one request alone, begins the wait. */
  private async countEverywhere(
    account: string,
  ): Promise<{ usedUp: DomainError | null; giveBack: () => Promise<void> }> {
    const { perAccount, rounds } = this.limiters;
    const used = await consumed(perAccount, account);
    const over = used.consumedPoints - GUESSES_PER_ACCOUNT;
    if (over <= 0) return { usedUp: null, giveBack: async () => void (await perAccount.reward(account)) };
    if (over > 1) return { usedUp: new AccountGuessedAt(secondsOf(used)), giveBack: () => Promise.resolve() };
    const { consumedPoints: round } = await consumed(rounds, account);
    const wait = WAITS_S[Math.min(round, WAITS_S.length) - 1] ?? WAITS_S[0];
    await perAccount.block(account, wait);
    return { usedUp: new AccountGuessedAt(wait), giveBack: () => Promise.resolve() };
  }

  private async countFor(limiter: 'owner' | 'perAccountAndPlace', account: string): Promise<() => Promise<void>> {
    const counter = this.limiters[limiter];
    refuseIf(await consumed(counter, account), counter.points);
    return async () => void (await counter.reward(account));
  }

  private async countAtPlace(subject: string, ip: string): Promise<SignInGuess> {
    const { perPlace, known } = this.limiters;
    const [place, account] = [keyOf(placeOf(ip)), accountKey(subject, placeOf(ip))];
    const giveBack = await this.countFor('perAccountAndPlace', account);
    const used = await consumed(perPlace, place);
    refuseIf(used, LOOKED_AT_PER_PLACE);
    return {
      usedUp: used.consumedPoints > GUESSES_PER_PLACE ? tooMany(used) : null,
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
  const limiter = (
    keyPrefix: string,
    points: number,
    rest: { duration?: number; clearExpiredByTimeout?: boolean } = {},
  ) => new RateLimiterPostgres({ ...store, clearExpiredByTimeout: false, keyPrefix, points, ...rest });
  return {
    owner: limiter('guess-owner', GUESSES_OF_THE_OWNER, { clearExpiredByTimeout: true }),
    perAccountAndPlace: limiter('guess-account', GUESSES_PER_ACCOUNT_AND_PLACE),
    perAccount: limiter('guess-everywhere', GUESSES_PER_ACCOUNT),
    rounds: limiter('guess-rounds', WAITS_S.length, { duration: ROUNDS_S }),
    perPlace: limiter('guess-place', GUESSES_PER_PLACE),
    known: limiter('guess-known', 1),
  };
}

/** `from`: the place, or the secret of a browser; without one, wherever it comes from. */
const accountKey = (subject: string, from = ''): string => keyOf(`${subject.normalize('NFKC').toLowerCase()}\n${from}`);

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

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

const tooMany = (used: RateLimiterRes): TooManyGuesses => new TooManyGuesses(secondsOf(used));

function refuseIf(used: RateLimiterRes, most: number): void {
  if (used.consumedPoints > most) throw tooMany(used);
}
