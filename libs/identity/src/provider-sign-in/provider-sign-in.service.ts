import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import type { Callback } from '../providers/oidc-client.js';
import { OidcClient } from '../providers/oidc-client.js';
import { ProviderNotFound } from '../providers/provider.errors.js';
import type { OpenProvider } from '../providers/providers.service.js';
import { ProvidersService } from '../providers/providers.service.js';
import { SessionReader } from '../sessions/session-reader.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { answerFault } from './answer-fault.rules.js';
import { secretsOf } from './attempt.rules.js';
import type { UsedAttempt } from './attempts.service.js';
import { SignInAttempts } from './attempts.service.js';
import type { ProvenPerson } from './claims.rules.js';
import { groupsIn, personOf } from './claims.rules.js';
import { ProviderAccounts } from './provider-accounts.js';
import {
  AccountIsDisabled,
  ProviderAnswerRefused,
  ProviderOff,
  ProviderUnreachable,
  SignInAttemptOver,
} from './provider-sign-in.errors.js';

/** A browser that came back from a provider. */
export interface Arrival extends Callback {
  /** Of the attempt's cookie. */
  attemptToken: string | undefined;
  userAgent: string | null;
  /** The session cookie that came with the request: that session ends. */
  oldToken: string | undefined;
}

/** Signs in by a provider of the district. Every refusal leaves nothing behind but its line in the log. */
@Injectable()
export class ProviderSignIn {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly db: Database,
    private readonly providers: ProvidersService,
    private readonly client: OidcClient,
    private readonly attempts: SignInAttempts,
    private readonly accounts: ProviderAccounts,
    private readonly sessions: SessionsService,
    private readonly reader: SessionReader,
  ) {}

  /** Where the browser goes, and the token of its attempt. @throws ProviderOff, ProviderUnreachable, TooManyGuesses */
  async begin(providerId: string, nextPath: string, ip: string): Promise<{ address: string; attemptToken: string }> {
    await this.attempts.count(ip);
    const provider = await this.enabled(providerId);
    const attemptToken = await this.attempts.begin(provider, nextPath);
    const address = await this.speakTo(provider, () => this.client.address(provider, secretsOf(attemptToken)));
    return { address, attemptToken };
  }

  /**
   * The token of a new session, and where to go on.
   * @throws SignInAttemptOver, ProviderOff, ProviderUnreachable, ProviderAnswerRefused, EmailUnverified, DomainNotAllowed,
   * NoAccountYet, AccountIsDisabled, OtherIdentity, LinkNeedsSession
   */
  async finish(arrival: Arrival): Promise<{ token: string; nextPath: string }> {
    try {
      const attempt = await this.attempts.use(arrival.attemptToken, arrival.state);
      const provider = await this.stillAsBegun(attempt);
      const claims = await this.speakTo(provider, () => this.client.claims(provider, arrival, attempt.secrets));
      const person = personOf(provider, claims);
      const { fault } = groupsIn(provider.groupsClaim, claims);
      if (fault !== undefined) await this.providers.noteGroups(provider, fault);
      const signedInAs = await this.signedInAs(arrival.oldToken);
      const { token, accountId } = await this.db.transaction((tx) =>
        this.open(tx, provider, person, { ...arrival, signedInAs }),
      );
      this.logger.log({ event: 'session.started', accountId, way: 'provider', providerId: provider.id });
      return { token, nextPath: attempt.nextPath };
    } catch (error) {
      if (error instanceof DomainError)
        this.logger.warn({ event: 'session.refused', way: 'provider', ...whyOf(error) });
      throw error;
    }
  }

  /** The row lock decides between this sign-in and a disabling at the same moment. */
  private async open(
    tx: Tx,
    provider: OpenProvider,
    person: ProvenPerson,
    { userAgent, oldToken, signedInAs }: Arrival & { signedInAs: string | null },
  ): Promise<{ token: string; accountId: string }> {
    const accountId = await this.accounts.find(tx, provider, person, signedInAs);
    const active = await tx.execute(
      `UPDATE account SET last_sign_in_at = clock_timestamp() WHERE id = $1 AND state = 'active'`,
      [accountId],
    );
    if (active === 0) throw new AccountIsDisabled();
    await this.sessions.endByToken(tx, oldToken);
    return { token: await this.sessions.start(tx, { accountId, way: 'provider', userAgent }), accountId };
  }

  /** By a session with rights and its newest token: one by a password that somebody else set proves nothing. */
  private async signedInAs(token: string | undefined): Promise<string | null> {
    const session = await this.reader.find(token);
    return session?.stamp && session.rights.size > 0 ? session.viewer.accountId : null;
  }

  private async enabled(id: string): Promise<OpenProvider> {
    const provider = await this.providers.open(this.db.read, id).catch((error: unknown) => {
      throw error instanceof ProviderNotFound ? new ProviderOff() : error;
    });
    if (!provider.enabled) throw new ProviderOff();
    return provider;
  }

  private async stillAsBegun({ providerId, providerVersion }: UsedAttempt): Promise<OpenProvider> {
    const provider = await this.enabled(providerId);
    if (provider.version !== providerVersion) throw new SignInAttemptOver();
    return provider;
  }

  private async speakTo<T>({ label }: OpenProvider, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const fault = answerFault(error);
      throw fault === 'unreachable'
        ? new ProviderUnreachable(label, error)
        : new ProviderAnswerRefused(label, fault, error);
    }
  }
}

const whyOf = (error: DomainError): { code: string; fault?: string } => ({
  code: error.code,
  ...(error instanceof ProviderAnswerRefused ? { fault: error.fault } : {}),
});
