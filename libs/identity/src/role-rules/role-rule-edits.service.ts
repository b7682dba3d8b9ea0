import { Injectable } from '@nestjs/common';
import type { Db, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { isDomain } from '../providers/provider.rules.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { RoleRuleInvalid, RoleRuleNotFound } from './role-rule.errors.js';
import type { NewRoleRuleDto, RoleRuleDto } from './role-rule.dto.js';
import { PRIVILEGED, RULE_SELECT } from './role-rules.service.js';

/** The rules for roles of new accounts. Changes need `account:manage` for the whole district. */
@Injectable()
export class RoleRuleEdits {
  constructor(
    private readonly db: Database,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  /** @throws DistrictWideOnly */
  list(viewer: Viewer): Promise<RoleRuleDto[]> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.read.query<RoleRuleDto>(`${RULE_SELECT} ORDER BY u.matches, u.value, r.label, u.id`);
  }

  /** @throws DistrictWideOnly, ProofNeeded, RoleRuleInvalid, RoleRuleExists */
  create(session: ActiveSession, wish: NewRoleRuleDto): Promise<RoleRuleDto> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    const value = wish.matches === 'domain' ? wish.value.toLowerCase() : wish.value;
    if (wish.matches === 'domain' && !isDomain(value))
      throw new RoleRuleInvalid('value', 'must be a domain such as district.org');
    if ((wish.scope === 'site') !== (wish.siteId !== null))
      throw new RoleRuleInvalid('siteId', 'is for a role at one site, and only then');
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await lockAdmins(tx);
      const [role] = await tx.query<{ id: string; privileged: boolean }>(
        `SELECT r.id, ${PRIVILEGED} AS privileged FROM role r WHERE r.code = $1`,
        [wish.role],
      );
      if (!role) throw new RoleRuleInvalid('role', 'names a role that does not exist');
      if (role.privileged)
        throw new RoleRuleInvalid('role', 'manages accounts: people get it one by one, from two persons');
      const [{ id }] = await tx.query<{ id: string }>(
        'INSERT INTO role_rule (matches, value, role_id, scope, site_id) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [wish.matches, value, role.id, wish.scope, wish.siteId],
      );
      const made = await load(tx, id);
      const subject = { subjectKind: 'role-rule', subjectId: id };
      await this.log.record(tx, { viewer, action: 'role-rule.created', ...subject, after: facts(made) });
      return made;
    });
  }

  /** Accounts that got their roles by it keep them. @throws DistrictWideOnly, ProofNeeded, RoleRuleNotFound */
  remove(session: ActiveSession, id: string): Promise<void> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      const gone = await load(tx, id);
      await tx.execute('DELETE FROM role_rule WHERE id = $1', [id]);
      const subject = { subjectKind: 'role-rule', subjectId: id };
      await this.log.record(tx, { viewer, action: 'role-rule.removed', ...subject, before: facts(gone) });
    });
  }
}

async function load(db: Db, id: string): Promise<RoleRuleDto> {
  const [rule] = await db.query<RoleRuleDto>(`${RULE_SELECT} WHERE u.id = $1`, [id]);
  if (!rule) throw new RoleRuleNotFound();
  return rule;
}

const facts = ({ matches, value, role, scope, siteId }: RoleRuleDto) => ({
  name: value,
  matches,
  grants: [{ role, siteId, scope }],
});
