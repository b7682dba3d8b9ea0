import { Injectable } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { AccountChanged, AccountNotFound } from '../identity.errors.js';
import { requireBreakGlass } from '../break-glass/break-glass-left.js';
import { GrantProposals } from '../proposals/grant-proposals.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { Account, AccountState, Grant } from './accounts.reader.js';
import { AccountsReader } from './accounts.reader.js';
import { replaceGrants } from './grants.js';
import { lockAdmins, requireAnAdmin } from './last-admin.js';

export interface NewAccount {
  email: string;
  displayName: string;
  grants: readonly Grant[];
}

export interface AccountEdit {
  /** As last read. */
  version: number;
  displayName?: string;
  state?: AccountState;
}

/**
 * Makes and changes accounts. Nothing caches rights, so every change holds from the account's next request on.
 * All of it needs `account:manage` for the whole district (DistrictWideOnly).
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsReader,
    private readonly sessions: SessionsService,
    private readonly log: AdminLog,
    private readonly proposals: GrantProposals,
  ) {}

  /** The account cannot sign in until it has a password; what needs a second person waits. @throws EmailTaken, NoSuchRole, NoSuchSite */
  create(viewer: Viewer, { email, displayName, grants }: NewAccount): Promise<Account> {
    requireEverywhere(viewer, 'account:manage');
    return this.db.transaction(async (tx) => {
      await lockAdmins(tx);
      const [made] = await tx.query<{ id: string }>(
        'INSERT INTO account (email, display_name) VALUES ($1, $2) RETURNING id',
        [email, displayName],
      );
      const id = made.id;
      const { now, proposed } = await this.proposals.divide(tx, viewer, id, grants);
      await replaceGrants(tx, id, now, viewer.accountId);
      const account = await this.accounts.load(tx, id);
      const subject = { subjectKind: 'account', subjectId: id };
      await this.log.record(tx, { viewer, action: 'account.created', ...subject, after: facts(account, proposed) });
      return account;
    });
  }

  /** Disabling ends the account's sessions. @throws AccountNotFound, AccountChanged, LastAdmin */
  edit(viewer: Viewer, id: string, { version, displayName, state }: AccountEdit): Promise<Account> {
    return this.change(viewer, id, version, 'account.edited', async (tx) => {
      await tx.execute(
        `UPDATE account SET display_name = coalesce($2, display_name), state = coalesce($3, state),
           left_at = CASE WHEN coalesce($3, state) = 'disabled' THEN left_at END WHERE id = $1`,
        [id, displayName ?? null, state ?? null],
      );
      if (state === 'disabled') await this.sessions.endAll(tx, id);
    });
  }

  /** Replaces all grants of an account, whose sessions end when it loses one; what needs a second person waits for one. @throws AccountNotFound, AccountChanged, LastAdmin, NoSuchRole, NoSuchSite */
  setGrants(viewer: Viewer, id: string, version: number, grants: readonly Grant[]): Promise<Account> {
    return this.change(viewer, id, version, 'account.grants-set', async (tx) => {
      const { now, proposed } = await this.proposals.divide(tx, viewer, id, grants);
      const { lost } = await replaceGrants(tx, id, now, viewer.accountId);
      if (lost > 0) await this.sessions.endAll(tx, id);
      return proposed;
    });
  }

  /** Signs an account out everywhere. @throws AccountNotFound */
  endSessions(viewer: Viewer, id: string): Promise<void> {
    requireEverywhere(viewer, 'account:manage');
    return this.db.transaction(async (tx) => {
      await this.accounts.load(tx, id);
      const ended = await this.sessions.endAll(tx, id);
      await this.log.record(tx, {
        viewer,
        action: 'account.sessions-ended',
        subjectKind: 'account',
        subjectId: id,
        after: { ended },
      });
    });
  }

  private change(
    viewer: Viewer,
    id: string,
    version: number,
    action: AdminAction,
    work: (tx: Tx) => Promise<readonly Grant[] | void>,
  ): Promise<Account> {
    requireEverywhere(viewer, 'account:manage');
    return this.db.transaction(async (tx) => {
      await lockAdmins(tx);
      await raiseVersion(tx, id, version);
      const before = await this.accounts.load(tx, id);
      const proposed = (await work(tx)) ?? [];
      await requireAnAdmin(tx);
      await requireBreakGlass(tx);
      const after = await this.accounts.load(tx, id);
      await this.log.record(tx, {
        viewer,
        action,
        subjectKind: 'account',
        subjectId: id,
        before: facts(before),
        after: facts(after, proposed),
      });
      return after;
    });
  }
}

/** Locks the account and counts the edit. @throws AccountNotFound, AccountChanged */
export async function raiseVersion(tx: Tx, id: string, version: number): Promise<void> {
  const [account] = await tx.query<{ version: number }>('SELECT version FROM account WHERE id = $1 FOR NO KEY UPDATE', [
    id,
  ]);
  if (!account) throw new AccountNotFound();
  if (account.version !== version) throw new AccountChanged(account.version);
  await tx.execute('UPDATE account SET version = version + 1 WHERE id = $1', [id]);
}

/** What the log keeps of an account. */
const facts = ({ email, displayName, state, grants }: Account, proposed: readonly Grant[] = []) => ({
  email,
  displayName,
  state,
  grants,
  ...(proposed.length > 0 && { proposed }),
});
