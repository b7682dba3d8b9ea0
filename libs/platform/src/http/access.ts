import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Viewer } from '../database/viewer.js';

const ACCESS = Symbol('cubby:access');
const WRITE = Symbol('cubby:write');

/** Who may call a route. A route without one of these is refused to everybody (deny by default). */
export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  /** Any one of the permissions lets in; the service narrows by `viewer.sitesFor(permission)`. */
  | { readonly kind: 'permission'; readonly anyOf: readonly string[] };

/** How a POST is protected against being applied twice. */
export type WriteKind = 'keyed' | 'own' | 'read-only';

/** Anybody, also without a session. Only on methods: on a class it would open the methods that are added later. */
export const Public = (): MethodDecorator => access({ kind: 'public' }, 'public');

/** Any account that is signed in, whatever its roles: its own session, its own password. */
export const SignedIn = (): MethodDecorator => access({ kind: 'signed-in' }, 'signed-in');

/** An account with at least one of these permissions at one site at least. */
export const RequirePermission = (...anyOf: [string, ...string[]]): MethodDecorator =>
  access({ kind: 'permission', anyOf }, anyOf);

/** The rule for the guard, and for the API document. */
const access = (rule: RouteAccess, shown: string | readonly string[]): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, rule), ApiExtension('x-permission', shown));

/** A POST that only reads (a search with free text in its body): needs no `Idempotency-Key`, answers 200. */
export const ReadOnlyPost = (): MethodDecorator => applyDecorators(write('read-only'), HttpCode(200));

/** `own`: the route recognises a repeat by itself (a scan by its id). */
export const Idempotent = (how: 'own'): MethodDecorator => write(how);

const write = (kind: WriteKind): MethodDecorator =>
  applyDecorators(SetMetadata(WRITE, kind), ApiExtension('x-idempotency', kind));

/** The access rule of a handler, `null` when it has none. */
export const accessOf = (handler: object): RouteAccess | null =>
  (Reflect.getMetadata(ACCESS, handler) as RouteAccess | undefined) ?? null;

/** The access rule of the route that is being called. */
export const routeAccess = (context: ExecutionContext): RouteAccess | null => accessOf(context.getHandler());

export const writeKindOf = (handler: object): WriteKind =>
  (Reflect.getMetadata(WRITE, handler) as WriteKind | undefined) ?? 'keyed';

/** Whether a rule lets this viewer in; `null` stands for a caller without a session. */
export function admits(access: RouteAccess | null, viewer: Viewer | null): boolean {
  if (!access) return false;
  if (access.kind === 'public') return true;
  if (!viewer) return false;
  return access.kind === 'signed-in' || access.anyOf.some((permission) => viewer.can(permission));
}
