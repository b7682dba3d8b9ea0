import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database, SecretBox } from '@app/platform';
import { Clock } from '../clock.js';
import { PasswordHasher } from '../passwords/password-hash.js';
import { GuessThrottle } from '../sessions/guess-throttle.js';
import { CodeRefused, OnlyBackupCodes, SecondFactorOff } from './second-factor.errors.js';
import { acceptedStep, MOST_FAILURES, newBackupCodes, typedCode } from './second-factor.rules.js';

interface Factor {
  secret: Buffer;
  lastStep: string;
  failures: number;
}

/** The record that a sealed secret belongs to. */
export const factorOwner = (accountId: string): string => `second-factor:${accountId}`;

/** Compares and uses up the codes of a second factor. */
@Injectable()
export class FactorCodes {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly hasher: PasswordHasher,
    private readonly throttle: GuessThrottle,
  ) {}

  /**
   * Uses a code up and does `work` in the same transaction; a wrong one is counted. Of one code used twice at once, the
   * second is refused. To be called outside of a transaction.
   * @throws CodeRefused, OnlyBackupCodes, SecondFactorOff, TooManyGuesses
   */
  async use<T>(accountId: string, typed: string, ip: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const wasRight = await this.throttle.countOwn(`second-factor ${accountId}`, ip);
    const { kind, code } = typedCode(typed);
    const codeHash = kind === 'backup' ? await this.backupHash(accountId, code) : null;
    const done = await this.db.transaction(async (tx) => {
      const factor = await lockFactor(tx, accountId);
      const right = codeHash
        ? await useBackupCode(tx, accountId, codeHash)
        : await this.useStep(tx, accountId, factor, code);
      await tx.execute(
        'UPDATE second_factor SET failures = CASE WHEN $2 THEN 0 ELSE failures + 1 END WHERE account_id = $1',
        [accountId, right],
      );
      return right ? { answer: await work(tx) } : { failures: factor.failures };
    });
    if (!('answer' in done))
      throw kind === 'app' && done.failures >= MOST_FAILURES ? new OnlyBackupCodes() : new CodeRefused();
    await wasRight();
    return done.answer as T;
  }

  /** New backup codes for an account, which has none beside them. They stand in the answer and nowhere else. */
  async renew(tx: Tx, accountId: string, codes: PreparedCodes): Promise<void> {
    await tx.execute('DELETE FROM second_factor_code WHERE account_id = $1', [accountId]);
    await tx.execute('UPDATE second_factor SET backup_salt = $2 WHERE account_id = $1', [accountId, codes.salt]);
    await tx.execute(
      'INSERT INTO second_factor_code (account_id, code_hash) SELECT $1, h FROM unnest($2::bytea[]) AS h',
      [accountId, codes.hashes],
    );
  }

  /** Hashing takes a second: to be done before the transaction. One salt for the ten, so that one hash finds the row. */
  async prepare(): Promise<PreparedCodes> {
    const salt = randomBytes(16);
    const codes = newBackupCodes();
    const hashes = await Promise.all(codes.map((code) => this.hasher.salted(typedCode(code).code, salt)));
    return { codes, salt, hashes };
  }

  private async useStep(tx: Tx, accountId: string, factor: Factor, code: string): Promise<boolean> {
    if (factor.failures >= MOST_FAILURES) return false;
    const secret = this.box.open(factor.secret, factorOwner(accountId));
    const step = acceptedStep(secret, code, this.clock.now(), Number(factor.lastStep));
    if (step === null) return false;
    await tx.execute('UPDATE second_factor SET last_step = $2 WHERE account_id = $1', [accountId, step]);
    return true;
  }

  private async backupHash(accountId: string, code: string): Promise<Buffer> {
    const [factor] = await this.db.read.query<{ salt: Buffer }>(
      'SELECT backup_salt AS salt FROM second_factor WHERE account_id = $1',
      [accountId],
    );
    if (!factor) throw new SecondFactorOff();
    return this.hasher.salted(code, factor.salt);
  }
}

export interface PreparedCodes {
  codes: string[];
  salt: Buffer;
  hashes: Buffer[];
}

async function lockFactor(tx: Tx, accountId: string): Promise<Factor> {
  const [factor] = await tx.query<Factor>(
    'SELECT secret, last_step AS "lastStep", failures FROM second_factor WHERE account_id = $1 FOR NO KEY UPDATE',
    [accountId],
  );
  if (!factor) throw new SecondFactorOff();
  return factor;
}

const useBackupCode = async (tx: Tx, accountId: string, codeHash: Buffer): Promise<boolean> =>
  (await tx.execute(
    'UPDATE second_factor_code SET used_at = clock_timestamp() WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [accountId, codeHash],
  )) === 1;
