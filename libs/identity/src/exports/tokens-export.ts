import { tokenLabel, tokenStanding } from '@app/kernel';
import { PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import { PERMISSIONS } from '../roles/permissions.js';
import type { TokenDto } from '../tokens/token.dto.js';
import type { TokensService } from '../tokens/tokens.service.js';
import type { SiteLabels, SiteNames } from './site-labels.js';

interface Row {
  token: TokenDto;
  sites: SiteNames;
}

const LABELS = new Map<string, string>(PERMISSIONS.map(({ code, label }) => [code, label]));

/** Programs that use the API, of all accounts. */
export const tokensExport = (tokens: TokensService, siteLabels: SiteLabels): ExportList<Row, PageQuery> => ({
  list: 'tokens',
  title: 'Tokens',
  anyOf: ['account:manage'],
  query: PageQuery,
  page: async (viewer) => {
    const sites = await siteLabels.all();
    return { items: (await tokens.all(viewer)).map((token) => ({ token, sites })), next: null };
  },
  columns: [
    { key: 'name', title: 'Token', value: ({ token }) => token.name },
    { key: 'who', title: { en: 'Account', es: 'Cuenta' }, value: ({ token }) => token.accountName },
    {
      key: 'state',
      title: { en: 'Status', es: 'Estado' },
      value: ({ token }, language) => tokenLabel(tokenStanding(token), language),
    },
    {
      key: 'for',
      title: { en: 'May', es: 'Puede' },
      value: ({ token }) => token.permissions.map((code) => LABELS.get(code) ?? code).join(' · '),
    },
    {
      key: 'sites',
      title: { en: 'At', es: 'En' },
      value: ({ token: { siteIds }, sites }) => siteIds?.map(sites.codeOf).join(', ') ?? null,
    },
    { key: 'until', title: { en: 'Until', es: 'Hasta' }, kind: 'day', value: ({ token }) => token.expiresOn },
    { key: 'made', title: { en: 'Made', es: 'Creado' }, kind: 'instant', value: ({ token }) => token.createdAt },
    {
      key: 'used',
      title: { en: 'Last used', es: 'Último uso' },
      kind: 'instant',
      value: ({ token }) => token.lastUsedAt,
    },
  ],
});
