import '@fastify/cookie';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { ApiRequest, RouteAccess } from '@app/platform';
import { admits, requestOf, routeAccess, SessionRequired, Settings } from '@app/platform';
import { AccessRefused, NoAccessRule } from '../identity.errors.js';
import { TokenRefused, TokenSessionOnly } from '../tokens/token.errors.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { requireCurrent, SessionReader } from '../sessions/session-reader.js';
import { cookieName } from '../sessions/session.rules.js';
import { attachSession } from './current-session.js';
import { TokenThrottle } from '../tokens/token-throttle.js';
import { SecondFactorDue } from '../second-factor/second-factor.errors.js';
import { isBeforeSecondFactor } from './before-second-factor.js';
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

  /** Without a promise where nothing is asked: each costs something for every request. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    request.viewer = null;
    const access = routeAccess(context);
    if (access?.kind === 'public') return true;
    if (!access) {
      this.logger.error({ event: 'access.no-rule', route: routeOf(request) });
      throw new NoAccessRule();
    }
    return this.recalls(context, access) || this.asks(context, access);
  }

  /** What was read a moment ago lets in where the write proves it; it refuses nobody. */
  private recalls(context: ExecutionContext, access: RouteAccess): boolean {
    if (!isProven(context.getHandler())) return false;
    const request = requestOf(context);
    if (bearerOf(request.headers.authorization) !== null) return false;
    const session = this.sessions.recall(request.cookies[this.cookie]);
    return session !== null && !session.awaitsFactor && admits(access, session.viewer) && letIn(request, session);
  }

  private async asks(context: ExecutionContext, access: RouteAccess): Promise<boolean> {
    const request = requestOf(context);
    const token = bearerOf(request.headers.authorization);
    const session = await this.sessions.find(
      token ?? request.cookies[this.cookie],
      token === null ? 'session' : 'token',
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
    if (!READS.includes(request.method)) requireCurrent(session);
    if (session.awaitsFactor && !isBeforeSecondFactor(context)) throw new SecondFactorDue();
    if (!admits(access, session.viewer)) {
      const { accountId } = session.viewer;
      this.logger.warn({ event: 'access.refused', accountId, route: routeOf(request) });
      throw new AccessRefused();
    }
    return letIn(request, session);
  }
}

const READS = ['GET', 'HEAD'];

const routeOf = ({ method, routePattern }: ApiRequest): string => `${method} ${routePattern}`;

function letIn(request: ApiRequest, session: ActiveSession): true {
  request.viewer = session.viewer;
  attachSession(request, session);
  return true;
}

/** The token of a program, or `null` when the request brings none; with one, the cookie is not looked at. */
const bearerOf = (header: string | undefined): string | null =>
  header === undefined ? null : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '');
