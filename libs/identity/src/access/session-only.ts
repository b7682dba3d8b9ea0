import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

const SESSION_ONLY = Symbol('cubby:session-only');

/** For a controller that manages what an account signs in with: open to people, never to a program's token. */
export const SessionOnly = (): ClassDecorator =>
  applyDecorators(SetMetadata(SESSION_ONLY, true), ApiExtension('x-session-only', true));

export const isSessionOnly = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(SESSION_ONLY, context.getClass()) === true;
