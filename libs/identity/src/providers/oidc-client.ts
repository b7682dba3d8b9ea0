import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  genericGrantRequest,
} from 'openid-client';
import type { CustomFetch, ServerMetadata } from 'openid-client';
import { Outgoing, Settings } from '@app/platform';
import type { OutgoingCall } from '@app/platform';
import { Clock } from '../clock.js';
import type { Claims } from '../provider-sign-in/claims.rules.js';
import { refuseIssuedAhead } from '../provider-sign-in/claims.rules.js';
import type { AttemptSecrets } from '../provider-sign-in/attempt.rules.js';
import { isSameIssuer } from './provider.rules.js';
import type { OpenProvider } from './providers.service.js';
import { redirectAddress } from './providers.service.js';

/** What the browser brings back from a provider. */
export interface Callback {
  code: string;
  state: string;
  /** Of the provider that answers, where it says so. */
  iss?: string;
}

/** Algorithms that sign for everybody to check. Never `none`, never one whose key we would share. */
const ALGORITHMS = ['RS256', 'ES256', 'PS256'];
const CALLED = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
/** Where a provider is called, of its description of itself. */
export const addressesOf = (metadata: ServerMetadata): string[] => CALLED.map((name) => String(metadata[name]));

const SCOPE = 'openid email profile';
const TIMEOUT_S = 8;
/** A provider's description of itself is asked for anew after this long, and after a failure not before that. */
const KNOWN_MS = 3_600_000;
const FAILED_MS = 10_000;

/** A description that cannot be used. */
export class DiscoveryRefused extends Error {
  constructor(
    readonly reason: 'issuer' | 'endpoints' | 'algorithms',
    readonly detail: string,
  ) {
    super(`The description of a provider is refused: ${reason}`);
    this.name = 'DiscoveryRefused';
  }
}

interface Known {
  version: number;
  configuration: Promise<Configuration>;
  until: number;
}

/**
 * Speaks OpenID Connect with a provider, by its library: code flow with PKCE, state and nonce; the ID token's signature is
 * always checked. The library keeps a provider's keys for five minutes and asks again for one that it does not know, at
 * most once a minute.
 */
@Injectable()
export class OidcClient {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly settings: Settings,
    private readonly outgoing: Outgoing,
    private readonly clock: Clock,
  ) {}

  /** Where the browser goes to sign in. */
  async address(provider: OpenProvider, { state, nonce, verifier }: AttemptSecrets): Promise<string> {
    const configuration = await this.configuration(provider);
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectAddress(this.settings),
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      prompt: 'select_account',
      ...(provider.kind === 'google' && provider.allowedDomains.length === 1 ? { hd: provider.allowedDomains[0] } : {}),
    });
    return url.href;
  }

  /** Exchanges the code of a callback; answers the claims of an ID token in which everything was checked. */
  async claims(provider: OpenProvider, { code, state, iss }: Callback, secrets: AttemptSecrets): Promise<Claims> {
    const configuration = await this.configuration(provider);
    const url = new URL(redirectAddress(this.settings));
    for (const [name, value] of Object.entries({ code, state, iss }))
      if (value !== undefined) url.searchParams.set(name, value);
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims() as unknown as Claims;
    refuseIssuedAhead(claims, this.clock.now());
    return claims;
  }

  /** Asks for a provider's description of itself, now. @throws DiscoveryRefused */
  async discover({ issuer, clientId, clientSecret }: OpenProvider): Promise<Configuration> {
    const url = new URL(issuer);
    const insecure = this.settings.ALLOW_LOOPBACK_ISSUER && url.protocol === 'http:';
    const options = { [customFetch]: this.fetch, timeout: TIMEOUT_S };
    const found = await discovery(url, clientId, undefined, undefined, {
      ...options,
      ...(insecure ? { execute: [allowInsecureRequests] } : {}),
    });
    const metadata = found.serverMetadata();
    if (!isSameIssuer(metadata.issuer, issuer)) throw new DiscoveryRefused('issuer', metadata.issuer);
    for (const name of CALLED) if (!this.isUsable(metadata[name])) throw new DiscoveryRefused('endpoints', name);
    const algorithms = (metadata.id_token_signing_alg_values_supported ?? ['RS256']).filter((each) =>
      ALGORITHMS.includes(each),
    );
    if (algorithms.length === 0) throw new DiscoveryRefused('algorithms', ALGORITHMS.join(', '));
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const configuration = new Configuration(
      { ...(metadata as ServerMetadata), id_token_signing_alg_values_supported: algorithms },
      clientId,
      undefined,
      methods.includes('client_secret_post') ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret),
    );
    configuration[customFetch] = this.fetch;
    configuration.timeout = TIMEOUT_S;
    if (insecure) allowInsecureRequests(configuration);
    enableNonRepudiationChecks(configuration);
    return configuration;
  }

  /** Sends a code that cannot be right: a provider that knows the client refuses the code, not the client. */
  async tryClient(configuration: Configuration, verifier: string): Promise<void> {
    await genericGrantRequest(configuration, 'authorization_code', {
      code: 'cubby-asks-whether-it-is-known',
      redirect_uri: redirectAddress(this.settings),
      code_verifier: verifier,
    });
  }

  private configuration(provider: OpenProvider): Promise<Configuration> {
    const now = this.clock.now().getTime();
    const known = this.known.get(provider.id);
    if (known && known.version === provider.version && known.until > now) return known.configuration;
    const configuration = this.discover(provider);
    const entry = { version: provider.version, configuration, until: now + FAILED_MS };
    this.known.set(provider.id, entry);
    configuration.then(
      () => (entry.until = now + KNOWN_MS),
      () => undefined,
    );
    return configuration;
  }

  private isUsable(endpoint: unknown): boolean {
    return typeof endpoint === 'string' && URL.canParse(endpoint) && this.outgoing.mayCall(new URL(endpoint));
  }

  private readonly fetch: CustomFetch = (url, options) => this.outgoing.fetch(url, options as OutgoingCall);
}
