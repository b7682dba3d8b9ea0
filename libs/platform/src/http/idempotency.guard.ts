import { createHash } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { IdempotencyClaim } from '../database/request-context.js';
import { currentContext } from '../database/request-context.js';
import { accessOf, writeKindOf } from './access.js';
import type { ApiRequest } from './api-request.js';
import { requestOf } from './api-request.js';
import { RequestRefused } from './refusal.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Demands an `Idempotency-Key` for every POST that changes something and hands it to `Database.transaction`, which
 * claims it with the effect. Exempt: public routes, searches by POST, routes that know a repeat by themselves.
 * Runs last, when the account is known and may do it. (An interceptor would fit as well, but one global interceptor
 * sends every request through RxJS, which costs as much as the rest of a small request.)
 */
@Injectable()
export class IdempotencyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    if (request.method !== 'POST' || !isKeyed(context.getHandler())) return true;
    const claim = claimOf(request);
    if (!claim) return true;
    const running = currentContext();
    if (!running) throw new Error('A keyed request runs outside of its RequestContext');
    running.idempotency = claim;
    claims.set(request, claim);
    return true;
  }
}

const claims = new WeakMap<object, IdempotencyClaim>();

/** Whether the answer to this request is the stored one of an earlier request. */
export const isReplayed = (request: object): boolean => claims.get(request)?.replayed === true;

/** A part of a form was read to its end: the key of the request stands for it, too. */
export function addToClaim(request: object, part: unknown): void {
  const claim = claims.get(request);
  if (claim) claim.bodyHash = bodyHash([Buffer.from(claim.bodyHash).toString('hex'), part]);
}

/** Whether a POST of this handler must bring a key. */
export const isKeyed = (handler: object): boolean =>
  writeKindOf(handler) === 'keyed' && accessOf(handler)?.kind !== 'public';

function claimOf(request: ApiRequest): IdempotencyClaim | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new RequestRefused(400, 'idempotency.key-required', 'This request needs an Idempotency-Key', [
      { field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters, new for each request' },
    ]);
  }
  const accountId = request.viewer?.accountId;
  if (!accountId) return null;
  return { key, accountId, route: `${request.method} ${pathOf(request.url)}`, bodyHash: bodyHash(request.body) };
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** SHA-256 of the body with the keys of each object in order: the same request written differently is the same. */
export const bodyHash = (body: unknown): Uint8Array =>
  createHash('sha256')
    .update(JSON.stringify(sorted(body)) ?? '')
    .digest();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
