import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import type { Account } from '../accounts/accounts.reader.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import { raiseVersion } from '../accounts/accounts.service.js';
import { lockAdmins } from '../accounts/last-admin.js';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import { IT_ADMIN } from '../roles/built-in-roles.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { requireBreakGlass } from './break-glass-left.js';
import { BreakGlassNeedsAdmin, BreakGlassNeedsPassword } from './break-glass.errors.js';

export interface BreakGlassUse {
  accountId: string;
  accountName: string;
  at: string;
}

/** So long the administrators are told of it on their first page. */
const SHOWN_DAYS = 14;

/** Changes of what an account signs in with, by an administrator who has just shown to be there. */
@Injectable()
export class AccountSecurity {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsReader,
    private readonly sessions: SessionsService,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  /** Also one's own; the account signs in anew. @throws ProofNeeded, DistrictWideOnly, AccountNotFound, AccountChanged, EmailTaken */
  setEmail(session: ActiveSession, id: string, version: number, email: string): Promise<Account> {
    return this.change(session, id, version, 'account.email-set', async (tx, before) => {
      await tx.execute('UPDATE account SET email = $2 WHERE id = $1', [id, email]);
      await this.sessions.endAll(tx, id, session.id);
      return { before: { email: before.email }, after: { email } };
    });
  }

  /** @throws ProofNeeded, DistrictWideOnly, AccountNotFound, AccountChanged, BreakGlassNeedsPassword, BreakGlassNeedsAdmin, LastBreakGlass */
  setBreakGlass(session: ActiveSession, id: string, version: number, breakGlass: boolean): Promise<Account> {
    return this.change(session, id, version, 'account.break-glass-set', async (tx, before) => {
      if (breakGlass && !before.hasPassword) throw new BreakGlassNeedsPassword();
      if (breakGlass && !before.grants.some(({ role, siteId }) => role === IT_ADMIN && siteId === null))
        throw new BreakGlassNeedsAdmin();
      await tx.execute('UPDATE account SET break_glass = $2 WHERE id = $1', [id, breakGlass]);
      await requireBreakGlass(tx);
      return { before: { breakGlass: before.breakGlass }, after: { breakGlass } };
    });
  }

  /** Sign-ins with emergency accounts of the last two weeks, the newest first. @throws DistrictWideOnly */
  uses(session: ActiveSession): Promise<BreakGlassUse[]> {
    requireEverywhere(session.viewer, PRIVILEGE);
    return this.db.read.query<BreakGlassUse>(
      `SELECT account_id AS "accountId", identity_account_name(account_id) AS "accountName", at FROM admin_log
       WHERE action = 'account.break-glass-used' AND at > clock_timestamp() - make_interval(days => $1)
       ORDER BY at DESC LIMIT 20`,
      [SHOWN_DAYS],
    );
  }

  private change(
    session: ActiveSession,
    id: string,
    version: number,
    action: AdminAction,
    work: (tx: Tx, before: Account) => Promise<{ before: object; after: object }>,
  ): Promise<Account> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await lockAdmins(tx);
      await raiseVersion(tx, id, version);
      const account = await this.accounts.load(tx, id);
      const { before, after } = await work(tx, account);
      const { displayName } = account;
      const facts = { before: { displayName, ...before }, after: { displayName, ...after } };
      await this.log.record(tx, { viewer, action, subjectKind: 'account', subjectId: id, ...facts });
      return this.accounts.load(tx, id);
    });
  }
}
