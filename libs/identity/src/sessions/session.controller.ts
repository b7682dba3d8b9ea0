import '@fastify/cookie';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '@app/platform';
import { ApiProblem, Public, Settings, SignedIn } from '@app/platform';
import { BeforeSecondFactor } from '../access/before-second-factor.js';
import { CurrentSession } from '../access/current-session.js';
import { AccountsReader } from '../accounts/accounts.reader.js';
import type { ActiveSession } from './session-reader.js';
import { SessionDto, SignInDto } from './session.dto.js';
import { KNOWN_S } from './guess-throttle.js';
import { browserName, cookieName, cookieOptions, deviceCookieName, deviceOf } from './session.rules.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** The session of this browser. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  private readonly cookie: string;
  private readonly deviceCookie: string;

  constructor(
    private readonly settings: Settings,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsReader,
  ) {
    this.cookie = cookieName(settings);
    this.deviceCookie = deviceCookieName(settings);
  }

  @Get()
  @SignedIn()
  @BeforeSecondFactor()
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in, and what for' })
  @ApiOkResponse({ type: SessionDto })
  async get(@CurrentSession() { id, viewer, rights }: ActiveSession): Promise<SessionDto> {
    return { account: await this.accounts.label(viewer.accountId, id), permissions: Object.fromEntries(rights) };
  }

  @Post()
  @Public()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in; sets the session cookie, a new one each time' })
  @ApiNoContentResponse({ description: 'Signed in' })
  @ApiProblem(401, 'session.sign-in-refused')
  @ApiProblem(403, 'session.single-sign-on-only')
  @ApiProblem(429, 'session.too-many-guesses', 'session.account-guessed-at')
  async signIn(
    @Body() body: SignInDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    const device = deviceOf(request.cookies[this.deviceCookie]);
    const token = await this.signIns.signIn({
      email: body.email,
      password: body.password,
      ip: request.ip,
      device,
      userAgent: browserName(request.headers['user-agent']),
      oldToken: request.cookies[this.cookie],
    });
    reply.setCookie(this.cookie, token, cookieOptions(this.settings));
    reply.setCookie(this.deviceCookie, device, { ...cookieOptions(this.settings), maxAge: KNOWN_S });
  }

  @Delete()
  @Public()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out; also when the session is over already' })
  @ApiNoContentResponse({ description: 'Signed out' })
  async signOut(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<void> {
    await this.sessions.signOut(request.cookies[this.cookie]);
    reply.clearCookie(this.cookie, cookieOptions(this.settings));
  }
}
