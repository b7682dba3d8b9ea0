import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { DeviceDetailService } from '../devices/device-detail.service.js';
import { lockDevice, requireReach } from '../devices/device-lock.js';
import { HoldNotSet } from '../inventory.errors.js';
import { recordEvents } from '../ledger/ledger.js';
import type { ClearHoldDto } from './state.dto.js';

@Injectable()
export class ClearHoldService {
  constructor(
    private readonly db: Database,
    private readonly details: DeviceDetailService,
  ) {}

  /** Takes one hold off a device. @throws DeviceNotFound, DeviceNotPermitted, HoldNotSet */
  async clear(viewer: Viewer, id: string, { hold, reason }: ClearHoldDto): Promise<DeviceDetailDto> {
    await this.db.transaction(async (tx) => {
      const device = await lockDevice(tx, viewer, id);
      requireReach(viewer, 'device:clear-hold', device);
      if (!device.holds.includes(hold)) throw new HoldNotSet(hold);
      const holds = device.holds.filter((other) => other !== hold);
      await recordEvents(tx, viewer, 'page', [
        { deviceId: id, type: 'hold-cleared', after: { holds }, evidence: { hold, reason } },
      ]);
    });
    return this.details.get(viewer, id);
  }
}
