import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { BulkFields } from '../bulk/bulk-action.js';
import type { BulkDevice } from '../bulk/bulk.rules.js';
import { leavesProgram } from '../bulk/bulk.rules.js';
import { FundingService } from '../funding/funding.service.js';
import { ReferenceUnknown, StateChangeRefused, TransferReasonNeeded, VersionConflict } from '../inventory.errors.js';
import type { NewDeviceEvent } from '../ledger/ledger.js';
import { recordEvents } from '../ledger/ledger.js';
import { Params } from '../shared/params.js';
import { namedColumns } from './administrative-columns.js';
import type { TaggedDeviceDto } from './device-detail.dto.js';
import { DeviceDetailService } from './device-detail.service.js';
import type { LockedDevice } from './device-lock.js';
import { lockDevice, requireReach } from './device-lock.js';
import type { EditDeviceDto } from './device-write.dto.js';
import { requireRoom } from './register-device.service.js';
import { requireTagOfItsOwn } from './tag-rule.js';
import { TagWarnings } from './tag-warnings.js';

@Injectable()
export class EditDeviceService {
  constructor(
    private readonly db: Database,
    private readonly funding: FundingService,
    private readonly details: DeviceDetailService,
    private readonly tagWarnings: TagWarnings,
  ) {}

  /**
   * Changes administrative fields in place; codes, room and condition by ledger entries, in the same transaction.
   * @throws DeviceNotFound, DeviceNotPermitted, VersionConflict, TagTaken, SerialTaken, ReferenceUnknown, FundingInvalid,
   *   TransferReasonNeeded
   */
  async edit(viewer: Viewer, id: string, request: EditDeviceDto): Promise<TaggedDeviceDto> {
    let newTag: string | null = null;
    await this.db.transaction(async (tx) => {
      const device = await lockDevice(tx, viewer, id);
      requireReach(viewer, 'device:edit', device);
      if (device.version !== request.version) throw new VersionConflict('device', device.version);
      if (request.modelId !== undefined) await requireSameMaker(tx, device, request.modelId);
      const fields = { program: request.program, fundingSplitId: await this.splitOf(tx, request) };
      const entries = [...(await entriesOf(tx, device, request)), ...(await departureOf(tx, device, fields, request))];
      await this.update(tx, id, request, fields.fundingSplitId);
      await recordEvents(tx, viewer, 'page', entries);
      newTag = request.assetTag === device.assetTag ? null : (request.assetTag ?? null);
    });
    const tagWarning = await this.tagWarnings.of(this.db.read, newTag, viewer.language);
    return { ...(await this.details.get(viewer, id)), tagWarning };
  }

  private async splitOf(tx: Tx, { funding }: EditDeviceDto): Promise<string | null | undefined> {
    return funding ? this.funding.splitOf(tx, funding) : funding;
  }

  private async update(tx: Tx, id: string, request: EditDeviceDto, split: string | null | undefined): Promise<void> {
    const params = new Params();
    const place = params.add(id);
    const columns = namedColumns(request, params);
    if (split !== undefined) columns.push(['funding_split_id', params.add(split)]);
    const changes = columns.map(([column, value]) => `, ${column} = ${value}`).join('');
    await tx.execute(`UPDATE device SET version = version + 1${changes} WHERE id = ${place}`, params.values);
  }
}

/** The ledger entries that the edit amounts to; none for what stays as it is. */
async function entriesOf(tx: Tx, device: LockedDevice, request: EditDeviceDto): Promise<NewDeviceEvent[]> {
  const { assetTag, serial, locationRoomId, condition } = request;
  const codes = {
    ...(assetTag !== undefined && assetTag !== device.assetTag ? { asset_tag: assetTag } : {}),
    ...(serial !== undefined && serial !== device.serial ? { serial } : {}),
  };
  if (codes.asset_tag) await requireTagOfItsOwn(tx, codes.asset_tag, 'assetTag');
  const moved = locationRoomId !== undefined && locationRoomId !== device.locationRoomId;
  if (moved && device.state === 'in-transit') {
    throw new StateChangeRefused('in-transit', 'The device is on its way: receive it first');
  }
  if (moved && locationRoomId !== null) await requireRoom(tx, device.locationSiteId, locationRoomId);
  const event = (type: NewDeviceEvent['type'], after: NewDeviceEvent['after']): NewDeviceEvent => ({
    deviceId: device.id,
    type,
    after,
  });
  return [
    ...(Object.keys(codes).length > 0 ? [event('identifier-changed', codes)] : []),
    ...(moved ? [event('moved', { location_room_id: locationRoomId })] : []),
    ...(condition !== undefined && condition !== device.condition ? [event('condition-reported', { condition })] : []),
  ];
}

/** E23, as at the desk and in a bulk change. @throws TransferReasonNeeded */
async function departureOf(
  tx: Tx,
  { id, homeSiteId }: LockedDevice,
  fields: Pick<BulkFields, 'program' | 'fundingSplitId'>,
  { transferReason }: EditDeviceDto,
): Promise<NewDeviceEvent[]> {
  const names = (['program', 'fundingSplitId'] as const).filter((name) => fields[name] !== undefined);
  if (names.length === 0) return [];
  const [now] = await tx.query<Departing>(
    `SELECT program, funding_split_id AS "fundingSplitId", inventory_restricted_funding(id) AS "restrictedFunding"
     FROM device WHERE id = $1`,
    [id],
  );
  const funding = leavesProgram({ kind: 'edit', fields }, { homeSiteId, ...now });
  if (funding === null) return [];
  if (!transferReason) throw new TransferReasonNeeded(funding);
  const changed = names.filter((name) => fields[name] !== now[name]);
  const evidence = {
    before: Object.fromEntries(changed.map((name) => [name, now[name]])),
    after: Object.fromEntries(changed.map((name) => [name, fields[name]])),
    transferReason,
  };
  return [{ deviceId: id, type: 'edited', after: {}, evidence }];
}

type Departing = Pick<BulkDevice, 'program' | 'fundingSplitId' | 'restrictedFunding'>;

/** Serials are unique for each maker, and stand under theirs. @throws ReferenceUnknown */
async function requireSameMaker(tx: Tx, device: LockedDevice, modelId: string): Promise<void> {
  if (device.serial === null || modelId === device.modelId) return;
  const same = await tx.query(
    `SELECT 1 FROM model o JOIN model n ON n.maker_key = o.maker_key WHERE o.id = $1 AND n.id = $2`,
    [device.modelId, modelId],
  );
  if (same.length === 0) throw new ReferenceUnknown('modelId', 'model of the maker whose serial the device has');
}
