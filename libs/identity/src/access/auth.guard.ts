import '@fastify/cookie';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { RouteAccess } from '@app/platform';
import { admits, requestOf, routeAccess, SessionRequired, Settings } from '@app/platform';
import { AccessRefused, NoAccessRule } from '../identity.errors.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { SessionReader } from '../sessions/session-reader.js';
import { cookieName } from '../sessions/session.rules.js';
import { attachSession } from './current-session.js';
import { isProven } from './proven.js';

/**
 * Global, deny by default. A public route passes without a look at the cookie, so that health and sign-in answer while
 * the database is away; every other route needs a session, and a route without a rule is open to nobody. What fails here
 * fails closed.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly logger = new Logger('identity');
  private readonly cookie: string;

  constructor(
    settings: Settings,
    private readonly sessions: SessionReader,
  ) {
    this.cookie = cookieName(settings);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    request.viewer = null;
    const access = routeAccess(context);
    if (access?.kind === 'public') return true;
    const route = `${request.method} ${request.routePattern}`;
    if (!access) {
      this.logger.error({ event: 'access.no-rule', route });
      throw new NoAccessRule();
    }
    const session = await this.sessionFor(access, request.cookies[this.cookie], isProven(context.getHandler()));
    if (!session) throw new SessionRequired();
    request.viewer = session.viewer;
    attachSession(request, session);
    if (!admits(access, session.viewer)) {
      this.logger.warn({ event: 'access.refused', accountId: session.viewer.accountId, route });
      throw new AccessRefused();
    }
    return true;
  }

  /** What was read a moment ago lets in where the write proves it; it refuses nobody. */
  private async sessionFor(
    access: RouteAccess,
    token: string | undefined,
    proven: boolean,
  ): Promise<ActiveSession | null> {
    const recalled = proven ? this.sessions.recall(token) : null;
    return recalled && admits(access, recalled.viewer) ? recalled : this.sessions.find(token);
  }
}
