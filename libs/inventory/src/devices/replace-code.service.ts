import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { StateChangeRefused, VersionConflict } from '../inventory.errors.js';
import { recordEvents } from '../ledger/ledger.js';
import type { TaggedDeviceDto } from './device-detail.dto.js';
import { DeviceDetailService } from './device-detail.service.js';
import { lockDevice, requireReach } from './device-lock.js';
import type { ReplaceCodeDto } from './replace-code.dto.js';
import { requireTagOfItsOwn } from './tag-rule.js';
import { TagWarnings } from './tag-warnings.js';

/** A new label, a label that is gone, a new board: the device keeps its history, and every old code still finds it. */
@Injectable()
export class ReplaceCodeService {
  constructor(
    private readonly db: Database,
    private readonly details: DeviceDetailService,
    private readonly tagWarnings: TagWarnings,
  ) {}

  /** @throws DeviceNotFound, DeviceNotPermitted, VersionConflict, TagTaken, SerialTaken, CodeReserved, StateChangeRefused */
  async replace(viewer: Viewer, id: string, request: ReplaceCodeDto): Promise<TaggedDeviceDto> {
    const { kind, value, reason, version } = request;
    await this.db.transaction(async (tx) => {
      const device = await lockDevice(tx, viewer, id);
      requireReach(viewer, 'device:edit', device);
      if (device.version !== version) throw new VersionConflict('device', device.version);
      const present = kind === 'tag' ? device.assetTag : device.serial;
      if (present === value) throw new StateChangeRefused('code-unchanged', 'This is the present code of the device');
      if (kind === 'tag' && value !== null) await requireTagOfItsOwn(tx, value, 'value');
      const column = kind === 'tag' ? 'asset_tag' : 'serial';
      await recordEvents(tx, viewer, 'page', [
        { deviceId: id, type: 'identifier-changed', after: { [column]: value }, evidence: { reason } },
      ]);
      await tx.execute('UPDATE device SET version = version + 1 WHERE id = $1', [id]);
    });
    const tagWarning = await this.tagWarnings.of(this.db.read, kind === 'tag' ? value : null, viewer.language);
    return { ...(await this.details.get(viewer, id)), tagWarning };
  }
}
