import { Injectable } from '@nestjs/common';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import { AdminLog } from '../admin-log/admin-log.js';
import {
  NoSuchPermission,
  RoleBuiltIn,
  RoleChanged,
  RoleNameTaken,
  RoleNotFound,
  RolePrivilegeHeld,
} from './role.errors.js';
import { IT_ADMIN } from './built-in-roles.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import type { EditRoleDto, NewRoleDto, PermissionDto, RoleDto } from './role.dto.js';
import { factorKeptFor, roleCode } from './role.rules.js';

const SELECT = `SELECT r.id, r.code, r.label, r.built_in AS "builtIn", r.version, r.second_factor AS "secondFactor",
  (SELECT count(DISTINCT g.account_id)::integer FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.role_id = r.id AND a.state = 'active') AS holders,
  (SELECT count(DISTINCT g.account_id)::integer FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.role_id = r.id AND a.state = 'active'
      AND NOT EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id)) AS "holdersWithoutFactor",
  coalesce((SELECT jsonb_agg(jsonb_build_object('code', p.code, 'label', p.label) ORDER BY p.code)
    FROM role_permission rp JOIN permission p ON p.code = rp.permission_code WHERE rp.role_id = r.id), '[]') AS permissions
  FROM role r`;

/** Roles as sets of permissions. Changes need `account:manage` for the whole district and hold from the next request on. */
@Injectable()
export class RolesService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  async list(): Promise<{ items: RoleDto[]; permissions: PermissionDto[] }> {
    const rows = await this.db.read.query<RoleRow>(`${SELECT} ORDER BY r.label COLLATE "und-x-icu", r.id`);
    const items = rows.map(shaped);
    const permissions = await this.db.read.query<PermissionDto>('SELECT code, label FROM permission ORDER BY code');
    return { items, permissions };
  }

  /** @throws DistrictWideOnly, RoleNameTaken, NoSuchPermission */
  create(viewer: Viewer, { label, permissions }: NewRoleDto): Promise<RoleDto> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await lockAdmins(tx);
      await requireFreeName(tx, label, null);
      const taken = await tx.query<{ code: string }>('SELECT code FROM role');
      const code = roleCode(label, new Set(taken.map((role) => role.code)));
      const [{ id }] = await tx.query<{ id: string }>('INSERT INTO role (code, label) VALUES ($1, $2) RETURNING id', [
        code,
        label,
      ]);
      await setPermissions(tx, id, permissions);
      const role = await loadRole(tx, id);
      const subject = { subjectKind: 'role', subjectId: id };
      await this.log.record(tx, { viewer, action: 'role.created', ...subject, after: facts(role) });
      return role;
    });
  }

  /**
   * The permission to manage accounts comes to a role only while nobody has it, so that each who gets it gets it by two.
   * @throws DistrictWideOnly, RoleNotFound, RoleBuiltIn, RoleChanged, RoleNameTaken, NoSuchPermission, RolePrivilegeHeld
   */
  edit(viewer: Viewer, id: string, { version, label, permissions }: EditRoleDto): Promise<RoleDto> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await lockAdmins(tx);
      const before = await loadRole(tx, id);
      if (before.builtIn) throw new RoleBuiltIn();
      if (before.version !== version) throw new RoleChanged(before.version);
      if (label !== undefined) await requireFreeName(tx, label, id);
      if (permissions?.includes(PRIVILEGE) && !has(before, PRIVILEGE) && (await isGranted(tx, id)))
        throw new RolePrivilegeHeld();
      await tx.execute('UPDATE role SET label = coalesce($2, label), version = version + 1 WHERE id = $1', [
        id,
        label ?? null,
      ]);
      if (permissions) await setPermissions(tx, id, permissions);
      const after = await loadRole(tx, id);
      const subject = { subjectKind: 'role', subjectId: id };
      await this.log.record(tx, {
        viewer,
        action: 'role.edited',
        ...subject,
        before: facts(before),
        after: facts(after),
      });
      return after;
    });
  }
}

const has = ({ permissions }: RoleDto, code: string): boolean => permissions.some((each) => each.code === code);
const facts = ({ label, permissions }: RoleDto) => ({ label, permissions: permissions.map(({ code }) => code) });

type RoleRow = Omit<RoleDto, 'factorKeptFor'>;
const shaped = (row: RoleRow): RoleDto => ({
  ...row,
  factorKeptFor: factorKeptFor({ code: row.code, permissions: row.permissions.map(({ code }) => code) }),
});

/** @throws RoleNotFound */
export async function loadRole(db: Db, id: string): Promise<RoleDto> {
  const [role] = await db.query<RoleRow>(`${SELECT} WHERE r.id = $1`, [id]);
  if (!role) throw new RoleNotFound();
  return shaped(role);
}

/** By anybody, also an account that is disabled now. */
async function isGranted(db: Db, roleId: string): Promise<boolean> {
  const [grant] = await db.query('SELECT 1 FROM role_grant WHERE role_id = $1 LIMIT 1', [roleId]);
  return grant !== undefined;
}

async function requireFreeName(tx: Tx, label: string, but: string | null): Promise<void> {
  const [taken] = await tx.query(
    'SELECT 1 FROM role WHERE platform_fold(label) = platform_fold($1) AND id IS DISTINCT FROM $2::uuid',
    [label, but],
  );
  if (taken) throw new RoleNameTaken();
}

async function setPermissions(tx: Tx, roleId: string, codes: readonly string[]): Promise<void> {
  const unknown = await tx.query<{ code: string }>(
    'SELECT u.code FROM unnest($1::text[]) AS u(code) WHERE u.code NOT IN (SELECT code FROM permission)',
    [codes],
  );
  if (unknown.length > 0) throw new NoSuchPermission(unknown.map(({ code }) => code));
  await tx.execute('DELETE FROM role_permission WHERE role_id = $1 AND permission_code <> ALL ($2::text[])', [
    roleId,
    codes,
  ]);
  await tx.execute(
    `INSERT INTO role_permission (role_id, permission_code) SELECT DISTINCT $1::uuid, u.code FROM unnest($2::text[]) AS u(code)
     ON CONFLICT DO NOTHING`,
    [roleId, codes],
  );
  // A copy of the administrators' role asks for what theirs asks for.
  await tx.execute(
    `UPDATE role r SET second_factor = true FROM role a WHERE r.id = $1 AND a.code = $2 AND a.second_factor
       AND EXISTS (SELECT FROM role_permission p WHERE p.role_id = r.id AND p.permission_code = '${PRIVILEGE}')`,
    [roleId, IT_ADMIN],
  );
}
