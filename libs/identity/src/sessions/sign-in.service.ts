import { Injectable, Logger } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database, Viewer } from '@app/platform';
import { AdminLog } from '../admin-log/admin-log.js';
import { PasswordsAreOff } from '../break-glass/break-glass.errors.js';
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
  /** The secret of this browser. */
  device: string;
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

/** Signs in with e-mail and password. Every refusal has the same words and takes the same work, for known accounts or none. */
@Injectable()
export class SignInService {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly db: Database,
    private readonly hasher: PasswordHasher,
    private readonly throttle: GuessThrottle,
    private readonly sessions: SessionsService,
    private readonly log: AdminLog,
  ) {}

  /**
   * @returns the token of a new session
   * @throws SignInRefused, TooManyGuesses, AccountGuessedAt, PasswordsAreOff
   */
  async signIn(request: SignInRequest): Promise<string> {
    const { usedUp, known, wasRight } = await this.throttle.countSignIn(request.email, request);
    const [found] = await this.db.read.query<Candidate>(FIND, [request.email]);
    const matches = await this.hasher.matches(found?.passwordHash ?? null, request.password);
    const right = found && matches && found.state === 'active';
    if (usedUp && !(right && known)) {
      this.logger.warn({ event: 'session.throttled', accountId: found?.id ?? null, code: usedUp.code });
      throw usedUp;
    }
    if (!right) return this.refuse(found);
    const opened = await this.db.transaction((tx) => this.open(tx, found, request));
    if (opened === null) return this.refuse(found);
    await wasRight();
    if (opened === 'passwords-off') throw new PasswordsAreOff();
    await this.renewHash(found, request.password);
    const { token, breakGlass } = opened;
    // An error wakes somebody: that is for when single sign-on, which everybody should use, seems to be down.
    if (breakGlass !== null) this.logger[breakGlass]({ event: 'session.break-glass-used', accountId: found.id });
    this.logger.log({ event: 'session.started', accountId: found.id, way: 'password' });
    return token;
  }

  private refuse(found: Candidate | undefined): never {
    this.logger.warn({ event: 'session.refused', accountId: found?.id ?? null });
    throw new SignInRefused();
  }

  /** The row lock decides between this sign-in and a disabling or a new password at the same moment. */
  private async open(
    tx: Tx,
    found: Candidate,
    { oldToken, userAgent }: SignInRequest,
  ): Promise<{ token: string; breakGlass: 'error' | 'warn' | null } | 'passwords-off' | null> {
    // Shared, so that nobody comes in while the policy is made stricter and sessions end.
    const [policy] = await tx.query<{ passwords: string }>('SELECT passwords FROM sign_in_policy FOR SHARE');
    const [account] = await tx.query<{ breakGlass: boolean; displayName: string }>(
      `UPDATE account SET last_sign_in_at = CASE WHEN break_glass OR $3 THEN clock_timestamp() ELSE last_sign_in_at END
       WHERE id = $1 AND state = 'active' AND password_hash = $2
       RETURNING break_glass AS "breakGlass", display_name AS "displayName"`,
      [found.id, found.passwordHash, policy?.passwords === 'everybody'],
    );
    if (!account) return null;
    const { breakGlass, displayName } = account;
    if (policy?.passwords !== 'everybody' && !breakGlass) return 'passwords-off';
    if (breakGlass) await this.report(tx, found.id, displayName);
    await this.sessions.endByToken(tx, oldToken);
    const token = await this.sessions.start(tx, { accountId: found.id, way: 'password', userAgent });
    return { token, breakGlass: !breakGlass ? null : policy?.passwords === 'everybody' ? 'warn' : 'error' };
  }

  /** The administrators see it on their first page. */
  private report(tx: Tx, accountId: string, displayName: string): Promise<void> {
    const viewer = new Viewer(accountId, `account:${accountId}`, new Map());
    const subject = { subjectKind: 'account', subjectId: accountId };
    return this.log.record(tx, { viewer, action: 'account.break-glass-used', ...subject, after: { displayName } });
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
