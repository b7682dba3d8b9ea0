import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@app/kernel';
import type { Viewer } from '../database/viewer.js';

/** The request as our guards and handlers see it. `viewer` is set by the session guard of identity. */
export interface ApiRequest extends FastifyRequest {
  viewer: Viewer | null;
  /** The pattern of its route, `/api/v1/people/:id`; `(none)` when there is none. Safe for logs, unlike the address. */
  routePattern: string;
}

export const NO_ROUTE = '(none)';
export type ApiReply = FastifyReply;

export class SessionRequired extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'session.required';
  constructor() {
    super('Sign in first');
  }
}

export const requestOf = (context: ExecutionContext): ApiRequest => context.switchToHttp().getRequest<ApiRequest>();
export const replyOf = (context: ExecutionContext): ApiReply => context.switchToHttp().getResponse<ApiReply>();

/** The `Viewer` of this request. On a route that anybody may call without a session it throws `session.required`. */
export const CurrentViewer = createParamDecorator((_data: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = requestOf(context);
  if (!viewer) throw new SessionRequired();
  return viewer;
});

/** The `Viewer` of this request, or `null`: for public routes that answer differently to an account. */
export const MaybeViewer = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Viewer | null => requestOf(context).viewer,
);
