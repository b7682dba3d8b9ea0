import { DatabaseBusy, IdempotencyKeyReused } from './errors.js';
import type { Tx } from './db.js';
import type { IdempotencyClaim } from './request-context.js';

interface StoredClaim {
  route: string;
  bodyHash: Buffer;
  result: unknown;
}

const CLAIM = `INSERT INTO idempotency_key (account_id, key, route, body_hash) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING`;
const FIND = `SELECT route, body_hash AS "bodyHash", result FROM idempotency_key WHERE account_id = $1 AND key = $2`;
const STORE = `UPDATE idempotency_key SET result = $3 WHERE account_id = $1 AND key = $2`;

/**
 * Runs `work` once for each key: claims the key first and stores the JSON of the result last, in the same transaction,
 * so that key and effect exist together or not at all. A twin that runs at the same time waits at the claim; a repeat
 * gets the stored result and `work` does not run.
 * @throws IdempotencyKeyReused when the key stands for another route or body
 */
export async function onceForKey<T>(tx: Tx, claim: IdempotencyClaim, work: (tx: Tx) => Promise<T>): Promise<T> {
  const owner = [claim.accountId, claim.key];
  const bodyHash = Buffer.from(claim.bodyHash);
  const claimed = await tx.execute(CLAIM, [...owner, claim.route, bodyHash]);
  if (claimed === 0) {
    // A second statement, not a CTE: only it sees what the twin committed while we waited.
    const stored = (await tx.query<StoredClaim>(FIND, owner))[0];
    if (!stored) throw new DatabaseBusy(new Error('The idempotency key vanished while it was read'));
    if (stored.route !== claim.route || !bodyHash.equals(stored.bodyHash)) throw new IdempotencyKeyReused();
    claim.replayed = true;
    return stored.result as T;
  }
  claim.replayed = false;
  const result = await work(tx);
  await tx.execute(STORE, [...owner, JSON.stringify(result ?? null)]);
  return result;
}

/** Forgets keys that no queue of a station can still hold: older than 30 days. For a nightly job. @returns how many */
export const forgetOldKeys = (tx: Tx): Promise<number> =>
  tx.execute(`DELETE FROM idempotency_key WHERE created_at < clock_timestamp() - interval '30 days'`);
