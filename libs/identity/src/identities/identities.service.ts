import { Injectable } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { AccountIdentityDto } from './identity.dto.js';
import { IdentityNotFound } from './identity.errors.js';

interface Link {
  accountId: string;
  providerId: string;
  /** What the provider is called. */
  label: string;
  issuer: string;
  subject: string;
  email: string;
  /** The browser had a session of the account. */
  fromSession: boolean;
}

const SELECT = `SELECT i.id, p.label AS provider, i.email, i.linked_at AS "linkedAt", i.last_used_at AS "lastUsedAt"
  FROM account_identity i JOIN identity_provider p ON p.id = i.provider_id`;

/** As whom providers know an account: issuer and subject, never the address, which may pass to somebody else. */
@Injectable()
export class Identities {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsReader,
    private readonly sessions: SessionsService,
    private readonly log: AdminLog,
  ) {}

  /** @throws DistrictWideOnly, AccountNotFound */
  async list(viewer: Viewer, accountId: string): Promise<AccountIdentityDto[]> {
    await this.accounts.get(viewer, accountId);
    return this.db.read.query<AccountIdentityDto>(`${SELECT} WHERE i.account_id = $1 ORDER BY p.label, i.id`, [
      accountId,
    ]);
  }

  /** The account is linked anew by the next sign-in with its address. Its sessions end. @throws DistrictWideOnly, IdentityNotFound */
  unlink(viewer: Viewer, id: string): Promise<void> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      const [link] = await tx.query<AccountIdentityDto>(`${SELECT} WHERE i.id = $1`, [id]);
      const [gone] = await tx.query<{ accountId: string }>(
        'DELETE FROM account_identity WHERE id = $1 RETURNING account_id AS "accountId"',
        [id],
      );
      if (!link || !gone) throw new IdentityNotFound();
      await this.sessions.endAll(tx, gone.accountId);
      await this.record(tx, viewer, 'account.identity-unlinked', gone.accountId, link);
    });
  }

  /** The account that a provider knows as this subject, counted as used. */
  async accountOf(tx: Tx, issuer: string, subject: string): Promise<string | null> {
    const [found] = await tx.query<{ accountId: string }>(
      `UPDATE account_identity SET last_used_at = clock_timestamp() WHERE issuer = $1 AND subject = $2
       RETURNING account_id AS "accountId"`,
      [issuer, subject],
    );
    return found?.accountId ?? null;
  }

  async isLinked(tx: Tx, accountId: string, issuer: string): Promise<boolean> {
    const [found] = await tx.query('SELECT 1 FROM account_identity WHERE account_id = $1 AND issuer = $2', [
      accountId,
      issuer,
    ]);
    return found !== undefined;
  }

  async link(tx: Tx, viewer: Viewer, link: Link): Promise<void> {
    const { accountId, providerId, label, issuer, subject, email, fromSession } = link;
    await tx.execute(
      `INSERT INTO account_identity (account_id, provider_id, issuer, subject, email, from_session)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [accountId, providerId, issuer, subject, email, fromSession],
    );
    await this.record(tx, viewer, 'account.identity-linked', accountId, { provider: label, email });
  }

  private async record(
    tx: Tx,
    viewer: Viewer,
    action: AdminAction,
    accountId: string,
    { provider, email }: Pick<AccountIdentityDto, 'provider' | 'email'>,
  ): Promise<void> {
    const { displayName } = await this.accounts.load(tx, accountId);
    const after = { displayName, provider, email };
    await this.log.record(tx, { viewer, action, subjectKind: 'account', subjectId: accountId, after });
  }
}
