import { Injectable } from '@nestjs/common';
import type { Db, Tx, Viewer } from '@app/platform';
import type { OutsideFilter } from './devices/device-filters.js';
import { DeviceFilters } from './devices/device-filters.js';
import type { LockedDevice } from './devices/device-lock.js';
import { lockDevice, requireReach } from './devices/device-lock.js';
import type { DeviceRow } from './devices/device-row.js';
import { DeviceSelection } from './devices/device-selection.js';
import type { ChosenDevices, DeviceChoice } from './devices/device-selection.js';
import { TagWarnings } from './devices/tag-warnings.js';
import type { VoidedTag, VoidedTags } from './devices/tag-warnings.js';
import { deviceRows } from './devices/device-row.js';
import type { FundingLine } from './funding/funding.rules.js';
import { FundingService } from './funding/funding.service.js';
import { DeviceNotFound } from './inventory.errors.js';
import type { NewDeviceEvent, RecordedEvent } from './ledger/ledger.js';
import { recordEvents } from './ledger/ledger.js';
import type { ModelDto, NewModelDto } from './models/model.dto.js';
import { ModelsService } from './models/models.service.js';
import { deviceInScope, scopeValue } from './shared/scope.js';
import { DeviceMover } from './states/device-mover.js';
import type { MoveRequest } from './states/device-mover.js';

/** Devices, their models and their ledger, for the libs above; always inside the caller's transaction. */
@Injectable()
export class InventoryFacade {
  constructor(
    private readonly models: ModelsService,
    private readonly funding: FundingService,
    private readonly mover: DeviceMover,
    private readonly filters: DeviceFilters,
    private readonly selection: DeviceSelection,
    private readonly tagWarnings: TagWarnings,
  ) {}

  /** Once, when a lib above starts: lists can filter by it. `condition`: SQL about device `d`, over that lib's views. */
  filterBy(name: OutsideFilter, condition: string): void {
    this.filters.register(name, condition);
  }

  /** Once, when the lib of labels starts: whoever gives a device such a tag hears it. */
  warnOfTags(look: VoidedTags): void {
    this.tagWarnings.register(look);
  }

  /** Those of the tags whose labels were voided. */
  voidedTags(db: Db, tags: readonly string[]): Promise<VoidedTag[]> {
    return this.tagWarnings.among(db, tags);
  }

  /** Devices in scope by a list's query, by codes or by ids. Not for use inside of a transaction. @throws SiteNotFound */
  choose(viewer: Viewer, choice: DeviceChoice, most: number): Promise<ChosenDevices> {
    return this.selection.choose(viewer, choice, most);
  }

  /** Locks one device until the end of the transaction. @throws DeviceNotFound outside `device:read` */
  lock(tx: Tx, viewer: Viewer, id: string): Promise<LockedDevice> {
    return lockDevice(tx, viewer, id);
  }

  /** Appends to the ledger of devices that the caller has locked, in the order given. */
  record(tx: Tx, viewer: Viewer, source: string, events: readonly NewDeviceEvent[]): Promise<RecordedEvent[]> {
    return recordEvents(tx, viewer, source, events);
  }

  /**
   * Moves a locked device as its missing case asks: the same table of legal moves, permissions and evidence as on the page.
   * @throws StateChangeRefused, ReferenceUnknown
   */
  move(tx: Tx, viewer: Viewer, device: LockedDevice, request: Omit<MoveRequest, 'place'>): Promise<RecordedEvent> {
    return this.mover.move(tx, viewer, device, { ...request, place: 'case' });
  }

  /** @throws DeviceNotPermitted when the viewer may not do it at the device's home or location site */
  requireReach(viewer: Viewer, permission: string, device: LockedDevice): void {
    requireReach(viewer, permission, device);
  }

  /** @throws DeviceNotFound for a device outside `device:read` */
  async require(db: Db, viewer: Viewer, id: string): Promise<void> {
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const found = await db.query(`SELECT 1 FROM device d WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`, [id, scope]);
    if (found.length === 0) throw new DeviceNotFound();
  }

  /** Devices for display, in the order of the ids. The caller has checked the scope. */
  rows(db: Db, viewer: Viewer, ids: readonly string[]): Promise<DeviceRow[]> {
    return deviceRows(db, viewer, ids);
  }

  /** @throws ModelNameTaken */
  createModel(tx: Tx, model: NewModelDto): Promise<ModelDto> {
    return this.models.insert(tx, model);
  }

  /** The split with these lines, made when there is none. @throws FundingInvalid, ReferenceUnknown */
  fundingSplit(tx: Tx, lines: readonly FundingLine[]): Promise<string> {
    return this.funding.splitOf(tx, lines);
  }
}
