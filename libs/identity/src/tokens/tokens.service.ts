import { Injectable } from '@nestjs/common';
import type { Db, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { Clock } from '../clock.js';
import { TokenInvalid, TokenNotFound } from './token.errors.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { apiTokenHash, newApiToken } from '../sessions/session.rules.js';
import type { MadeTokenDto, NewTokenDto, TokenDto } from './token.dto.js';
import { tokenFault } from './token.rules.js';

const SELECT = `SELECT t.id, t.name, t.account_id AS "accountId", identity_account_name(t.account_id) AS "accountName", t.permissions,
  t.site_ids AS "siteIds", t.expires_on AS "expiresOn", t.created_at AS "createdAt", t.last_used_at AS "lastUsedAt",
  t.revoked_at AS "revokedAt" FROM api_token t`;

const MOST = 500;

/** Tokens for programs. What one may do is decided anew with each request: never more than its account may do then. */
@Injectable()
export class TokensService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: AdminLog,
  ) {}

  own(accountId: string): Promise<TokenDto[]> {
    return this.db.read.query<TokenDto>(`${SELECT} WHERE t.account_id = $1 ORDER BY t.id DESC LIMIT ${MOST}`, [
      accountId,
    ]);
  }

  /** Of all accounts; those in use first. @throws DistrictWideOnly */
  all(viewer: Viewer): Promise<TokenDto[]> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.read.query<TokenDto>(`${SELECT} ORDER BY t.revoked_at IS NOT NULL, t.id DESC LIMIT ${MOST}`);
  }

  /** The token stands in the answer and nowhere else. @throws TokenInvalid, TokenMadeAlready */
  make({ viewer, rights }: ActiveSession, wish: NewTokenDto): Promise<MadeTokenDto> {
    const fault = tokenFault(wish, rights, this.clock.now().toISOString().slice(0, 10));
    if (fault) throw new TokenInvalid(fault.field, fault.message);
    const token = newApiToken();
    return this.db.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO api_token (id, account_id, name, token_hash, permissions, site_ids, expires_on, created_at)
         VALUES ($1, $2, $3, $4, ARRAY(SELECT DISTINCT p FROM unnest($5::text[]) p ORDER BY 1), $6, $7, $8)`,
        [
          wish.id,
          viewer.accountId,
          wish.name,
          apiTokenHash(token),
          wish.permissions,
          wish.siteIds,
          wish.expiresOn,
          this.clock.now(),
        ],
      );
      const made = await load(tx, wish.id);
      const subject = { subjectKind: 'token', subjectId: made.id };
      await this.log.record(tx, { viewer, action: 'token.created', ...subject, after: facts(made) });
      return { ...made, token };
    });
  }

  /** One's own, or anybody's with the permission to manage accounts. @throws TokenNotFound */
  revoke(viewer: Viewer, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const revoked = await tx.execute(
        `UPDATE api_token SET revoked_at = $2, revoked_by = $3
         WHERE id = $1 AND revoked_at IS NULL AND ($4::boolean OR account_id = $3)`,
        [id, this.clock.now(), viewer.accountId, viewer.sitesFor(PRIVILEGE) === 'all'],
      );
      if (revoked === 0) throw new TokenNotFound();
      const token = await load(tx, id);
      const subject = { subjectKind: 'token', subjectId: id };
      await this.log.record(tx, { viewer, action: 'token.revoked', ...subject, before: facts(token) });
    });
  }
}

async function load(db: Db, id: string): Promise<TokenDto> {
  const [token] = await db.query<TokenDto>(`${SELECT} WHERE t.id = $1`, [id]);
  return token;
}

const facts = ({ name, accountName, permissions, siteIds, expiresOn }: TokenDto) => ({
  name,
  account: accountName,
  permissions,
  sites: siteIds,
  expiresOn,
});
