import { PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { TokenDto } from '../tokens/token.dto.js';
import type { TokensService } from '../tokens/tokens.service.js';

/** The last day of a token is one in UTC. */
const today = (): string => new Date().toISOString().slice(0, 10);

const stateOf = ({ revokedAt, expiresOn }: TokenDto): string => {
  if (revokedAt) return 'Revoked';
  return expiresOn < today() ? 'Expired' : 'In use';
};

/** Programs that use the API, of all accounts. */
export const tokensExport = (tokens: TokensService): ExportList<TokenDto, PageQuery> => ({
  list: 'tokens',
  title: 'Tokens',
  anyOf: ['account:manage'],
  query: PageQuery,
  page: async (viewer) => ({ items: await tokens.all(viewer), next: null }),
  columns: [
    { key: 'name', title: 'Token', value: ({ name }) => name },
    { key: 'who', title: 'Account', value: ({ accountName }) => accountName },
    { key: 'state', title: 'Status', value: (token) => stateOf(token) },
    { key: 'for', title: 'May', value: ({ permissions }) => permissions.join(', ') },
    { key: 'sites', title: 'Site ids', value: ({ siteIds }) => siteIds?.join(', ') ?? null },
    { key: 'until', title: 'Until', kind: 'day', value: ({ expiresOn }) => expiresOn },
    { key: 'made', title: 'Made', kind: 'instant', value: ({ createdAt }) => createdAt },
    { key: 'used', title: 'Last used', kind: 'instant', value: ({ lastUsedAt }) => lastUsedAt },
  ],
});
