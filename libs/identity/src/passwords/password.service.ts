import { Injectable } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import type { Account } from '../accounts/accounts.reader.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import { raiseVersion } from '../accounts/accounts.service.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { AccountNotFound, CurrentPasswordWrong, OwnPasswordNeedsCurrent, PasswordRefused } from '../identity.errors.js';
import { GuessThrottle } from '../sessions/guess-throttle.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { PasswordHasher } from './password-hash.js';
import { PasswordWords } from './password-words.js';
import type { PasswordContext } from './password.rules.js';
import { passwordFault } from './password.rules.js';

/** Changes passwords. Whatever was signed in with the old one is signed out. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly db: Database,
    private readonly hasher: PasswordHasher,
    private readonly words: PasswordWords,
    private readonly throttle: GuessThrottle,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsReader,
    private readonly log: AdminLog,
  ) {}

  /** One's own; the session that asks stays. @throws CurrentPasswordWrong, PasswordRefused, TooManyGuesses */
  async changeOwn(session: ActiveSession, current: string, next: string, ip: string): Promise<void> {
    const { viewer } = session;
    const id = viewer.accountId;
    const wasRight = await this.throttle.countOwn(`password ${id}`, ip);
    const old = await this.storedHash(id);
    if (!(await this.hasher.matches(old, current))) throw new CurrentPasswordWrong();
    await wasRight();
    const label = await this.accounts.label(id, session.id);
    const hash = await this.accepted(next, await this.words.contextOf(label), 'newPassword');
    await this.db.transaction(async (tx) => {
      const changed = await tx.execute(
        `UPDATE account SET password_hash = $3, password_chosen_at = clock_timestamp(), version = version + 1
         WHERE id = $1 AND password_hash = $2`,
        [id, old, hash],
      );
      if (changed === 0) throw new CurrentPasswordWrong();
      await this.sessions.endAll(tx, id, session.id);
      await this.record(tx, viewer, id);
    });
  }

  /** Another account's, until it chooses its own: it has no rights before that. @throws AccountNotFound, AccountChanged, OwnPasswordNeedsCurrent, PasswordRefused, DistrictWideOnly */
  async setFor(viewer: Viewer, id: string, version: number, password: string): Promise<Account> {
    requireEverywhere(viewer, 'account:manage');
    if (viewer.accountId === id) throw new OwnPasswordNeedsCurrent();
    const hash = await this.accepted(
      password,
      await this.words.contextOf(await this.accounts.get(viewer, id)),
      'password',
    );
    const account = await this.db.transaction(async (tx) => {
      await raiseVersion(tx, id, version);
      await tx.execute(
        `UPDATE account SET password_hash = $2, password_set_by = $3, password_chosen_at = NULL,
           password_set_at = CASE WHEN $3::uuid IS NOT NULL THEN clock_timestamp() END WHERE id = $1`,
        [id, hash, viewer.accountId],
      );
      await this.sessions.endAll(tx, id);
      await this.record(tx, viewer, id);
      return this.accounts.load(tx, id);
    });
    // Whoever is told the new password signs in with it now, also where the account is new.
    await this.throttle.forget(account.email);
    return account;
  }

  /** The hash of a password that the rules accept. @throws PasswordRefused */
  accepted(password: string, context: PasswordContext, field: string): Promise<string> {
    const fault = passwordFault(password, context);
    if (fault) throw new PasswordRefused(fault, field);
    return this.hasher.hash(password);
  }

  private async storedHash(id: string): Promise<string | null> {
    const [row] = await this.db.read.query<{ hash: string | null }>(
      'SELECT password_hash AS hash FROM account WHERE id = $1',
      [id],
    );
    if (!row) throw new AccountNotFound();
    return row.hash;
  }

  private record(tx: Tx, viewer: Viewer, id: string): Promise<void> {
    return this.log.record(tx, { viewer, action: 'account.password-set', subjectKind: 'account', subjectId: id });
  }
}
