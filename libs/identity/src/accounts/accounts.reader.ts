import { Injectable } from '@nestjs/common';
import type { Language, Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { AccountNotFound } from '../identity.errors.js';

export const ACCOUNT_STATES = ['active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A role at one site, or in the whole district (`siteId` null). */
export interface Grant {
  role: string;
  siteId: string | null;
}

export interface Account {
  id: string;
  email: string;
  displayName: string;
  state: AccountState;
  hasPassword: boolean;
  /** A provider of single sign-on knows it. */
  isLinked: boolean;
  hasSecondFactor: boolean;
  breakGlass: boolean;
  lastSignInAt: string | null;
  version: number;
  grants: Grant[];
}

export interface AccountLabel {
  id: string;
  displayName: string;
  email: string;
  language: Language;
  /** The session is by a password that somebody else set: it has no rights until the account has chosen its own. */
  mustChangePassword: boolean;
  secondFactor: FactorStage;
}

/** `due`: the session has yet to show it; `missing`: a role needs one, and the account has none. */
export const FACTOR_STAGES = ['none', 'due', 'missing', 'shown'] as const;
export type FactorStage = (typeof FACTOR_STAGES)[number];

export interface AccountFilter {
  /** Words of the name or the e-mail address, or parts of them: all of them are there, in any case and without accents. */
  q?: string;
  state?: AccountState;
  role?: string;
  siteId?: string;
  after?: string;
  limit: number;
}

const FIELDS = `
  a.id, a.email, a.display_name AS "displayName", a.state, a.password_hash IS NOT NULL AS "hasPassword",
  EXISTS (SELECT 1 FROM account_identity i WHERE i.account_id = a.id) AS "isLinked",
  EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id) AS "hasSecondFactor", a.break_glass AS "breakGlass",
  a.last_sign_in_at AS "lastSignInAt", a.version,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', r.code, 'siteId', g.site_id) ORDER BY r.code, g.site_id)
    FROM role_grant g JOIN role r ON r.id = g.role_id WHERE g.account_id = a.id), '[]') AS grants`;

/** Reads accounts. Accounts belong to no site: who may see one may see all. */
@Injectable()
export class AccountsReader {
  constructor(private readonly db: Database) {}

  /** @throws AccountNotFound, DistrictWideOnly */
  get(viewer: Viewer, id: string): Promise<Account> {
    requireEverywhere(viewer, 'account:manage');
    return this.load(this.db.read, id);
  }

  /** @throws AccountNotFound */
  async load(db: Db, id: string): Promise<Account> {
    const [account] = await db.query<Account>(`SELECT ${FIELDS} FROM account a WHERE a.id = $1`, [id]);
    if (!account) throw new AccountNotFound();
    return account;
  }

  /** One's own name. @throws AccountNotFound */
  async label(id: string, sessionId: string): Promise<AccountLabel> {
    const [label] = await this.db.read.query<AccountLabel>(
      `SELECT id, display_name AS "displayName", email, language,
         password_set_by IS NOT NULL AND password_chosen_at IS NULL
           AND EXISTS (SELECT 1 FROM session s WHERE s.id = $2 AND s.way = 'password') AS "mustChangePassword",
         CASE WHEN (SELECT factor_at FROM session s WHERE s.id = $2) IS NOT NULL THEN 'shown'
              WHEN EXISTS (SELECT FROM second_factor f WHERE f.account_id = account.id) THEN 'due'
              WHEN identity_needs_factor(account.id) THEN 'missing' ELSE 'none' END AS "secondFactor"
       FROM account WHERE id = $1`,
      [id, sessionId],
    );
    if (!label) throw new AccountNotFound();
    return label;
  }

  /** Sorted by name. @throws DistrictWideOnly */
  async list(viewer: Viewer, filter: AccountFilter): Promise<Page<Account>> {
    requireEverywhere(viewer, 'account:manage');
    const [name, id] = cursorOf(filter.after);
    const items = await this.db.read.query<Account>(
      `SELECT ${FIELDS} FROM account a
       WHERE ($1::text IS NULL OR a.state = $1)
         AND ($2::text IS NULL AND $3::uuid IS NULL OR EXISTS (
           SELECT 1 FROM role_grant g JOIN role r ON r.id = g.role_id
           WHERE g.account_id = a.id AND ($2::text IS NULL OR r.code = $2) AND ($3::uuid IS NULL OR g.site_id = $3)))
         AND ($7::text IS NULL OR NOT EXISTS (SELECT FROM regexp_split_to_table(btrim(platform_fold($7)), '\\s+') AS word
           WHERE strpos(platform_fold(a.display_name || ' ' || a.email), word) = 0))
         AND ($4::text IS NULL OR (a.display_name, a.id) > ($4, $5::uuid))
       ORDER BY a.display_name, a.id LIMIT $6`,
      [filter.state ?? null, filter.role ?? null, filter.siteId ?? null, name, id, filter.limit + 1, filter.q ?? null],
    );
    const last = items.length > filter.limit ? items[filter.limit - 1] : undefined;
    return { items: items.slice(0, filter.limit), next: last ? encodeCursor([last.displayName, last.id]) : null };
  }
}

function cursorOf(after: string | undefined): readonly [name: string | null, id: string | null] {
  if (after === undefined) return [null, null];
  const [name, id] = decodeCursor(after, 2) ?? [];
  if (typeof name !== 'string' || typeof id !== 'string' || !isId(id))
    throw invalidField('after', 'must be the `next` of a page');
  return [name, id];
}
