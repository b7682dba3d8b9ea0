import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import { SessionOnly } from '../access/session-only.js';
import { Identities } from './identities.service.js';
import { AccountIdentitiesDto } from './identity.dto.js';

/** As whom providers of single sign-on know an account. */
@ApiTags('accounts')
@Controller()
@SessionOnly()
export class IdentitiesController {
  constructor(private readonly identities: Identities) {}

  @Get('accounts/:id/identities')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'listAccountIdentities', summary: 'Providers that an account signs in with' })
  @ApiOkResponse({ type: AccountIdentitiesDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  async list(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<AccountIdentitiesDto> {
    return { items: await this.identities.list(viewer, id) };
  }

  @Delete('account-identities/:id')
  @RequirePermission('account:manage')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'unlinkAccountIdentity',
    summary: 'Unlink a provider; ends the sessions of the account',
  })
  @ApiNoContentResponse({ description: 'Unlinked' })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.identity-not-found')
  async unlink(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    await this.identities.unlink(viewer, id);
  }
}
