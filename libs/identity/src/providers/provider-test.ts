import { Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import type { Viewer } from '@app/platform';
import { Database, Outgoing, OutgoingRefused, Settings } from '@app/platform';
import { chainOf } from '../provider-sign-in/answer-fault.rules.js';
import { newToken } from '../sessions/session.rules.js';
import { addressesOf, DiscoveryRefused, OidcClient } from './oidc-client.js';
import type { ProviderTestDto, ProviderTestStepDto, TestStep } from './provider.dto.js';
import {
  addressWords,
  clientWords,
  discoveryWords,
  groupsWords,
  issuerWords,
  reasonWords,
  signingKeys,
} from './provider-test.rules.js';
import type { OpenProvider } from './providers.service.js';
import { ProvidersService, redirectAddress, requireManager } from './providers.service.js';

type Answer = Omit<ProviderTestStepDto, 'step'>;
const passed = (words: string): Answer => ({ passed: true, words });
const failed = (words: string): Answer => ({ passed: false, words });

/** Asks a provider, step by step, whether a sign-in can work; says where the first fault is. Nothing is kept. */
@Injectable()
export class ProviderTest {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly providers: ProvidersService,
    private readonly client: OidcClient,
    private readonly outgoing: Outgoing,
  ) {}

  /** @throws DistrictWideOnly, ProviderNotFound, SecretUnreadable */
  async run(viewer: Viewer, id: string): Promise<ProviderTestDto> {
    requireManager(viewer);
    const provider = await this.providers.open(this.db.read, id);
    const steps: ProviderTestStepDto[] = [];
    const note = (step: TestStep, answer: Answer): boolean => {
      steps.push({ step, ...answer });
      return answer.passed;
    };
    const found = await this.discover(provider);
    if ('step' in found) return { steps: [...found.before, found], passed: false };
    const { configuration } = found;
    note('discovery', passed('The provider describes itself under this issuer.'));
    note('endpoints', passed(addressWords(addressesOf(configuration.serverMetadata()))));
    const all =
      note('keys', await this.keys(configuration)) &&
      note('client', await this.knows(provider, configuration)) &&
      (provider.groupsFault === null ||
        note('groups', failed(groupsWords(provider.groupsClaim, provider.groupsFault))));
    return { steps, passed: all };
  }

  private async discover(
    provider: OpenProvider,
  ): Promise<{ configuration: Configuration } | (ProviderTestStepDto & { before: ProviderTestStepDto[] })> {
    try {
      return { configuration: await this.client.discover(provider) };
    } catch (error) {
      const step = error instanceof DiscoveryRefused && error.reason !== 'issuer' ? 'endpoints' : 'discovery';
      const described = { step: 'discovery' as const, ...passed('The provider describes itself under this issuer.') };
      return { step, ...failed(discoveryFault(provider, error)), before: step === 'discovery' ? [] : [described] };
    }
  }

  private async keys(configuration: Configuration): Promise<Answer> {
    const address = new URL(configuration.serverMetadata().jwks_uri ?? '');
    try {
      const answer = await this.outgoing.fetch(address, { headers: { accept: 'application/json' } });
      const count = answer.status === 200 ? signingKeys(await answer.json().catch(() => null)) : 0;
      return count > 0
        ? passed(`It shows ${count === 1 ? 'a key' : `${count} keys`} that its signatures are checked with.`)
        : failed(`${address.host} shows no key that a signature could be checked with.`);
    } catch (error) {
      return failed(silence(error, address.host) ?? `${address.host} did not answer as expected.`);
    }
  }

  private async knows(provider: OpenProvider, configuration: Configuration): Promise<Answer> {
    const redirect = redirectAddress(this.settings);
    try {
      await this.client.tryClient(configuration, newToken());
      return clientWords(provider.kind, null, redirect);
    } catch (error) {
      const host = new URL(configuration.serverMetadata().token_endpoint ?? provider.issuer).host;
      const words = silence(error, host);
      if (words !== null) return failed(words);
      const sent = chainOf(error).find((facts) => typeof facts.error === 'string')?.error;
      return clientWords(provider.kind, typeof sent === 'string' ? sent : 'no word of OAuth', redirect);
    }
  }
}

function discoveryFault({ issuer }: OpenProvider, error: unknown): string {
  if (error instanceof DiscoveryRefused) return REFUSED[error.reason](error.detail);
  return silence(error, new URL(issuer).host) ?? discoveryWords(issuer, chainOf(error));
}

const REFUSED: Record<DiscoveryRefused['reason'], (detail: string) => string> = {
  issuer: issuerWords,
  endpoints: (name) => `The provider names no address by https as its ${name}.`,
  algorithms: (names) => `The provider signs with none of ${names}: turn one of them on in its console.`,
};

/** In words why there was no answer; null: there was one. */
function silence(error: unknown, host: string): string | null {
  const chain = chainOf(error);
  const refused = chain.find((each) => each instanceof OutgoingRefused);
  if (refused instanceof OutgoingRefused) return reasonWords(refused.reason, host);
  return chain.some(({ code }) => code === 'OAUTH_TIMEOUT') ? reasonWords('too-slow', host) : null;
}
