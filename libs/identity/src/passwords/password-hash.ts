import { Injectable } from '@nestjs/common';
import type { Options } from '@node-rs/argon2';
import { hash, hashRaw, parseOptions, verify } from '@node-rs/argon2';

/** argon2id (the library's default algorithm), 19 MiB, two passes, one lane: the least that OWASP advises. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } satisfies Options;

/** Hashes passwords and compares them, outside the event loop (libuv's threads). */
@Injectable()
export class PasswordHasher {
  /** Of a password nobody knows: an unknown account costs the caller the same time as a known one. */
  private readonly dummy = hash(crypto.randomUUID(), COST);

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** With a given salt: what is looked up by its hash, such as backup codes. */
  async salted(secret: string, salt: Buffer): Promise<Buffer> {
    return Buffer.from(await hashRaw(secret, { ...COST, salt }));
  }

  /** `stored` is `null` where there is no account or no password: takes the usual time and says no. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const same = await verify(stored ?? (await this.dummy), password);
    return same && stored !== null;
  }

  /** Whether the hash was made with other costs than today's. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
  }
}
