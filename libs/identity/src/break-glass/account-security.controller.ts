import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, IdParam, RequirePermission } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import { AccountDto } from '../accounts/account.dto.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { BreakGlassUsesDto, SetBreakGlassDto, SetEmailDto, SignInPolicyDto } from './account-security.dto.js';
import { AccountSecurity } from './account-security.service.js';
import { SignInPolicies } from './sign-in-policy.service.js';

/** What accounts sign in with, and who may do without single sign-on. */
@ApiTags('accounts')
@Controller()
@SessionOnly()
export class AccountSecurityController {
  constructor(
    private readonly security: AccountSecurity,
    private readonly policies: SignInPolicies,
  ) {}

  @Put('accounts/:id/email')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'setAccountEmail', summary: 'Change the address of an account; ends its sessions' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'account.version', 'account.email-taken')
  setEmail(
    @CurrentSession() session: ActiveSession,
    @IdParam() id: string,
    @Body() body: SetEmailDto,
  ): Promise<AccountDto> {
    return this.security.setEmail(session, id, body.version, body.email);
  }

  @Put('accounts/:id/break-glass')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'setBreakGlass', summary: 'Make an account one for emergencies, or none any more' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'account.version', 'break-glass.no-password', 'break-glass.not-admin', 'break-glass.last')
  setBreakGlass(
    @CurrentSession() session: ActiveSession,
    @IdParam() id: string,
    @Body() body: SetBreakGlassDto,
  ): Promise<AccountDto> {
    return this.security.setBreakGlass(session, id, body.version, body.breakGlass);
  }

  @Get('break-glass-uses')
  @RequirePermission('account:manage')
  @ApiOperation({
    operationId: 'listBreakGlassUses',
    summary: 'Sign-ins with emergency accounts of the last two weeks',
  })
  @ApiOkResponse({ type: BreakGlassUsesDto })
  @ApiProblem(403, 'access.district-wide-only')
  async uses(@CurrentSession() session: ActiveSession): Promise<BreakGlassUsesDto> {
    return { items: await this.security.uses(session) };
  }

  @Get('sign-in-policy')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'getSignInPolicy', summary: 'Who signs in with a password' })
  @ApiOkResponse({ type: SignInPolicyDto })
  policy(): Promise<SignInPolicyDto> {
    return this.policies.get();
  }

  @Put('sign-in-policy')
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'setSignInPolicy', summary: 'Demand single sign-on, or let everybody use a password' })
  @ApiOkResponse({ type: SignInPolicyDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(409, 'sign-in-policy.version-conflict', 'sign-in-policy.no-provider', 'sign-in-policy.no-break-glass')
  setPolicy(@CurrentSession() session: ActiveSession, @Body() body: SignInPolicyDto): Promise<SignInPolicyDto> {
    return this.policies.set(session, body);
  }
}
