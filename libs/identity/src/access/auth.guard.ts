import '@fastify/cookie';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { RouteAccess } from '@app/platform';
import { admits, requestOf, routeAccess, SessionRequired, Settings } from '@app/platform';
import { AccessRefused, NoAccessRule, TokenRefused, TokenSessionOnly } from '../identity.errors.js';
import type { ActiveSession, Via } from '../sessions/session-reader.js';
import { SessionReader } from '../sessions/session-reader.js';
import { cookieName } from '../sessions/session.rules.js';
import { attachSession } from './current-session.js';
import { TokenThrottle } from '../tokens/token-throttle.js';
import { isProven } from './proven.js';
import { isSessionOnly } from './session-only.js';

/**
 * Global, deny by default. A public route passes without a look at the cookie, so that health and sign-in answer while
 * the database is away; every other route needs a session or a program's token, and a route without a rule is open to
 * nobody. What fails here fails closed.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly logger = new Logger('identity');
  private readonly cookie: string;

  constructor(
    settings: Settings,
    private readonly sessions: SessionReader,
    private readonly tokens: TokenThrottle,
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
    const token = bearerOf(request.headers.authorization);
    const proven = isProven(context.getHandler());
    const session = await this.sessionFor(
      access,
      token ?? request.cookies[this.cookie],
      token === null ? 'session' : 'token',
      proven,
    );
    if (!session) {
      if (token === null) throw new SessionRequired();
      await this.tokens.countRefusal(request.ip);
      throw new TokenRefused();
    }
    if (session.via === 'token') {
      await this.tokens.count(session.id);
      if (isSessionOnly(context)) throw new TokenSessionOnly();
    }
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
    via: Via,
    proven: boolean,
  ): Promise<ActiveSession | null> {
    const recalled = proven ? this.sessions.recall(token, via) : null;
    return recalled && admits(access, recalled.viewer) ? recalled : this.sessions.find(token, via);
  }
}

/** The token of a program, or `null` when the request brings none; with one, the cookie is not looked at. */
const bearerOf = (header: string | undefined): string | null =>
  header === undefined ? null : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '');
