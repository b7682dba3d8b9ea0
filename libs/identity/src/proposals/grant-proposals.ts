import { Injectable } from '@nestjs/common';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import type { Grant } from '../accounts/accounts.reader.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { Clock } from '../clock.js';
import { PasswordOfAnother, ProposalDecided, ProposalNotFound, SecondPersonNeeded } from '../identity.errors.js';
import type { PasswordOrigin } from './second-person.rules.js';
import { FOREIGN_DAYS, isOwnPerson } from './second-person.rules.js';

/** The permission that is given by two persons. */
export const PRIVILEGE = 'account:manage';

export interface GrantProposal extends Grant {
  id: string;
  accountId: string;
  accountName: string;
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
}

const OPEN = `SELECT p.id, p.account_id AS "accountId", identity_account_name(p.account_id) AS "accountName", r.code AS role,
  p.site_id AS "siteId", p.proposed_by AS "proposedBy", identity_account_name(p.proposed_by) AS "proposedByName",
  p.proposed_at AS "proposedAt" FROM grant_proposal p JOIN role r ON r.id = p.role_id WHERE p.state = 'open'`;

/** Grants that would let an account manage accounts: one person proposes, another one decides. */
@Injectable()
export class GrantProposals {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
    private readonly clock: Clock,
  ) {}

  /** Everything that waits, the oldest first. @throws DistrictWideOnly */
  list(viewer: Viewer): Promise<GrantProposal[]> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.read.query<GrantProposal>(`${OPEN} ORDER BY p.proposed_at, p.id`);
  }

  /**
   * Divides the grants that are wanted for an account: what may be given now, and what was proposed just now, because a
   * second person is needed. The command line needs none, nor does the only account that could decide. Under `lockAdmins`.
   */
  async divide(
    tx: Tx,
    viewer: Viewer,
    accountId: string,
    wanted: readonly Grant[],
  ): Promise<{ now: Grant[]; proposed: Grant[] }> {
    const all = [...wanted];
    const proposer = viewer.accountId;
    if (proposer === null || !(await anotherDecides(tx, [proposer, accountId]))) return { now: all, proposed: [] };
    const privileged = await privilegedIn(tx, accountId, wanted);
    const isPrivileged = ({ role, siteId }: Grant): boolean =>
      privileged.some((each) => each.role === role && each.siteId === siteId);
    const proposed = all.filter(isPrivileged);
    await tx.execute(
      `INSERT INTO grant_proposal (account_id, role_id, site_id, proposed_by)
       SELECT DISTINCT $1::uuid, r.id, w.site, $4::uuid
       FROM unnest($2::text[], $3::uuid[]) AS w(role, site) JOIN role r ON r.code = w.role
       ON CONFLICT DO NOTHING`,
      [accountId, proposed.map(({ role }) => role), proposed.map(({ siteId }) => siteId), proposer],
    );
    return { now: all.filter((grant) => !isPrivileged(grant)), proposed };
  }

  /**
   * Approved by a person who is neither the one who proposed nor the one who gains, with a password of their own, as
   * the one who proposed. @throws ProposalNotFound, ProposalDecided, SecondPersonNeeded, PasswordOfAnother
   */
  decide(viewer: Viewer, id: string, approve: boolean): Promise<void> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await lockAdmins(tx);
      const proposal = await this.lock(tx, id);
      if (approve && [proposal.proposedBy, proposal.accountId].includes(viewer.accountId ?? ''))
        throw new SecondPersonNeeded();
      if (approve) await this.requireOwnPersons(tx, [proposal.proposedBy, viewer.accountId]);
      await tx.execute(
        `UPDATE grant_proposal SET state = $2, decided_by = $3, decided_at = clock_timestamp() WHERE id = $1`,
        [id, approve ? 'approved' : 'declined', viewer.accountId],
      );
      if (approve) await give(tx, id);
      const { accountId, role, siteId, proposedBy } = proposal;
      await this.log.record(tx, {
        viewer,
        action: approve ? 'account.grant-approved' : 'account.grant-declined',
        subjectKind: 'account',
        subjectId: accountId,
        after: { displayName: proposal.accountName, grants: [{ role, siteId }], proposedBy },
      });
    });
  }

  /** Locked, so that no password is set meanwhile, nor another identity linked. */
  private async requireOwnPersons(tx: Tx, accounts: readonly (string | null)[]): Promise<void> {
    const origins = await tx.query<PasswordOrigin & { name: string }>(
      `SELECT display_name AS name, password_set_at AS "setAt", password_chosen_at AS "chosenAt",
         (SELECT max(i.linked_at) FROM account_identity i WHERE i.account_id = a.id AND NOT i.from_session) AS "linkedAt" FROM account a
       WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [accounts],
    );
    const foreign = origins.find((origin) => !isOwnPerson(origin, this.clock.now()));
    if (foreign) throw new PasswordOfAnother(foreign.name, FOREIGN_DAYS);
  }

  private async lock(tx: Tx, id: string): Promise<GrantProposal> {
    const [row] = await tx.query<{ state: string }>(
      'SELECT state FROM grant_proposal WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    if (!row) throw new ProposalNotFound();
    if (row.state !== 'open') throw new ProposalDecided(row.state);
    const [proposal] = await tx.query<GrantProposal>(`${OPEN} AND p.id = $1`, [id]);
    return proposal;
  }
}

/** Whether a third account is there that could decide: active, able to sign in, for the whole district. */
async function anotherDecides(db: Db, but: readonly string[]): Promise<boolean> {
  const [other] = await db.query(
    `SELECT 1 FROM role_grant g JOIN role_permission p ON p.role_id = g.role_id AND p.permission_code = '${PRIVILEGE}'
     JOIN account a ON a.id = g.account_id
     WHERE g.site_id IS NULL AND a.state = 'active' AND a.id <> ALL ($1::uuid[])
       AND (a.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM account_identity i WHERE i.account_id = a.id)) LIMIT 1`,
    [but],
  );
  return other !== undefined;
}

/** Of the wanted grants those that carry the privilege and that the account does not have. */
const privilegedIn = (db: Db, accountId: string, wanted: readonly Grant[]): Promise<Grant[]> =>
  db.query<Grant>(
    `SELECT w.role, w.site AS "siteId" FROM unnest($2::text[], $3::uuid[]) AS w(role, site) JOIN role r ON r.code = w.role
     WHERE EXISTS (SELECT 1 FROM role_permission p WHERE p.role_id = r.id AND p.permission_code = '${PRIVILEGE}')
       AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = $1 AND g.role_id = r.id AND g.site_id IS NOT DISTINCT FROM w.site)`,
    [accountId, wanted.map(({ role }) => role), wanted.map(({ siteId }) => siteId)],
  );

async function give(tx: Tx, proposalId: string): Promise<void> {
  await tx.execute(
    `INSERT INTO role_grant (account_id, role_id, site_id, granted_by)
     SELECT account_id, role_id, site_id, decided_by FROM grant_proposal WHERE id = $1 ON CONFLICT DO NOTHING`,
    [proposalId],
  );
  await tx.execute(
    'UPDATE account SET version = version + 1 WHERE id = (SELECT account_id FROM grant_proposal WHERE id = $1)',
    [proposalId],
  );
}
