import type { TransferReason } from '../contract.js';
import type { Scene } from '../scene.js';

/** What the desk has said about this device, in this answer or in one before it. */
export const transferReason = ({ device, facts: { answered } }: Scene): TransferReason | null =>
  device !== null && answered?.deviceId === device.id ? (answered.transferReason ?? null) : null;

export const TRANSFER_PREDICATES = {
  /** Of another site, and bought with money that is for its own program. */
  restricted: ({ device }: Scene) => typeof device?.restrictedFunding === 'string',
  reasonGiven: (s: Scene) => transferReason(s) !== null,
};
