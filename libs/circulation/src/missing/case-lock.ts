import { DeviceNotFound } from '@app/inventory';
import type { InventoryFacade, LockedDevice } from '@app/inventory';
import type { Tx, Viewer } from '@app/platform';
import { CaseNotFound, CaseStateWrong, CaseVersionConflict } from '../circulation.errors.js';
import type { CaseKind, CaseState } from './vocabulary.js';

export interface LockedCase {
  id: string;
  deviceId: string;
  kind: CaseKind;
  state: CaseState;
  siteId: string;
  loanId: string | null;
  foundCondition: string | null;
  version: number;
}

const LOCK = `SELECT id, device_id AS "deviceId", kind, state, site_id AS "siteId", loan_id AS "loanId",
    found_condition AS "foundCondition", version
  FROM missing_case WHERE id = $1 FOR NO KEY UPDATE`;

/**
 * Locks the device, then its case: the order in which the desk locks them.
 * @throws CaseNotFound outside `device:read`, CaseVersionConflict
 */
export async function lockCase(
  tx: Tx,
  viewer: Viewer,
  inventory: InventoryFacade,
  id: string,
  version: number,
): Promise<{ device: LockedDevice; found: LockedCase }> {
  const [named] = await tx.query<{ deviceId: string }>(
    `SELECT device_id AS "deviceId" FROM missing_case WHERE id = $1`,
    [id],
  );
  if (!named) throw new CaseNotFound();
  const device = await inventory.lock(tx, viewer, named.deviceId).catch((error: unknown) => {
    throw error instanceof DeviceNotFound ? new CaseNotFound() : error;
  });
  const [found] = await tx.query<LockedCase>(LOCK, [id]);
  if (found.version !== version) throw new CaseVersionConflict(found.version);
  return { device, found };
}

/** @throws CaseStateWrong */
export function requireOpen({ state }: LockedCase): void {
  if (state !== 'open') throw new CaseStateWrong('open', state);
}

/** The next version of the case; every command ends with it. */
export const touch = (tx: Tx, id: string): Promise<number> =>
  tx.execute('UPDATE missing_case SET version = version + 1 WHERE id = $1', [id]);
