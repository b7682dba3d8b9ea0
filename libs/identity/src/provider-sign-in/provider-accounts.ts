import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import { Viewer } from '@app/platform';
import { replaceGrants } from '../accounts/grants.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { Identities } from '../identities/identities.service.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import type { OpenProvider } from '../providers/providers.service.js';
import { RoleRules } from '../role-rules/role-rules.service.js';
import type { ProvenPerson } from './claims.rules.js';
import { LinkNeedsSession, NoAccountYet, OtherIdentity } from './provider-sign-in.errors.js';

const SYSTEM = Viewer.system('sign-in');

interface Account {
  id: string;
  /** It manages others and has a password, so that its owner can have a session before it is linked. */
  needsSession: boolean;
}

const BY_EMAIL = `
  SELECT a.id, a.password_hash IS NOT NULL AND EXISTS (
      SELECT 1 FROM role_grant g JOIN role_permission p ON p.role_id = g.role_id
      WHERE g.account_id = a.id AND p.permission_code IN ('${PRIVILEGE}', 'provider:manage')) AS "needsSession"
  FROM account a WHERE a.email_key = lower(normalize($1, NFKC)) FOR NO KEY UPDATE OF a`;

/** Finds the account of somebody for whom a provider vouches: by who they are, once by their address, else by a rule. */
@Injectable()
export class ProviderAccounts {
  constructor(
    private readonly identities: Identities,
    private readonly rules: RoleRules,
    private readonly log: AdminLog,
  ) {}

  /**
   * The account's id, whatever its state.
   * @param signedInAs whose session the browser had
   * @throws OtherIdentity, LinkNeedsSession, NoAccountYet
   */
  async find(tx: Tx, provider: OpenProvider, person: ProvenPerson, signedInAs: string | null): Promise<string> {
    // Two first sign-ins of one person at once: the second finds what the first has made.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(lower(normalize($1, NFKC)), 5))', [person.email]);
    const known = await this.identities.accountOf(tx, person.issuer, person.subject);
    if (known !== null) return known;
    const [account] = await tx.query<Account>(BY_EMAIL, [person.email]);
    const fromSession = account !== undefined && account.id === signedInAs;
    if (account && (await this.identities.isLinked(tx, account.id, person.issuer)))
      throw new OtherIdentity(provider.label);
    if (account?.needsSession && !fromSession) throw new LinkNeedsSession(provider.label);
    const accountId = account ? account.id : await this.make(tx, person);
    const { issuer, subject, email } = person;
    const { id: providerId, label } = provider;
    await this.identities.link(tx, SYSTEM, { accountId, providerId, label, issuer, subject, email, fromSession });
    return accountId;
  }

  /** Somebody whom no rule knows gets no account: it would open nothing. @throws NoAccountYet */
  private async make(tx: Tx, { email, domain, groups, name }: ProvenPerson): Promise<string> {
    const grants = await this.rules.grantsFor(tx, { domain, groups, rosterRole: null, siteIds: [] });
    if (grants.length === 0) throw new NoAccountYet();
    const [{ id }] = await tx.query<{ id: string }>(
      'INSERT INTO account (email, display_name) VALUES ($1, $2) RETURNING id',
      [email, name],
    );
    await replaceGrants(tx, id, grants, null);
    const after = { email, displayName: name, grants };
    await this.log.record(tx, {
      viewer: SYSTEM,
      action: 'account.created',
      subjectKind: 'account',
      subjectId: id,
      after,
    });
    return id;
  }
}
