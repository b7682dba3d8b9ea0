import type { DeviceState } from '@app/kernel';
import { DomainEvent } from '@app/platform';

export interface DeviceStateChangedPayload {
  deviceId: string;
  from: DeviceState;
  to: DeviceState;
  /** `retire`, `report-missing` … as in `device_state_move`. */
  action: string;
  /** Where the device is. */
  siteId: string;
  /** The ledger entry that says so. */
  seq: number;
  /** `null`: the system. */
  accountId: string | null;
}

/** A device changed its state on its page, not at a desk. */
export class DeviceStateChanged extends DomainEvent<DeviceStateChangedPayload> {
  static readonly type = 'inventory.device-state-changed.v1';
  readonly type = DeviceStateChanged.type;
}

/** Every type of event that this lib publishes. */
export const inventoryEvents: readonly string[] = [DeviceStateChanged.type];
