import { accountLabel, accountStanding, FACTOR_WORDS, roleLines, said } from '@app/kernel';
import type { Language } from '@app/kernel';
import type { ExportList } from '@app/platform';
import { AccountsQuery } from '../accounts/account.dto.js';
import type { Account, AccountsReader } from '../accounts/accounts.reader.js';
import type { RolesService } from '../roles/roles.service.js';
import type { SiteLabels, SiteNames } from './site-labels.js';

interface Row {
  account: Account;
  sites: SiteNames;
  roleOf: (code: string) => string;
}

const factorText = ({ hasSecondFactor, breakGlass }: Account, language: Language): string =>
  [said(FACTOR_WORDS[hasSecondFactor ? 'on' : 'off'], language)]
    .concat(breakGlass ? said(FACTOR_WORDS.emergency, language) : [])
    .join(', ');

export const accountsExport = (
  reader: AccountsReader,
  siteLabels: SiteLabels,
  roles: RolesService,
): ExportList<Row, AccountsQuery> => ({
  list: 'accounts',
  title: { en: 'Users', es: 'Usuarios' },
  anyOf: ['account:manage'],
  query: AccountsQuery,
  page: async (viewer, query) => {
    const { items, next } = await reader.list(viewer, query);
    const sites = await siteLabels.all();
    const labels = new Map((await roles.list()).items.map(({ code, label }) => [code, label]));
    const roleOf = (code: string): string => labels.get(code) ?? code;
    return { items: items.map((account) => ({ account, sites, roleOf })), next };
  },
  columns: [
    { key: 'name', title: { en: 'Name', es: 'Nombre' }, value: ({ account }) => account.displayName },
    { key: 'email', title: { en: 'E-mail', es: 'Correo' }, value: ({ account }) => account.email },
    {
      key: 'roles',
      title: { en: 'Roles', es: 'Funciones' },
      value: ({ account, sites, roleOf }, language) =>
        roleLines(account.grants, roleOf, sites.codeOf, language).join('; ') || null,
    },
    {
      key: 'state',
      title: { en: 'Status', es: 'Estado' },
      value: ({ account }, language) => accountLabel(accountStanding(account), language),
    },
    {
      key: 'factor',
      title: { en: 'Second factor', es: 'Segundo factor' },
      value: ({ account }, language) => factorText(account, language),
    },
    {
      key: 'seen',
      title: { en: 'Last sign-in', es: 'Último acceso' },
      kind: 'instant',
      value: ({ account }) => account.lastSignInAt,
    },
  ],
});
