import '@fastify/cookie';
import { Body, Controller, Delete, Get, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '@app/platform';
import { ApiProblem, IdParam, RequirePermission, Settings, SignedIn } from '@app/platform';
import { BeforeSecondFactor } from '../access/before-second-factor.js';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { cookieName, cookieOptions } from '../sessions/session.rules.js';
import { qrCode } from './qr-code.js';
import { BackupCodesDto, CodeDto, FactorOfferDto, SecondFactorDto } from './second-factor.dto.js';
import { SecondFactors } from './second-factors.service.js';

/** One-time codes beside the password or the provider. Nothing here is a POST: an answer with a secret is kept nowhere. */
@ApiTags('session')
@Controller()
@SessionOnly()
export class SecondFactorController {
  constructor(
    private readonly settings: Settings,
    private readonly factors: SecondFactors,
  ) {}

  @Put('session/second-factor')
  @SignedIn()
  @BeforeSecondFactor()
  @HttpCode(204)
  @ApiOperation({ operationId: 'showSecondFactor', summary: 'The second step of a sign-in; renews the session cookie' })
  @ApiNoContentResponse({ description: 'The session has its rights' })
  @ApiProblem(409, 'second-factor.off')
  @ApiProblem(422, 'second-factor.code-refused', 'second-factor.only-backup-codes')
  @ApiProblem(429, 'session.too-many-guesses')
  @ApiProblem(503, 'secret.unreadable')
  async show(
    @CurrentSession() session: ActiveSession,
    @Body() { code }: CodeDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    this.renewCookie(reply, await this.factors.show(session, code, request.ip));
  }

  @Get('second-factor')
  @SignedIn()
  @ApiOperation({ operationId: 'getSecondFactor', summary: 'Whether the own account has a second factor' })
  @ApiOkResponse({ type: SecondFactorDto })
  get(@CurrentSession() { viewer }: ActiveSession): Promise<SecondFactorDto> {
    return this.factors.state(viewer.accountId);
  }

  @Put('second-factor/offer')
  @SignedIn()
  @ApiOperation({
    operationId: 'offerSecondFactor',
    summary: 'A new secret for the app; counts once a code comes back',
  })
  @ApiOkResponse({ type: FactorOfferDto })
  @ApiProblem(403, 'session.proof-needed')
  @ApiProblem(409, 'second-factor.own-password-first')
  @ApiProblem(503, 'secret.unreadable')
  async offer(@CurrentSession() session: ActiveSession): Promise<FactorOfferDto> {
    const offer = await this.factors.offer(session);
    return { ...offer, qr: qrCode(offer.address) };
  }

  @Put('second-factor')
  @SignedIn()
  @ApiOperation({
    operationId: 'setSecondFactor',
    summary: 'Set up the offered second factor, or replace the former one',
  })
  @ApiOkResponse({ type: BackupCodesDto })
  @ApiProblem(403, 'session.proof-needed')
  @ApiProblem(409, 'second-factor.no-offer')
  @ApiProblem(422, 'second-factor.code-refused')
  @ApiProblem(503, 'secret.unreadable')
  async set(
    @CurrentSession() session: ActiveSession,
    @Body() { code }: CodeDto,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<BackupCodesDto> {
    const { token, backupCodes } = await this.factors.enrol(session, code);
    this.renewCookie(reply, token);
    return { codes: backupCodes };
  }

  @Put('second-factor/backup-codes')
  @SignedIn()
  @ApiOperation({ operationId: 'makeBackupCodes', summary: 'Ten new backup codes; the former ones are void' })
  @ApiOkResponse({ type: BackupCodesDto })
  @ApiProblem(403, 'session.proof-needed')
  @ApiProblem(409, 'second-factor.off')
  async makeBackupCodes(@CurrentSession() session: ActiveSession): Promise<BackupCodesDto> {
    return { codes: await this.factors.newBackupCodes(session) };
  }

  @Delete('second-factor')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeSecondFactor',
    summary: 'Take the own second factor away, where no role needs it',
  })
  @ApiNoContentResponse({ description: 'Removed; the other sessions have ended' })
  @ApiProblem(403, 'session.proof-needed')
  @ApiProblem(409, 'second-factor.off', 'second-factor.needed')
  async remove(@CurrentSession() session: ActiveSession): Promise<void> {
    await this.factors.remove(session);
  }

  @Delete('accounts/:id/second-factor')
  @RequirePermission('account:manage')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'resetSecondFactor',
    summary: "Reset another account's second factor; ends its sessions",
  })
  @ApiNoContentResponse({ description: 'Reset' })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(409, 'second-factor.off', 'second-factor.own', 'break-glass.last')
  async reset(@CurrentSession() session: ActiveSession, @IdParam() id: string): Promise<void> {
    await this.factors.reset(session, id);
  }

  private renewCookie(reply: ApiReply, token: string): void {
    reply.setCookie(cookieName(this.settings), token, cookieOptions(this.settings));
  }
}
