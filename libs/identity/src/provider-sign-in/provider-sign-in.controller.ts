import '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '@app/platform';
import { ApiProblem, Public, Settings } from '@app/platform';
import { SignInPolicies } from '../break-glass/sign-in-policy.service.js';
import { ProvidersService } from '../providers/providers.service.js';
import { browserName, cookieName, cookieOptions } from '../sessions/session.rules.js';
import { attemptCookieName, attemptCookieOptions } from './attempt.rules.js';
import {
  BeginSignInDto,
  BegunSignInDto,
  FinishedSignInDto,
  FinishSignInDto,
  SignInOptionsDto,
} from './provider-sign-in.dto.js';
import { ProviderSignIn } from './provider-sign-in.service.js';

/** Sign-in with the district's Google, Microsoft or another provider. */
@ApiTags('sign-in')
@Controller()
export class ProviderSignInController {
  private readonly cookie: string;
  private readonly attempt: string;

  constructor(
    private readonly settings: Settings,
    private readonly providers: ProvidersService,
    private readonly signIns: ProviderSignIn,
    private readonly policies: SignInPolicies,
  ) {
    this.cookie = cookieName(settings);
    this.attempt = attemptCookieName(settings);
  }

  @Get('sign-in-options')
  @Public()
  @ApiOperation({ operationId: 'getSignInOptions', summary: 'What the sign-in page offers' })
  @ApiOkResponse({ type: SignInOptionsDto })
  async options(): Promise<SignInOptionsDto> {
    const [providers, { passwords }] = await Promise.all([this.providers.offered(), this.policies.get()]);
    return { providers, passwords };
  }

  @Post('sign-in-attempts')
  @Public()
  @HttpCode(200)
  @ApiOperation({ operationId: 'beginProviderSignIn', summary: 'Begin to sign in; sets a cookie for ten minutes' })
  @ApiOkResponse({ type: BegunSignInDto })
  @ApiProblem(403, 'sign-in.answer-refused')
  @ApiProblem(404, 'sign-in.provider-off')
  @ApiProblem(429, 'session.too-many-guesses')
  @ApiProblem(503, 'sign-in.provider-unreachable', 'secret.unreadable')
  async begin(
    @Body() { providerId, next }: BeginSignInDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<BegunSignInDto> {
    const { address, attemptToken } = await this.signIns.begin(providerId, next, request.ip);
    reply.setCookie(this.attempt, attemptToken, attemptCookieOptions(this.settings));
    return { address };
  }

  @Post('session/provider')
  @Public()
  @HttpCode(200)
  @ApiOperation({ operationId: 'finishProviderSignIn', summary: 'Sign in with what the provider sent along; once' })
  @ApiOkResponse({ type: FinishedSignInDto })
  @ApiProblem(
    403,
    'sign-in.answer-refused',
    'sign-in.email-unverified',
    'sign-in.domain-not-allowed',
    'sign-in.no-account',
    'sign-in.account-disabled',
    'sign-in.other-identity',
    'sign-in.link-needs-session',
  )
  @ApiProblem(404, 'sign-in.provider-off')
  @ApiProblem(409, 'sign-in.attempt-over')
  @ApiProblem(503, 'sign-in.provider-unreachable', 'secret.unreadable')
  async finish(
    @Body() { code, state, iss }: FinishSignInDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<FinishedSignInDto> {
    const { token, nextPath } = await this.signIns.finish({
      code,
      state,
      ...(iss === undefined ? {} : { iss }),
      attemptToken: request.cookies[this.attempt],
      userAgent: browserName(request.headers['user-agent']),
      oldToken: request.cookies[this.cookie],
    });
    reply.clearCookie(this.attempt, attemptCookieOptions(this.settings));
    reply.setCookie(this.cookie, token, cookieOptions(this.settings));
    return { next: nextPath };
  }
}
