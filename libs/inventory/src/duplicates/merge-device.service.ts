import { Injectable } from '@nestjs/common';
import { requireEverywhere } from '@app/identity';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { DeviceDetailService } from '../devices/device-detail.service.js';
import type { LockedDevice } from '../devices/device-lock.js';
import { lockDevice } from '../devices/device-lock.js';
import { DeviceChangedMeanwhile, StateChangeRefused } from '../inventory.errors.js';
import { recordEvents } from '../ledger/ledger.js';
import type { MergeDeviceDto } from './duplicate.dto.js';

/** A record in one of these has something open that would be left behind. */
const OPEN = ['in-transit', 'missing', 'stolen', 'lost', 'in-ewaste-lot', 'disposed', 'void'];

/** Two records of one device become one: the one that goes keeps its history and points to the other. */
@Injectable()
export class MergeDeviceService {
  constructor(
    private readonly db: Database,
    private readonly details: DeviceDetailService,
  ) {}

  /**
   * @returns the survivor
   * @throws DistrictWideOnly, DeviceNotFound, DeviceChangedMeanwhile, StateChangeRefused (`device.merge-same`,
   *   `device.loan-open`, `device.not-mergeable`)
   */
  async merge(viewer: Viewer, id: string, { survivorId, lastSeq, reason }: MergeDeviceDto): Promise<DeviceDetailDto> {
    requireEverywhere(viewer, 'device:merge');
    if (id === survivorId) throw new StateChangeRefused('merge-same', 'A record cannot be merged into itself');
    await this.db.transaction(async (tx) => {
      const [going, survivor] = await lockBoth(tx, viewer, id, survivorId);
      if (going.lastSeq !== lastSeq) throw new DeviceChangedMeanwhile(going.lastSeq);
      refuse(going, survivor);
      await record(tx, viewer, going, survivor, reason);
    });
    return this.details.get(viewer, survivorId);
  }
}

/** In order of id, as everybody takes these locks. */
async function lockBoth(tx: Tx, viewer: Viewer, a: string, b: string): Promise<[LockedDevice, LockedDevice]> {
  const locked = new Map<string, LockedDevice>();
  for (const id of [a, b].sort()) locked.set(id, await lockDevice(tx, viewer, id));
  return [locked.get(a)!, locked.get(b)!];
}

function refuse(going: LockedDevice, survivor: LockedDevice): void {
  if (going.held) {
    const both = survivor.held
      ? 'Both records are on loan: check one in first'
      : 'This record is on loan: merge the other one into it';
    throw new StateChangeRefused('loan-open', both);
  }
  if (OPEN.includes(going.state) || survivor.state === 'void') {
    throw new StateChangeRefused(
      'not-mergeable',
      'A record that is on its way, missing, leaving or void is not merged',
      {
        state: going.state,
      },
    );
  }
}

async function record(
  tx: Tx,
  viewer: Viewer,
  going: LockedDevice,
  survivor: LockedDevice,
  reason: string,
): Promise<void> {
  // The serial becomes a former one, so that the survivor may take it.
  const after = { state: 'void', custody: 'none', ...(going.serial === null ? {} : { serial: null }) };
  const [gone, kept] = await recordEvents(tx, viewer, 'page', [
    { deviceId: going.id, type: 'merged', after, evidence: { mergedInto: survivor.id, reason } },
    { deviceId: survivor.id, type: 'merged', after: {}, evidence: { mergedFrom: going.id, reason } },
  ]);
  await tx.execute('UPDATE device_merge SET survivor_id = $2 WHERE survivor_id = $1', [going.id, survivor.id]);
  await tx.execute('INSERT INTO device_merge (device_id, survivor_id, seq, survivor_seq) VALUES ($1, $2, $3, $4)', [
    going.id,
    survivor.id,
    gone.seq,
    kept.seq,
  ]);
}
