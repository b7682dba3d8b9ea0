import '@fastify/cookie';
import { Body, Controller, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { ApiReply, ApiRequest } from '@app/platform';
import { ApiProblem, IsText, Settings, SignedIn } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { IsPassword } from '../sessions/session.dto.js';
import { cookieName, cookieOptions } from '../sessions/session.rules.js';
import { Reauthentication } from './reauthentication.js';

export class ProofDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsPassword()
  password?: string;

  @IsText(40, {
    optional: true,
    description: 'Of the authenticator app, or a backup code: for an account without a password',
  })
  code?: string;
}

/** Who is there still: asked before what an account signs in with is changed. */
@ApiTags('session')
@Controller('session/proof')
@SessionOnly()
export class ReauthenticationController {
  constructor(
    private readonly settings: Settings,
    private readonly reauthentication: Reauthentication,
  ) {}

  @Put()
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'proveSession', summary: 'Show again who is there; renews the cookie, holds 5 minutes' })
  @ApiNoContentResponse({ description: 'Shown' })
  @ApiProblem(403, 'session.proof-needed')
  @ApiProblem(422, 'password.current-wrong', 'second-factor.code-refused', 'second-factor.only-backup-codes')
  @ApiProblem(429, 'session.too-many-guesses')
  @ApiProblem(503, 'secret.unreadable')
  async prove(
    @CurrentSession() session: ActiveSession,
    @Body() body: ProofDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    const token = await this.reauthentication.prove(session, body, request.ip);
    reply.setCookie(cookieName(this.settings), token, cookieOptions(this.settings));
  }
}
