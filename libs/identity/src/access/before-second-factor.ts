import type { ExecutionContext } from '@nestjs/common';
import { SetMetadata } from '@nestjs/common';

const BEFORE = Symbol('cubby:before-second-factor');

/** Open to a session that has yet to show the second factor of its account. Every other route refuses it. */
export const BeforeSecondFactor = (): MethodDecorator => SetMetadata(BEFORE, true);

export const isBeforeSecondFactor = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(BEFORE, context.getHandler()) === true;
