import type { Tx, Viewer } from '@app/platform';
import { DeviceNotFound, DeviceNotPermitted, StateChangeRefused } from '../inventory.errors.js';
import type { DeviceSites } from '../shared/scope.js';
import { reaches } from '../shared/scope.js';
import type { MoveSubject } from '../states/state.rules.js';

/** A device whose row is locked until the end of the transaction. */
export interface LockedDevice extends MoveSubject, DeviceSites {
  id: string;
  modelId: string;
  serial: string | null;
  condition: string;
  locationRoomId: string | null;
  version: number;
  /** Another record goes on for it: nothing is changed any more. */
  merged: boolean;
  /** What `custody` is while the present holder has it. */
  holderCustody: string;
}

/** `d` is the device. */
export const LOCKED_FIELDS = `d.id, d.model_id AS "modelId", d.asset_tag AS "assetTag", d.serial, d.state, d.condition, d.holds,
    d.mdm_status AS "mdmStatus", d.last_seq AS "lastSeq", d.version, d.home_site_id AS "homeSiteId",
    d.location_site_id AS "locationSiteId", d.location_room_id AS "locationRoomId",
    num_nonnulls(d.holder_person_id, d.holder_room_id, d.holder_cart_id) > 0 AS held,
    EXISTS (SELECT 1 FROM device_merge g WHERE g.device_id = d.id) AS merged,
    coalesce((SELECT p.kind FROM person p WHERE p.id = d.holder_person_id), CASE WHEN d.holder_room_id IS NOT NULL THEN 'room' WHEN d.holder_cart_id IS NOT NULL THEN 'cart' END, 'none')
      AS "holderCustody"`;

const LOCK = `SELECT ${LOCKED_FIELDS} FROM device d WHERE d.id = $1 FOR NO KEY UPDATE OF d`;

/** @throws DeviceNotFound for a device outside `device:read`; StateChangeRefused for a merged one */
export async function lockDevice(tx: Tx, viewer: Viewer, id: string): Promise<LockedDevice> {
  const [device] = await tx.prepared<LockedDevice>('inventory_lock_device', LOCK, [id]);
  if (!device || !reaches(viewer, 'device:read', device)) throw new DeviceNotFound();
  if (device.merged) throw new StateChangeRefused('merged', 'Another record goes on for this one');
  return device;
}

/** @throws DeviceNotPermitted when the viewer may not do it at the device's home or location site */
export function requireReach(viewer: Viewer, permission: string, device: DeviceSites): void {
  if (!reaches(viewer, permission, device)) throw new DeviceNotPermitted(permission);
}
