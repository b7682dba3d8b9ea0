import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ExportLists } from '@app/platform';
import { AccessLog } from '../access-log/access-log.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import { AdminLogReader } from '../admin-log/admin-log.reader.js';
import { RolesService } from '../roles/roles.service.js';
import { TokensService } from '../tokens/tokens.service.js';
import { accountsExport } from './accounts-export.js';
import { accessLogExport, adminLogExport } from './log-exports.js';
import { rolesExport } from './roles-export.js';
import { SiteLabels } from './site-labels.js';
import { tokensExport } from './tokens-export.js';

/** The lists of this lib that may be taken along. */
@Injectable()
export class IdentityExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly accounts: AccountsReader,
    private readonly access: AccessLog,
    private readonly admin: AdminLogReader,
    private readonly tokens: TokensService,
    private readonly roles: RolesService,
    private readonly sites: SiteLabels,
  ) {}

  onModuleInit(): void {
    this.exports.register(accountsExport(this.accounts, this.sites, this.roles));
    this.exports.register(rolesExport(this.roles));
    this.exports.register(accessLogExport(this.access, this.sites, this.exports));
    this.exports.register(adminLogExport(this.admin, this.sites));
    this.exports.register(tokensExport(this.tokens, this.sites));
  }
}
