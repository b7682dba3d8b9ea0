import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { hasBreakGlass } from './break-glass-left.js';
import { NoBreakGlass, NoProviderYet, SignInPolicyChanged } from './break-glass.errors.js';

/** Who signs in with a password: everybody who has one, or emergency accounts alone. */
export const PASSWORDS = ['everybody', 'break-glass'] as const;
export type Passwords = (typeof PASSWORDS)[number];

export interface SignInPolicy {
  passwords: Passwords;
  version: number;
}

const SELECT = 'SELECT passwords, version FROM sign_in_policy';

/** How the district signs in. */
@Injectable()
export class SignInPolicies {
  constructor(
    private readonly db: Database,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  async get(): Promise<SignInPolicy> {
    const [policy] = await this.db.read.query<SignInPolicy>(SELECT);
    return policy;
  }

  /**
   * Ends what was opened with a password that opens nothing any more, but for the session that asks.
   * @throws ProofNeeded, DistrictWideOnly, SignInPolicyChanged, NoProviderYet, NoBreakGlass
   */
  set(session: ActiveSession, { passwords, version }: SignInPolicy): Promise<SignInPolicy> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await lockAdmins(tx);
      const [before] = await tx.query<SignInPolicy>(`${SELECT} FOR UPDATE`);
      if (before.version !== version) throw new SignInPolicyChanged(before.version);
      if (passwords === 'break-glass') await this.restrict(tx, session.id);
      await tx.execute('UPDATE sign_in_policy SET passwords = $1, version = version + 1', [passwords]);
      const subject = { subjectKind: 'sign-in-policy', subjectId: null };
      const facts = { before: { passwords: before.passwords }, after: { passwords } };
      await this.log.record(tx, { viewer, action: 'sign-in-policy.set', ...subject, ...facts });
      return { passwords, version: version + 1 };
    });
  }

  private async restrict(tx: Tx, but: string): Promise<void> {
    const [provider] = await tx.query('SELECT 1 FROM identity_provider WHERE enabled LIMIT 1');
    if (!provider) throw new NoProviderYet();
    if (!(await hasBreakGlass(tx))) throw new NoBreakGlass();
    await tx.execute(
      `UPDATE session s SET ended_at = clock_timestamp() FROM account a
       WHERE a.id = s.account_id AND s.way = 'password' AND s.ended_at IS NULL AND NOT a.break_glass AND s.id <> $1`,
      [but],
    );
  }
}
