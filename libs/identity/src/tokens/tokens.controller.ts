import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, Idempotent, RequirePermission, SignedIn } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import { AfterProof } from '../reauthentication/after-proof.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { MadeTokenDto, NewTokenDto, TokensDto } from './token.dto.js';
import { TokensService } from './tokens.service.js';

/** Tokens for programs: `Authorization: Bearer cubby_…`. */
@ApiTags('tokens')
@Controller('tokens')
@SessionOnly()
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'listTokens', summary: 'Tokens of all accounts' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblem(403, 'access.district-wide-only')
  async list(@CurrentViewer() viewer: Viewer): Promise<TokensDto> {
    return { items: await this.tokens.all(viewer) };
  }

  @Get('own')
  @SignedIn()
  @ApiOperation({ operationId: 'listOwnTokens', summary: 'Own tokens' })
  @ApiOkResponse({ type: TokensDto })
  async own(@CurrentSession() { viewer }: ActiveSession): Promise<TokensDto> {
    return { items: await this.tokens.own(viewer.accountId) };
  }

  /** Knows a repeat by its id: a stored answer would hold the token. */
  @Post()
  @RequirePermission('token:make')
  @AfterProof()
  @Idempotent('own')
  @ApiOperation({ operationId: 'makeToken', summary: 'Make a token; it is shown in this answer only' })
  @ApiCreatedResponse({ type: MadeTokenDto })
  @ApiProblem(409, 'token.made-already')
  @ApiProblem(422, 'token.invalid')
  make(@CurrentSession() session: ActiveSession, @Body() body: NewTokenDto): Promise<MadeTokenDto> {
    return this.tokens.make(session, body);
  }

  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke a token: own ones, or any by who manages accounts' })
  @ApiNoContentResponse({ description: 'Revoked' })
  @ApiProblem(404, 'token.not-found')
  async revoke(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    await this.tokens.revoke(viewer, id);
  }
}
