import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import { requestOf, SessionRequired } from '@app/platform';
import type { ActiveSession } from '../sessions/session-reader.js';

const sessions = new WeakMap<object, ActiveSession>();

export const attachSession = (request: object, session: ActiveSession): void => void sessions.set(request, session);

/** The session of this request; on a public route there is none. */
export function sessionOf(request: object): ActiveSession {
  const session = sessions.get(request);
  if (!session) throw new SessionRequired();
  return session;
}

/** Nest sends each parameter of its own kind through all pipes; the hottest route takes `@Req()` and `sessionOf`. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): ActiveSession =>
  sessionOf(requestOf(context)),
);
