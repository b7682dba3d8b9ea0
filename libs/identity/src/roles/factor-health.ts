import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Db, Finding } from '@app/platform';
import { advice, Database, ok, VitalSigns } from '@app/platform';
import { factorKeptFor } from './role.rules.js';

/** Roles that somebody active has, and that ask for no second factor. */
const WITHOUT_FACTOR = `
  SELECT r.code, r.label, (SELECT array_agg(p.permission_code) FROM role_permission p WHERE p.role_id = r.id) AS permissions
  FROM role r WHERE NOT r.second_factor
    AND EXISTS (SELECT FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.role_id = r.id AND a.state = 'active')
  ORDER BY r.label, r.code`;

/** What `doctor` and the system page say about second factors: nobody can switch them off for these roles, but a database can come without. */
export async function factorChecks(db: Db): Promise<Finding[]> {
  const roles = await db.query<{ code: string; label: string; permissions: string[] | null }>(WITHOUT_FACTOR);
  const bare = roles.filter(
    ({ code, permissions }) => factorKeptFor({ code, permissions: permissions ?? [] }) !== null,
  );
  if (bare.length === 0) return [ok('Roles that manage accounts, and finance, sign in with a second factor')];
  const names = bare.map(({ label }) => label).join(', ');
  return [
    advice(
      `Without a second factor a password alone opens everything of: ${names}. Turn it on under Sign-in (/admin/sign-in).`,
    ),
  ];
}

@Injectable()
export class FactorHealth implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly vitalSigns: VitalSigns,
  ) {}

  onModuleInit(): void {
    this.vitalSigns.finds(() => factorChecks(this.db.read));
  }
}
