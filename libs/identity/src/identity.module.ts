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
import { CardsController } from './cards/cards.controller.js';
import { CardsService } from './cards/cards.service.js';
import { Clock } from './clock.js';
import { IdentityFacade } from './identity.facade.js';
import { IdentityExports } from './exports/identity-exports.js';
import { LogReader } from './logs/log-reader.js';
import { PasswordController } from './passwords/password.controller.js';
import { PasswordHasher } from './passwords/password-hash.js';
import { PasswordService } from './passwords/password.service.js';
import { PasswordWords } from './passwords/password-words.js';
import { GrantProposals } from './proposals/grant-proposals.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesService } from './roles/roles.service.js';
import { GuessThrottle } from './sessions/guess-throttle.js';
import { LanguageController } from './sessions/language.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionReader } from './sessions/session-reader.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { TokenThrottle } from './tokens/token-throttle.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensService } from './tokens/tokens.service.js';
import { SetupFacade } from './setup/setup.facade.js';

/** Needs `Database` and `Settings` of the platform's global module, and `@fastify/cookie` on the server. */
@Module({
  controllers: [
    SessionController,
    LanguageController,
    SessionsController,
    PasswordController,
    AccountsController,
    CardsController,
    RolesController,
    ProposalsController,
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
    SignInService,
    AccountsReader,
    AccountsService,
    CardsService,
    RolesService,
    GrantProposals,
    TokensService,
    TokenThrottle,
    AccessLog,
    AdminLog,
    AdminLogReader,
    LogReader,
    IdentityExports,
    SetupFacade,
    IdentityFacade,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [IdentityFacade, SetupFacade, AccessLog, AdminLog, PasswordWords, SessionReader, LogReader],
})
export class IdentityModule {}
