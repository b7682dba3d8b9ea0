import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { lockAdmins } from '../accounts/last-admin.js';
import type { Grant } from '../accounts/accounts.reader.js';
import { grantsByRule } from '../role-rules/role-rule.rules.js';
import { RoleRules } from '../role-rules/role-rules.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { StaffMatch, StaffMember, StaffOutcome } from './staff-account.rules.js';
import { accountEmail, domainOf, staffOutcome } from './staff-account.rules.js';

export interface StaffAccount {
  personId: string;
  accountId: string | null;
  outcome: StaffOutcome;
}

interface Planned extends StaffAccount {
  email: string | null;
  displayName: string;
  grants: Grant[];
}

const MATCH = `
  SELECT w."personId", own.state AS "ownState", own.left_at IS NOT NULL AS "ownLeft", mail.id AS "mailId",
    CASE WHEN mail.id IS NULL THEN NULL WHEN mail.person_id IS NULL THEN 'free' ELSE 'of-another' END AS "byEmail"
  FROM jsonb_to_recordset($1::jsonb) AS w ("personId" uuid, email text)
  LEFT JOIN account own ON own.person_id = w."personId"
  LEFT JOIN account mail ON mail.email_key = lower(normalize(w.email, NFKC))`;

/** Of the grants that rules give, per account of the people. */
const WANTED = `
  SELECT a.id AS account_id, r.id AS role_id, g."siteId" AS site_id
  FROM jsonb_to_recordset($1::jsonb) AS w ("personId" uuid, grants jsonb)
  JOIN account a ON a.person_id = w."personId" AND a.state = 'active'
  CROSS JOIN LATERAL jsonb_to_recordset(w.grants) AS g (role text, "siteId" uuid)
  JOIN role r ON r.code = g.role`;

const log = (action: AdminAction, rows: string): string =>
  `INSERT INTO admin_log (action, subject_kind, subject_id, after) SELECT '${action}', 'account', a.id,
     jsonb_build_object('email', a.email, 'displayName', a.display_name) FROM ${rows} a`;

/**
 * Accounts of the staff that a roster brings, all at once: made where a role rule gives a role, linked where the address
 * has one. They sign in through the district's provider, or with a password that an administrator sets. What the rules
 * give follows the roster; what people granted stays.
 */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly rules: RoleRules,
    private readonly sessions: SessionsService,
  ) {}

  /** One for each member; in the caller's transaction, before which the people must be there. */
  async provide(tx: Tx, staff: readonly StaffMember[]): Promise<StaffAccount[]> {
    await lockAdmins(tx);
    const planned = await this.plan(tx, staff);
    const of = (...outcomes: StaffOutcome[]): string =>
      JSON.stringify(planned.filter(({ outcome }) => outcomes.includes(outcome)));
    await tx.execute(
      `WITH made AS (
         INSERT INTO account (email, display_name, person_id)
         SELECT w.email, w."displayName", w."personId"
         FROM jsonb_to_recordset($1::jsonb) AS w (email text, "displayName" text, "personId" uuid)
         ON CONFLICT (email_key) DO NOTHING RETURNING id, email, display_name
       ) ${log('account.created', 'made')}`,
      [of('made')],
    );
    // Also one that came into being a moment ago, by a first sign-in: this statement sees it.
    await tx.execute(
      `WITH linked AS (
         UPDATE account a SET person_id = w."personId", version = version + 1
         FROM jsonb_to_recordset($1::jsonb) AS w (email text, "personId" uuid)
         WHERE a.email_key = lower(normalize(w.email, NFKC)) AND a.person_id IS NULL
         RETURNING a.id, a.email, a.display_name
       ) ${log('account.person-linked', 'linked')}`,
      [of('made', 'linked')],
    );
    await tx.execute(
      `WITH back AS (
         UPDATE account a SET state = 'active', left_at = NULL, version = version + 1
         FROM jsonb_to_recordset($1::jsonb) AS w ("personId" uuid) WHERE a.person_id = w."personId" AND a.left_at IS NOT NULL
         RETURNING a.id, a.email, a.display_name
       ) ${log('account.returned', 'back')}`,
      [of('returned')],
    );
    await this.grant(tx, of('made', 'linked', 'returned', 'kept'));
    return this.answer(tx, planned);
  }

  private async plan(tx: Tx, staff: readonly StaffMember[]): Promise<Planned[]> {
    const rules = await this.rules.inForce(tx);
    const wanted = staff.map(({ personId, email, displayName, rosterRole, siteIds }) => {
      const address = accountEmail(email);
      const grants = grantsByRule(rules, { domain: domainOf(address), groups: [], rosterRole, siteIds });
      return { personId, email: address, displayName, grants };
    });
    const matches = await tx.query<StaffMatch & { personId: string }>(MATCH, [JSON.stringify(wanted)]);
    const byPerson = new Map(matches.map((match) => [match.personId, match]));
    return wanted.map((each) => ({
      ...each,
      accountId: null,
      outcome: staffOutcome(byPerson.get(each.personId)!, each.email, each.grants.length > 0),
    }));
  }

  /** Whoever loses a role is signed out. */
  private async grant(tx: Tx, people: string): Promise<void> {
    const losers = await tx.query<{ id: string }>(
      `WITH wanted AS (${WANTED}), lost AS (
         DELETE FROM role_grant g USING jsonb_to_recordset($1::jsonb) AS w ("personId" uuid), account a
         WHERE a.person_id = w."personId" AND g.account_id = a.id AND g.by_rule AND NOT EXISTS (
           SELECT FROM wanted k WHERE k.account_id = g.account_id AND k.role_id = g.role_id AND k.site_id IS NOT DISTINCT FROM g.site_id)
         RETURNING g.account_id
       ) SELECT DISTINCT account_id AS id FROM lost`,
      [people],
    );
    const gainers = await tx.query<{ id: string }>(
      `WITH wanted AS (${WANTED}), gained AS (
         INSERT INTO role_grant (account_id, role_id, site_id, by_rule) SELECT account_id, role_id, site_id, true FROM wanted
         ON CONFLICT DO NOTHING RETURNING account_id
       ) SELECT DISTINCT account_id AS id FROM gained`,
      [people],
    );
    const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
    await this.sessions.endAllOf(tx, ids(losers));
    await tx.execute(
      `INSERT INTO admin_log (action, subject_kind, subject_id, after)
       SELECT 'account.grants-by-rule', 'account', a.id, jsonb_build_object('email', a.email, 'displayName', a.display_name, 'grants', (
         SELECT jsonb_agg(jsonb_build_object('role', r.code, 'siteId', g.site_id) ORDER BY r.code, g.site_id)
         FROM role_grant g JOIN role r ON r.id = g.role_id WHERE g.account_id = a.id))
       FROM account a WHERE a.id = ANY ($1::uuid[])`,
      [[...new Set([...ids(losers), ...ids(gainers)])]],
    );
  }

  /** As it came out: of two members with one address, one has the account. */
  private async answer(tx: Tx, planned: readonly Planned[]): Promise<StaffAccount[]> {
    const rows = await tx.query<{ personId: string; id: string }>(
      'SELECT person_id AS "personId", id FROM account WHERE person_id = ANY ($1::uuid[])',
      [planned.map(({ personId }) => personId)],
    );
    const accounts = new Map(rows.map(({ personId, id }) => [personId, id]));
    return planned.map(({ personId, outcome }) => {
      const accountId = accounts.get(personId) ?? null;
      const lostIt = accountId === null && (outcome === 'made' || outcome === 'linked');
      return { personId, accountId, outcome: lostIt ? 'email-of-another' : outcome };
    });
  }
}
