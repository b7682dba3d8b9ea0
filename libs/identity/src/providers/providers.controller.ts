import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, ReadOnlyPost, RequirePermission } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { ProviderTest } from './provider-test.js';
import { EditProviderDto, NewProviderDto, ProviderDto, ProvidersDto, ProviderTestDto } from './provider.dto.js';
import { ProvidersService } from './providers.service.js';

/** Providers of single sign-on: Google, Microsoft, any issuer of OpenID Connect. */
@ApiTags('sign-in')
@Controller('identity-providers')
@SessionOnly()
export class ProvidersController {
  constructor(
    private readonly providers: ProvidersService,
    private readonly tests: ProviderTest,
  ) {}

  @Get()
  @RequirePermission('provider:manage')
  @ApiOperation({ operationId: 'listProviders', summary: 'Providers of single sign-on' })
  @ApiOkResponse({ type: ProvidersDto })
  @ApiProblem(403, 'access.district-wide-only')
  list(@CurrentViewer() viewer: Viewer): Promise<ProvidersDto> {
    return this.providers.list(viewer);
  }

  @Post()
  @RequirePermission('provider:manage')
  @ApiOperation({ operationId: 'createProvider', summary: 'Set up a provider; it is off until it is turned on' })
  @ApiCreatedResponse({ type: ProviderDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(409, 'provider.issuer-taken')
  @ApiProblem(422, 'provider.invalid')
  create(@CurrentSession() session: ActiveSession, @Body() body: NewProviderDto): Promise<ProviderDto> {
    return this.providers.create(session, body);
  }

  @Patch(':id')
  @RequirePermission('provider:manage')
  @ApiOperation({ operationId: 'editProvider', summary: 'Change a provider, turn it on or off' })
  @ApiOkResponse({ type: ProviderDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'provider.not-found')
  @ApiProblem(409, 'provider.version-conflict', 'provider.issuer-taken', 'provider.last-one')
  @ApiProblem(422, 'provider.invalid')
  edit(
    @CurrentSession() session: ActiveSession,
    @IdParam() id: string,
    @Body() body: EditProviderDto,
  ): Promise<ProviderDto> {
    return this.providers.edit(session, id, body);
  }

  @Delete(':id')
  @RequirePermission('provider:manage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeProvider', summary: 'Remove a provider that no account is linked to' })
  @ApiNoContentResponse({ description: 'Removed' })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'provider.not-found')
  @ApiProblem(409, 'provider.in-use', 'provider.last-one')
  async remove(@CurrentSession() session: ActiveSession, @IdParam() id: string): Promise<void> {
    await this.providers.remove(session, id);
  }

  @Post(':id/test')
  @RequirePermission('provider:manage')
  @ReadOnlyPost()
  @ApiOperation({ operationId: 'testProvider', summary: 'Ask the provider whether it is set up rightly' })
  @ApiOkResponse({ type: ProviderTestDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'provider.not-found')
  @ApiProblem(503, 'secret.unreadable')
  test(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ProviderTestDto> {
    return this.tests.run(viewer, id);
  }
}
