import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';
import { Database } from '@app/platform';
import { Clock } from '../clock.js';
import { CurrentPasswordWrong } from '../identity.errors.js';
import { PasswordHasher } from '../passwords/password-hash.js';
import { FactorCodes } from '../second-factor/factor-codes.js';
import { GuessThrottle } from '../sessions/guess-throttle.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { Proof } from './reauthentication.errors.js';
import { ProofNeeded } from './reauthentication.errors.js';

/** So long after a sign-in or a proof, what an account signs in with can be changed. */
export const PROOF_MS = 5 * 60_000;

interface Credentials {
  passwordHash: string | null;
  hasFactor: boolean;
}

/** Whoever changes what an account signs in with shows shortly before that the session is theirs. */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly throttle: GuessThrottle,
    private readonly codes: FactorCodes,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws ProofNeeded */
  async require(db: Db, { id, viewer }: ActiveSession): Promise<void> {
    const [fresh] = await db.query('SELECT 1 FROM session WHERE id = $1 AND proven_at > $2', [
      id,
      this.clock.in(-PROOF_MS),
    ]);
    if (!fresh) throw new ProofNeeded(proofOf(await credentialsOf(db, viewer.accountId)));
  }

  /**
   * By the password where the account has one, else by a code of its second factor. The session goes on with a new token.
   * @throws ProofNeeded (the other way), CurrentPasswordWrong, CodeRefused, OnlyBackupCodes, TooManyGuesses
   */
  async prove(session: ActiveSession, given: { password?: string; code?: string }, ip: string): Promise<string> {
    const { id, viewer } = session;
    const known = await credentialsOf(this.db.read, viewer.accountId);
    const by = proofOf(known);
    if (by === 'password' && given.password !== undefined) {
      const wasRight = await this.throttle.countOwn(`password ${viewer.accountId}`, ip);
      if (!(await this.hasher.matches(known.passwordHash, given.password))) throw new CurrentPasswordWrong('password');
      await wasRight();
      return this.db.transaction((tx) => this.sessions.prove(tx, id, false));
    }
    if (by === 'code' && given.code !== undefined)
      return this.codes.use(viewer.accountId, given.code, ip, (tx) => this.sessions.prove(tx, id, true));
    throw new ProofNeeded(by);
  }
}

const proofOf = ({ passwordHash, hasFactor }: Credentials): Proof =>
  passwordHash !== null ? 'password' : hasFactor ? 'code' : 'sign-in';

async function credentialsOf(db: Db, accountId: string): Promise<Credentials> {
  const [row] = await db.query<Credentials>(
    `SELECT password_hash AS "passwordHash", EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id) AS "hasFactor"
     FROM account a WHERE a.id = $1`,
    [accountId],
  );
  return row;
}
