import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { newId } from '@app/kernel';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { FundingService } from '../funding/funding.service.js';
import { ReferenceUnknown, StateChangeRefused } from '../inventory.errors.js';
import { recordEvents } from '../ledger/ledger.js';
import { Params } from '../shared/params.js';
import { namedColumns } from './administrative-columns.js';
import type { TaggedDeviceDto } from './device-detail.dto.js';
import { DeviceDetailService } from './device-detail.service.js';
import type { RegisterDeviceDto } from './device-write.dto.js';
import { TagWarnings } from './tag-warnings.js';
import { requireTagOfItsOwn } from './tag-rule.js';

@Injectable()
export class RegisterDeviceService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly funding: FundingService,
    private readonly details: DeviceDetailService,
    private readonly tagWarnings: TagWarnings,
  ) {}

  /** @throws SiteNotFound, SiteClosed, TagTaken, SerialTaken, CodeReserved, ReferenceUnknown, FundingInvalid, StateChangeRefused */
  async register(viewer: Viewer, request: RegisterDeviceDto): Promise<TaggedDeviceDto> {
    requireCode(request);
    const { id } = await this.db.transaction(async (tx) => ({ id: await this.insert(tx, viewer, request) }));
    const tagWarning = await this.tagWarning(viewer, request.assetTag);
    return { ...(await this.details.get(viewer, id)), tagWarning };
  }

  /** What is known against a tag, also before a device is given it. */
  tagWarning(viewer: Viewer, tag: string | undefined): Promise<string | null> {
    return this.tagWarnings.of(this.db.read, tag, viewer.language);
  }

  /** The device with its first ledger entry, and nothing of it when either fails. */
  private async insert(tx: Tx, viewer: Viewer, request: RegisterDeviceDto): Promise<string> {
    const { locationRoomId, locationSiteId = request.homeSiteId } = request;
    await this.sites.requireOpen(tx, viewer, 'device:register', [request.homeSiteId, locationSiteId]);
    if (request.assetTag !== undefined) await requireTagOfItsOwn(tx, request.assetTag, 'assetTag');
    if (locationRoomId !== undefined) await requireRoom(tx, locationSiteId, locationRoomId);
    const params = new Params();
    const id = newId();
    const columns = [['id', params.add(id)], ...namedColumns(request, params)];
    if (request.funding)
      columns.push(['funding_split_id', params.add(await this.funding.splitOf(tx, request.funding))]);
    await tx.execute(
      `INSERT INTO device (${columns.map(([column]) => column).join(', ')}) VALUES (${columns.map(([, place]) => place).join(', ')})`,
      params.values,
    );
    await recordEvents(tx, viewer, 'page', [
      {
        deviceId: id,
        type: 'registered',
        siteId: locationSiteId,
        after: {
          ...(request.assetTag === undefined ? {} : { asset_tag: request.assetTag }),
          ...(request.serial === undefined ? {} : { serial: request.serial }),
          state: request.state ?? 'in-stock',
          custody: 'none',
          home_site_id: request.homeSiteId,
          location_site_id: locationSiteId,
          ...(locationRoomId === undefined ? {} : { location_room_id: locationRoomId }),
          condition: request.condition ?? 'A',
          mdm_status: request.mdmStatus ?? 'unknown',
        },
      },
    ]);
    return id;
  }
}

/** What is in stock is tagged; what was received is known by a code at least; an order has neither yet. */
function requireCode({ state = 'in-stock', assetTag, serial }: RegisterDeviceDto): void {
  const missing =
    (state === 'in-stock' && assetTag === undefined) ||
    (state === 'received' && assetTag === undefined && serial === undefined);
  if (!missing) return;
  throw new StateChangeRefused('evidence-missing', 'A device in this state has a code', {
    errors: [{ field: 'assetTag', message: 'is needed in this state' }],
  });
}

/** @throws ReferenceUnknown unless the room belongs to the site */
export async function requireRoom(tx: Tx, siteId: string, roomId: string): Promise<void> {
  const found = await tx.query('SELECT 1 FROM room WHERE id = $1 AND site_id = $2 AND active', [roomId, siteId]);
  if (found.length === 0) throw new ReferenceUnknown('locationRoomId', 'room of that site');
}
