import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, pageOf, ReadOnlyPost, RequirePermission } from '@app/platform';
import { PasswordService } from '../passwords/password.service.js';
import { AfterProof } from '../reauthentication/after-proof.js';
import {
  AccountDto,
  AccountsQuery,
  CreateAccountDto,
  EditAccountDto,
  SearchAccountsDto,
  SetGrantsDto,
  SetPasswordDto,
} from './account.dto.js';
import { AccountsReader } from './accounts.reader.js';
import { AccountsService } from './accounts.service.js';

/** Accounts and what they may do. */
@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly reader: AccountsReader,
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordService,
  ) {}

  @Get()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'listAccounts', summary: 'Accounts by name' })
  @ApiOkResponse({ type: pageOf(AccountDto) })
  @ApiProblem(403, 'access.district-wide-only')
  list(@CurrentViewer() viewer: Viewer, @Query() query: AccountsQuery): Promise<Page<AccountDto>> {
    return this.reader.list(viewer, query);
  }

  @Post('search')
  @HttpCode(200)
  @ReadOnlyPost()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'searchAccounts', summary: 'Accounts by words of the name or the e-mail address' })
  @ApiOkResponse({ type: pageOf(AccountDto) })
  @ApiProblem(403, 'access.district-wide-only')
  search(@CurrentViewer() viewer: Viewer, @Body() body: SearchAccountsDto): Promise<Page<AccountDto>> {
    return this.reader.list(viewer, body);
  }

  @Get(':id')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'getAccount', summary: 'One account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<AccountDto> {
    return this.reader.get(viewer, id);
  }

  @Post()
  @RequirePermission('account:manage')
  @AfterProof()
  @ApiOperation({ operationId: 'createAccount', summary: 'Make an account; it signs in once it has a password' })
  @ApiCreatedResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'account.email-taken')
  @ApiProblem(422, 'account.no-such-role', 'account.no-such-site')
  create(@CurrentViewer() viewer: Viewer, @Body() body: CreateAccountDto): Promise<AccountDto> {
    return this.accounts.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'editAccount', summary: 'Rename, disable or enable an account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'account.version', 'account.last-admin', 'break-glass.last')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditAccountDto): Promise<AccountDto> {
    return this.accounts.edit(viewer, id, body);
  }

  @Put(':id/grants')
  @RequirePermission('account:manage')
  @AfterProof()
  @ApiOperation({ operationId: 'setAccountGrants', summary: 'Replace the roles of an account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'account.version', 'account.last-admin', 'break-glass.last')
  @ApiProblem(422, 'account.no-such-role', 'account.no-such-site')
  setGrants(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: SetGrantsDto): Promise<AccountDto> {
    return this.accounts.setGrants(viewer, id, body.version, body.grants);
  }

  @Put(':id/password')
  @RequirePermission('account:manage')
  @AfterProof()
  @ApiOperation({ operationId: 'setAccountPassword', summary: "Set another account's password; ends its sessions" })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'account.version', 'password.own-needs-current')
  @ApiProblem(422, 'password.refused')
  setPassword(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: SetPasswordDto,
  ): Promise<AccountDto> {
    return this.passwords.setFor(viewer, id, body.version, body.password);
  }

  @Delete(':id/sessions')
  @RequirePermission('account:manage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endAccountSessions', summary: 'Sign an account out everywhere' })
  @ApiNoContentResponse({ description: 'Ended' })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  async endSessions(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    await this.accounts.endSessions(viewer, id);
  }
}
