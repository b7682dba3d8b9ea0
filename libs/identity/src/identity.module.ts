import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessLog } from './access-log/access-log.js';
import { AccessLogController } from './access-log/access-log.controller.js';
import { AuthGuard } from './access/auth.guard.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsReader } from './accounts/accounts.reader.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AdminLog } from './admin-log/admin-log.js';
import { AdminLogController } from './admin-log/admin-log.controller.js';
import { AdminLogReader } from './admin-log/admin-log.reader.js';
import { AccountSecurity } from './break-glass/account-security.service.js';
import { AccountSecurityController } from './break-glass/account-security.controller.js';
import { SignInPolicies } from './break-glass/sign-in-policy.service.js';
import { CardsController } from './cards/cards.controller.js';
import { CardsService } from './cards/cards.service.js';
import { Clock } from './clock.js';
import { IdentityFacade } from './identity.facade.js';
import { IdentityExports } from './exports/identity-exports.js';
import { SiteLabels } from './exports/site-labels.js';
import { Identities } from './identities/identities.service.js';
import { IdentitiesController } from './identities/identities.controller.js';
import { LogReader } from './logs/log-reader.js';
import { PasswordController } from './passwords/password.controller.js';
import { PasswordHasher } from './passwords/password-hash.js';
import { PasswordService } from './passwords/password.service.js';
import { PasswordWords } from './passwords/password-words.js';
import { GrantProposals } from './proposals/grant-proposals.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { OidcClient } from './providers/oidc-client.js';
import { ProviderTest } from './providers/provider-test.js';
import { ProvidersController } from './providers/providers.controller.js';
import { ProvidersService } from './providers/providers.service.js';
import { SignInAttempts } from './provider-sign-in/attempts.service.js';
import { ProviderAccounts } from './provider-sign-in/provider-accounts.js';
import { ProviderSignInController } from './provider-sign-in/provider-sign-in.controller.js';
import { ProviderSignIn } from './provider-sign-in/provider-sign-in.service.js';
import { Reauthentication } from './reauthentication/reauthentication.js';
import { ReauthenticationController } from './reauthentication/reauthentication.controller.js';
import { RoleRuleEdits } from './role-rules/role-rule-edits.service.js';
import { RoleRules } from './role-rules/role-rules.service.js';
import { RoleRulesController } from './role-rules/role-rules.controller.js';
import { RoleFactorController } from './roles/role-factor.controller.js';
import { FactorHealth } from './roles/factor-health.js';
import { RoleFactors } from './roles/role-factors.service.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesService } from './roles/roles.service.js';
import { FactorCodes } from './second-factor/factor-codes.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactors } from './second-factor/second-factors.service.js';
import { GuessThrottle } from './sessions/guess-throttle.js';
import { LanguageController } from './sessions/language.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionReader } from './sessions/session-reader.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { StaffAccounts } from './staff-accounts/staff-accounts.js';
import { TokenThrottle } from './tokens/token-throttle.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensService } from './tokens/tokens.service.js';
import { SetupFacade } from './setup/setup.facade.js';

/** Needs `Database`, `Settings`, `SecretBox` and `Outgoing` of the platform's global module, and `@fastify/cookie` on the server. */
@Module({
  controllers: [
    SessionController,
    ProviderSignInController,
    LanguageController,
    SessionsController,
    ReauthenticationController,
    SecondFactorController,
    AccountSecurityController,
    PasswordController,
    AccountsController,
    CardsController,
    IdentitiesController,
    RolesController,
    RoleFactorController,
    RoleRulesController,
    ProposalsController,
    ProvidersController,
    TokensController,
    AccessLogController,
    AdminLogController,
  ],
  providers: [
    Clock,
    PasswordHasher,
    PasswordWords,
    PasswordService,
    GuessThrottle,
    SessionReader,
    SessionsService,
    FactorCodes,
    Reauthentication,
    SecondFactors,
    StaffAccounts,
    AccountSecurity,
    SignInPolicies,
    SignInService,
    AccountsReader,
    AccountsService,
    CardsService,
    RolesService,
    RoleFactors,
    FactorHealth,
    RoleRules,
    RoleRuleEdits,
    GrantProposals,
    Identities,
    ProvidersService,
    OidcClient,
    ProviderTest,
    SignInAttempts,
    ProviderAccounts,
    ProviderSignIn,
    TokensService,
    TokenThrottle,
    AccessLog,
    AdminLog,
    AdminLogReader,
    LogReader,
    IdentityExports,
    SiteLabels,
    SetupFacade,
    IdentityFacade,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [
    IdentityFacade,
    SetupFacade,
    AccessLog,
    AdminLog,
    PasswordWords,
    SessionReader,
    SiteLabels,
    LogReader,
    StaffAccounts,
  ],
})
export class IdentityModule {}
