import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords } from '@app/kernel';
import { ExportLists } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { AccessEntry } from '../access-log/access-log.js';
import { AccessLog } from '../access-log/access-log.js';
import { AccessLogQuery } from '../access-log/access-log.controller.js';
import type { Account } from '../accounts/accounts.reader.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import { AccountsQuery } from '../accounts/account.dto.js';
import type { AdminEntry } from '../admin-log/admin-log.reader.js';
import { AdminLogReader } from '../admin-log/admin-log.reader.js';
import { AdminLogQuery } from '../admin-log/admin-log.controller.js';
import { TokensService } from '../tokens/tokens.service.js';
import { tokensExport } from './tokens-export.js';

/** Facts of a log in one cell: `state: lost; reason: not-returned`. */
export const factsText = (facts: Readonly<Record<string, unknown>> | null): string | null =>
  facts === null
    ? null
    : Object.entries(facts)
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join('; ') || null;

const factorText = ({ hasSecondFactor, breakGlass }: Account): string =>
  (hasSecondFactor ? 'On' : 'Off') + (breakGlass ? ', emergency account' : '');

const accounts = (reader: AccountsReader): ExportList<Account, AccountsQuery> => ({
  list: 'accounts',
  title: 'Users',
  anyOf: ['account:manage'],
  query: AccountsQuery,
  page: (viewer, query) => reader.list(viewer, query),
  columns: [
    { key: 'name', title: 'Name', value: ({ displayName }) => displayName },
    { key: 'email', title: 'E-mail', value: ({ email }) => email },
    {
      key: 'roles',
      title: 'Roles',
      value: ({ grants }) => grants.map(({ role, siteId }) => `${role} (${siteId ?? 'district'})`).join(', ') || null,
    },
    { key: 'state', title: 'Status', value: ({ state }) => codeWords(state) },
    { key: 'factor', title: 'Second factor', value: (account) => factorText(account) },
    { key: 'seen', title: 'Last sign-in', kind: 'instant', value: ({ lastSignInAt }) => lastSignInAt },
  ],
});

const accessLog = (log: AccessLog): ExportList<AccessEntry, AccessLogQuery> => ({
  list: 'access-log',
  title: 'Access log',
  anyOf: ['access-log:read'],
  query: AccessLogQuery,
  page: (viewer, query) => log.list(viewer, query),
  columns: [
    { key: 'at', title: 'When', kind: 'instant', value: ({ at }) => at },
    { key: 'who', title: 'Who', value: ({ accountId, accountName }) => accountName ?? accountId },
    { key: 'what', title: 'What', value: ({ action }) => action },
    // The id of a person names nobody outside of Cubby.
    { key: 'whom', title: 'Person id', value: ({ personId }) => personId },
    { key: 'rows', title: 'Rows', kind: 'number', value: ({ rowCount }) => rowCount },
    { key: 'site', title: 'Site id', value: ({ siteId }) => siteId },
    { key: 'route', title: 'Route', value: ({ route }) => route },
    { key: 'detail', title: 'Detail', value: ({ detail }) => factsText(detail) },
  ],
});

const adminLog = (reader: AdminLogReader): ExportList<AdminEntry, AdminLogQuery> => ({
  list: 'admin-log',
  title: 'Changes',
  anyOf: ['admin-log:read'],
  query: AdminLogQuery,
  page: (viewer, query) => reader.list(viewer, query),
  columns: [
    { key: 'at', title: 'When', kind: 'instant', value: ({ at }) => at },
    { key: 'who', title: 'Who', value: ({ accountId, accountName }) => accountName ?? accountId },
    { key: 'what', title: 'What', value: ({ action }) => action },
    { key: 'kind', title: 'Record', value: ({ subjectKind }) => subjectKind },
    { key: 'id', title: 'Record id', value: ({ subjectId }) => subjectId },
    { key: 'before', title: 'Old', value: ({ before }) => factsText(before) },
    { key: 'after', title: 'New', value: ({ after }) => factsText(after) },
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class IdentityExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly accounts: AccountsReader,
    private readonly access: AccessLog,
    private readonly admin: AdminLogReader,
    private readonly tokens: TokensService,
  ) {}

  onModuleInit(): void {
    this.exports.register(accounts(this.accounts));
    this.exports.register(accessLog(this.access));
    this.exports.register(adminLog(this.admin));
    this.exports.register(tokensExport(this.tokens));
  }
}
