import { AsyncLocalStorage } from 'node:async_hooks';

/** The promise of a caller that the same key means the same request. */
export interface IdempotencyClaim {
  readonly key: string;
  readonly accountId: string;
  /** Method and route pattern: `POST /api/v1/devices/:id/state-changes`, with the ids of the path. */
  readonly route: string;
  /** SHA-256 of the body. Of a form it grows with each file that was read; the transaction comes after the last. */
  bodyHash: Uint8Array;
  /** Set by `Database.transaction`: the transaction of this request has run, or was answered from the store. */
  claimed?: boolean;
  /** Set by `Database.transaction`: the answer is the stored one, nothing ran. */
  replayed?: boolean;
}

/**
 * What belongs to one request (or one job) from its first line to its last, however deep the call. One storage for all of
 * it: each costs something at every promise of the process.
 */
export interface RequestContext {
  readonly requestId?: string;
  idempotency?: IdempotencyClaim;
  /** The `Database` that has a transaction open here. */
  readonly transactionOf?: object;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and all that it awaits, with this context. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The context of the running request or job, `undefined` outside of both. */
export const currentContext = (): RequestContext | undefined => storage.getStore();
