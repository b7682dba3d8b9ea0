import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { DeviceDetailService } from '../devices/device-detail.service.js';
import { lockDevice } from '../devices/device-lock.js';
import { DeviceChangedMeanwhile } from '../inventory.errors.js';
import { DeviceMover } from './device-mover.js';
import type { ChangeStateDto } from './state.dto.js';

@Injectable()
export class ChangeStateService {
  constructor(
    private readonly db: Database,
    private readonly mover: DeviceMover,
    private readonly details: DeviceDetailService,
  ) {}

  /**
   * Moves a device to another state on its page: ledger, summary and news commit together.
   * @throws DeviceNotFound, DeviceChangedMeanwhile, StateChangeRefused
   */
  async change(viewer: Viewer, id: string, { to, reason, lastSeq }: ChangeStateDto): Promise<DeviceDetailDto> {
    await this.db.transaction(async (tx) => {
      const device = await lockDevice(tx, viewer, id);
      if (lastSeq !== undefined && lastSeq !== device.lastSeq) throw new DeviceChangedMeanwhile(device.lastSeq);
      await this.mover.move(tx, viewer, device, { to, place: 'page', evidence: { reason } });
    });
    return this.details.get(viewer, id);
  }
}
