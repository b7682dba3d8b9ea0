import { Injectable, Logger } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import { SignInRefused } from '../identity.errors.js';
import { PasswordHasher } from '../passwords/password-hash.js';
import { GuessThrottle } from './guess-throttle.js';
import { SessionsService } from './sessions.service.js';

export interface SignInRequest {
  /** As typed. */
  email: string;
  /** As typed, to the last blank. */
  password: string;
  /** Of the socket, or of the configured proxy. */
  ip: string;
  userAgent: string | null;
  /** The session cookie that came with the request: that session ends. */
  oldToken: string | undefined;
}

interface Candidate {
  id: string;
  passwordHash: string | null;
  state: string;
}

const FIND = `
  SELECT id, password_hash AS "passwordHash", state FROM account WHERE email_key = lower(normalize($1, NFKC))`;

/** Signs in with e-mail and password. Every refusal has the same words and takes the same work. */
@Injectable()
export class SignInService {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly db: Database,
    private readonly hasher: PasswordHasher,
    private readonly throttle: GuessThrottle,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * @returns the token of a new session
   * @throws SignInRefused, TooManyGuesses
   */
  async signIn(request: SignInRequest): Promise<string> {
    const wasRight = await this.throttle.count(request.email, request.ip);
    const [found] = await this.db.read.query<Candidate>(FIND, [request.email]);
    const matches = await this.hasher.matches(found?.passwordHash ?? null, request.password);
    if (!found || !matches || found.state !== 'active') return this.refuse(found);
    const token = await this.db.transaction((tx) => this.open(tx, found, request));
    if (token === null) return this.refuse(found);
    await wasRight();
    await this.renewHash(found, request.password);
    this.logger.log({ event: 'session.started', accountId: found.id });
    return token;
  }

  private refuse(found: Candidate | undefined): never {
    this.logger.warn({ event: 'session.refused', accountId: found?.id ?? null });
    throw new SignInRefused();
  }

  /** The row lock decides between this sign-in and a disabling or a new password at the same moment. */
  private async open(tx: Tx, found: Candidate, request: SignInRequest): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      `UPDATE account SET last_sign_in_at = clock_timestamp()
       WHERE id = $1 AND state = 'active' AND password_hash = $2 RETURNING id`,
      [found.id, found.passwordHash],
    );
    if (!account) return null;
    await this.sessions.endByToken(tx, request.oldToken);
    return this.sessions.start(tx, account.id, request.userAgent);
  }

  /** After the costs were raised, the first sign-in hashes anew. */
  private async renewHash(found: Candidate, password: string): Promise<void> {
    const old = found.passwordHash;
    if (old === null || !this.hasher.isOutdated(old)) return;
    const renewed = await this.hasher.hash(password);
    await this.db.transaction((tx) =>
      tx.execute('UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
        found.id,
        old,
        renewed,
      ]),
    );
  }
}
