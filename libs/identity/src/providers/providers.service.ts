import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database, SecretBox, Settings } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import type { EditProviderDto, NewProviderDto, ProviderDto, ProvidersDto } from './provider.dto.js';
import { LastProvider, ProviderChanged, ProviderInUse, ProviderInvalid, ProviderNotFound } from './provider.errors.js';
import type { GroupsFault, ProviderKind } from './provider.rules.js';
import { issuerFault, letsInAsBefore, secretOwner } from './provider.rules.js';

/** A provider with its secret, for speaking to it. */
export interface OpenProvider extends Omit<ProviderDto, 'accounts'> {
  clientSecret: string;
}

interface SealedProvider extends Omit<ProviderDto, 'accounts'> {
  sealed: Buffer;
}

const FIELDS = `p.id, p.kind, p.label, p.issuer, p.client_id AS "clientId", p.allowed_domains AS "allowedDomains",
  p.groups_claim AS "groupsClaim", p.groups_fault AS "groupsFault", p.enabled, p.version`;
const SELECT = `SELECT ${FIELDS}, (SELECT count(*)::integer FROM account_identity i WHERE i.provider_id = p.id) AS accounts
  FROM identity_provider p`;

/** Where a provider sends people back to. A page of the web app: no GET writes. */
export const redirectAddress = ({ publicOrigin }: Pick<Settings, 'publicOrigin'>): string =>
  `${publicOrigin}/sign-in/callback`;

/**
 * Providers of single sign-on. Whoever sets one up could vouch for anybody, so it takes the permission to manage accounts
 * as well, for the whole district.
 */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly box: SecretBox,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  /** @throws DistrictWideOnly */
  async list(viewer: Viewer): Promise<ProvidersDto> {
    requireManager(viewer);
    const items = await this.db.read.query<ProviderDto>(`${SELECT} ORDER BY p.label, p.id`);
    return { items, redirectAddress: redirectAddress(this.settings) };
  }

  /** What the sign-in page offers. */
  offered(): Promise<{ id: string; kind: ProviderKind; label: string }[]> {
    return this.db.read.query('SELECT id, kind, label FROM identity_provider WHERE enabled ORDER BY label, id');
  }

  /** With its secret. @throws ProviderNotFound, SecretUnreadable */
  async open(db: Db, id: string): Promise<OpenProvider> {
    const [found] = await db.query<SealedProvider>(
      `SELECT ${FIELDS}, p.client_secret AS sealed FROM identity_provider p WHERE p.id = $1`,
      [id],
    );
    if (!found) throw new ProviderNotFound();
    const { sealed, ...provider } = found;
    return { ...provider, clientSecret: this.box.open(sealed, secretOwner(id)) };
  }

  /** Off until somebody turns it on. @throws DistrictWideOnly, ProofNeeded, ProviderInvalid, IssuerTaken */
  create(session: ActiveSession, wish: NewProviderDto): Promise<ProviderDto> {
    const { viewer } = session;
    requireManager(viewer);
    this.requireIssuer(wish.kind, wish.issuer);
    const id = newId();
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await tx.execute(
        `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains, groups_claim)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          wish.kind,
          wish.label,
          wish.issuer,
          wish.clientId,
          this.box.seal(wish.clientSecret, secretOwner(id)),
          wish.allowedDomains,
          wish.groupsClaim ?? 'groups',
        ],
      );
      const made = await load(tx, id);
      await this.record(tx, viewer, 'provider.created', id, undefined, facts(made));
      return made;
    });
  }

  /**
   * Sign-ins that are under way begin again.
   * @throws DistrictWideOnly, ProofNeeded, ProviderNotFound, ProviderChanged, ProviderInvalid, IssuerTaken, LastProvider
   */
  edit(session: ActiveSession, id: string, { version, ...wish }: EditProviderDto): Promise<ProviderDto> {
    const { viewer } = session;
    requireManager(viewer);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await tx.query('SELECT 1 FROM identity_provider WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const before = await load(tx, id);
      if (before.version !== version) throw new ProviderChanged(before.version);
      if (wish.issuer !== undefined) this.requireIssuer(before.kind, wish.issuer);
      await tx.execute(
        `UPDATE identity_provider SET label = coalesce($2, label), issuer = coalesce($3, issuer), client_id = coalesce($4, client_id),
           client_secret = coalesce($5, client_secret), allowed_domains = coalesce($6, allowed_domains),
           groups_claim = coalesce($7, groups_claim),
           groups_fault = CASE WHEN $7 <> groups_claim THEN NULL ELSE groups_fault END, enabled = coalesce($8, enabled), version = version + 1 WHERE id = $1`,
        [
          id,
          wish.label ?? null,
          wish.issuer ?? null,
          wish.clientId ?? null,
          wish.clientSecret === undefined ? null : this.box.seal(wish.clientSecret, secretOwner(id)),
          wish.allowedDomains ?? null,
          wish.groupsClaim ?? null,
          wish.enabled ?? null,
        ],
      );
      const after = await load(tx, id);
      if (!letsInAsBefore(before, after) && (await isOnlyWayIn(tx, id))) throw new LastProvider();
      const secret = wish.clientSecret === undefined ? {} : { secretReplaced: true };
      await this.record(tx, viewer, 'provider.edited', id, facts(before), { ...facts(after), ...secret });
      return after;
    });
  }

  /**
   * One that no account is linked to. Sign-ins under way end.
   * @throws DistrictWideOnly, ProofNeeded, ProviderNotFound, ProviderInUse, LastProvider
   */
  remove(session: ActiveSession, id: string): Promise<void> {
    const { viewer } = session;
    requireManager(viewer);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await tx.query('SELECT 1 FROM identity_provider WHERE id = $1 FOR UPDATE', [id]);
      const gone = await load(tx, id);
      if (gone.accounts > 0) throw new ProviderInUse(gone.accounts);
      if (gone.enabled && (await isOnlyWayIn(tx, id))) throw new LastProvider();
      await tx.execute('DELETE FROM sign_in_attempt WHERE provider_id = $1', [id]);
      await tx.execute('DELETE FROM identity_provider WHERE id = $1', [id]);
      await this.record(tx, viewer, 'provider.removed', id, facts(gone), undefined);
    });
  }

  /** What the newest token with the claim for groups was like, for the test of the provider: rules by group go by it. */
  async noteGroups({ id, groupsFault }: OpenProvider, fault: GroupsFault | null): Promise<void> {
    if (fault === groupsFault) return;
    await this.db.transaction((tx) =>
      tx.execute('UPDATE identity_provider SET groups_fault = $2 WHERE id = $1', [id, fault]),
    );
  }

  private requireIssuer(kind: ProviderKind, issuer: string): void {
    const fault = issuerFault(kind, issuer, this.settings.ALLOW_LOOPBACK_ISSUER);
    if (fault !== null) throw new ProviderInvalid('issuer', fault);
  }

  private record(
    tx: Tx,
    viewer: Viewer,
    action: AdminAction,
    id: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.log.record(tx, { viewer, action, subjectKind: 'provider', subjectId: id, before, after });
  }
}

/** @throws DistrictWideOnly */
export function requireManager(viewer: Viewer): void {
  requireEverywhere(viewer, 'provider:manage');
  requireEverywhere(viewer, PRIVILEGE);
}

async function load(db: Db, id: string): Promise<ProviderDto> {
  const [provider] = await db.query<ProviderDto>(`${SELECT} WHERE p.id = $1`, [id]);
  if (!provider) throw new ProviderNotFound();
  return provider;
}

/** Single sign-on is demanded, and no other provider is on. */
async function isOnlyWayIn(tx: Tx, id: string): Promise<boolean> {
  const [{ only }] = await tx.query<{ only: boolean }>(
    'SELECT identity_demands_provider() AND NOT EXISTS (SELECT FROM identity_provider WHERE enabled AND id <> $1) AS only',
    [id],
  );
  return only;
}

const facts = ({ label, issuer, clientId, allowedDomains, groupsClaim, enabled }: ProviderDto) => ({
  label,
  issuer,
  clientId,
  allowedDomains,
  groupsClaim,
  enabled,
});
