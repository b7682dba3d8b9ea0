import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database, Viewer } from '@app/platform';
import { replaceGrants } from '../accounts/grants.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { Clock } from '../clock.js';
import { SetupCodeRefused, SetupDone } from '../identity.errors.js';
import { PasswordService } from '../passwords/password.service.js';
import { personWords } from '../passwords/password-words.js';
import { IT_ADMIN } from '../roles/built-in-roles.js';
import { GuessThrottle } from '../sessions/guess-throttle.js';
import { sha256 } from '../sessions/session.rules.js';
import { CODE_LIFE_MS, MOST_FAILURES, newSetupCode, plainCode } from './setup.rules.js';

export interface FirstAdmin {
  email: string;
  displayName: string;
  password: string;
}

declare const verified: unique symbol;

/** A right code and an acceptable first admin, not yet used. Only `verify` makes one. */
export interface VerifiedSetup {
  readonly [verified]: true;
  readonly codeHash: Buffer;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
}

/**
 * The first run: a one-time code on the console stands between the network and the first account. Whoever owns the
 * set-up page calls `verify` first, then `claim` and `createFirstAdmin` in one transaction with everything else.
 */
@Injectable()
export class SetupFacade {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly throttle: GuessThrottle,
    private readonly passwords: PasswordService,
    private readonly log: AdminLog,
  ) {}

  /** Whether there is no account yet. */
  async isNeeded(): Promise<boolean> {
    const [account] = await this.db.read.query('SELECT 1 FROM account LIMIT 1');
    return !account;
  }

  /** At each start of a server: a new code to print, the one before is void. `null` once an account exists. */
  async newCode(): Promise<string | null> {
    if (!(await this.isNeeded())) return null;
    const code = newSetupCode();
    await this.db.transaction((tx) =>
      tx.execute(
        `INSERT INTO setup_code (code_hash, expires_at) VALUES ($1, $2)
         ON CONFLICT (singleton) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, failures = 0`,
        [sha256(plainCode(code)), this.clock.in(CODE_LIFE_MS)],
      ),
    );
    return code;
  }

  /**
   * Looks at the code and the admin's password; a wrong code is counted. To be called outside of a transaction.
   * @param districtName must not make the password, nor must the admin's name and address
   * @throws SetupDone, SetupCodeRefused, TooManyGuesses, PasswordRefused (field `admin.password`)
   */
  async verify(code: string, admin: FirstAdmin, districtName: string, ip: string): Promise<VerifiedSetup> {
    if (!(await this.isNeeded())) throw new SetupDone();
    const wasRight = await this.throttle.count('setup', ip);
    const codeHash = sha256(plainCode(code));
    if (!(await this.isRight(codeHash))) throw new SetupCodeRefused();
    await wasRight();
    const { email, displayName, password } = admin;
    const context = ['cubby', districtName, ...personWords(admin)];
    const passwordHash = await this.passwords.accepted(password, context, 'admin.password');
    return { codeHash, email, displayName, passwordHash } as VerifiedSetup;
  }

  /** Uses the code up; of several at once, one. First statement of the set-up's transaction. @throws SetupDone, SetupCodeRefused */
  async claim(tx: Tx, setup: VerifiedSetup): Promise<void> {
    const used = await tx.execute('DELETE FROM setup_code WHERE code_hash = $1 AND failures < $2 AND expires_at > $3', [
      setup.codeHash,
      MOST_FAILURES,
      this.clock.now(),
    ]);
    const [account] = await tx.query('SELECT 1 FROM account LIMIT 1');
    if (account) throw new SetupDone();
    if (used === 0) throw new SetupCodeRefused();
  }

  /** The IT admin of the whole district, after `claim`. Answers the account's id. */
  async createFirstAdmin(tx: Tx, setup: VerifiedSetup): Promise<string> {
    const { email, displayName, passwordHash } = setup;
    return insertAdmin(tx, this.log, Viewer.system('setup'), { email, displayName, passwordHash });
  }

  private isRight(codeHash: Buffer): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      await tx.execute('UPDATE setup_code SET failures = failures + 1 WHERE code_hash <> $1 AND failures < $2', [
        codeHash,
        MOST_FAILURES,
      ]);
      const [right] = await tx.query(
        'SELECT 1 FROM setup_code WHERE code_hash = $1 AND failures < $2 AND expires_at > $3',
        [codeHash, MOST_FAILURES, now],
      );
      return right !== undefined;
    });
  }
}

/** An account that is IT admin everywhere, with its entry in the log. @throws EmailTaken */
export async function insertAdmin(
  tx: Tx,
  log: AdminLog,
  viewer: Viewer,
  admin: { email: string; displayName: string; passwordHash: string },
): Promise<string> {
  const { email, displayName, passwordHash } = admin;
  const [made] = await tx.query<{ id: string }>(
    'INSERT INTO account (email, display_name, password_hash) VALUES ($1, $2, $3) RETURNING id',
    [email, displayName, passwordHash],
  );
  const id = made.id;
  const grants = [{ role: IT_ADMIN, siteId: null }];
  await replaceGrants(tx, id, grants, null);
  const after = { email, displayName, grants };
  await log.record(tx, { viewer, action: 'account.admin-created', subjectKind: 'account', subjectId: id, after });
  return id;
}
