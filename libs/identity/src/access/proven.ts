import { SetMetadata } from '@nestjs/common';

const PROVEN = Symbol('cubby:proven');

/**
 * For the hottest write: its first statement asks `identity_session_stands`, so the guard need not ask the database too
 * and goes by what this process read a moment ago. The handler runs inside `SessionReader.proven`.
 */
export const Proven = (): MethodDecorator => SetMetadata(PROVEN, true);

export const isProven = (handler: object): boolean => Reflect.getMetadata(PROVEN, handler) === true;
