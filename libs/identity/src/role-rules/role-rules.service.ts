import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';
import type { Grant } from '../accounts/accounts.reader.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import type { RoleRule, RuleFacts } from './role-rule.rules.js';
import { grantsByRule } from './role-rule.rules.js';

/** What no rule gives: two persons give it, each time. */
export const PRIVILEGED = `EXISTS (SELECT 1 FROM role_permission p WHERE p.role_id = r.id AND p.permission_code IN ('${PRIVILEGE}', 'provider:manage'))`;

export const RULE_SELECT = `SELECT u.id, u.matches, u.value, r.code AS role, u.scope, u.site_id AS "siteId", ${PRIVILEGED} AS void
  FROM role_rule u JOIN role r ON r.id = u.role_id`;

/** Which roles somebody gets with a new account. */
@Injectable()
export class RoleRules {
  /** The roles that the rules of now give to somebody; none that manages accounts. */
  async grantsFor(db: Db, facts: RuleFacts): Promise<Grant[]> {
    return grantsByRule(await this.inForce(db), facts);
  }

  /** For many people at once. */
  inForce(db: Db): Promise<RoleRule[]> {
    return db.query<RoleRule>(`${RULE_SELECT} WHERE NOT ${PRIVILEGED}`);
  }
}
