import { Injectable } from '@nestjs/common';
import { Database, Viewer } from '@app/platform';
import type { Db, Tx } from '@app/platform';
import type { Account, Grant } from './accounts/accounts.reader.js';
import { AccountsReader } from './accounts/accounts.reader.js';
import { replaceGrants } from './accounts/grants.js';
import { AdminLog } from './admin-log/admin-log.js';
import { PasswordHasher } from './passwords/password-hash.js';
import { PasswordService } from './passwords/password.service.js';
import { PasswordWords } from './passwords/password-words.js';
import type { RoleGrants } from './sessions/rights.js';
import { rightsOf } from './sessions/rights.js';
import { insertAdmin } from './setup/setup.facade.js';

export interface SeededAccount {
  email: string;
  displayName: string;
  /** Of `hashPassword`; `null`: cannot sign in. */
  passwordHash: string | null;
  grants: readonly Grant[];
}

const RIGHTS = `SELECT (SELECT json_agg(json_build_array(g.sites,
      (SELECT array_agg(rp.permission_code) FROM role_permission rp WHERE rp.role_id = g.role_id)))
    FROM (SELECT role_id, array_agg(site_id) AS sites FROM role_grant WHERE account_id = a.id GROUP BY role_id) g) AS roles
  FROM account a WHERE a.id = $1 AND a.state = 'active'`;

/** What other libs, the command line and the sample district ask of accounts. */
@Injectable()
export class IdentityFacade {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsReader,
    private readonly passwords: PasswordService,
    private readonly words: PasswordWords,
    private readonly hasher: PasswordHasher,
    private readonly log: AdminLog,
  ) {}

  /** Names of accounts by id, for lists and timelines; unknown ids are left out. */
  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.read.query<{ id: string; name: string }>(
      'SELECT id, display_name AS name FROM account WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Somebody's rights now, for work in their name that outlives the request; `null` for a disabled account. */
  async viewerOf(db: Db, accountId: string): Promise<Viewer | null> {
    const [account] = await db.query<{ roles: RoleGrants[] | null }>(RIGHTS, [accountId]);
    return account ? new Viewer(accountId, `account:${accountId}`, rightsOf(account.roles ?? [])) : null;
  }

  /**
   * A new IT admin of the whole district, for whoever has the command line.
   * @throws EmailTaken, PasswordRefused
   */
  async createAdmin(admin: { email: string; displayName: string; password: string }): Promise<string> {
    const { email, displayName, password } = admin;
    const passwordHash = await this.passwords.accepted(password, await this.words.contextOf(admin), 'password');
    const viewer = Viewer.system('create-admin');
    return this.db.transaction((tx) => insertAdmin(tx, this.log, viewer, { email, displayName, passwordHash }));
  }

  /** For `seedAccount`, without the password rules. It takes time: invented accounts with one password share one hash. */
  hashPassword(password: string): Promise<string> {
    return this.hasher.hash(password);
  }

  /** Accounts of an invented district. @throws EmailTaken, NoSuchRole, NoSuchSite */
  async seedAccount(tx: Tx, account: SeededAccount): Promise<Account> {
    const [made] = await tx.query<{ id: string }>(
      'INSERT INTO account (email, display_name, password_hash) VALUES ($1, $2, $3) RETURNING id',
      [account.email, account.displayName, account.passwordHash],
    );
    await replaceGrants(tx, made.id, account.grants, null);
    return this.accounts.load(tx, made.id);
  }
}
