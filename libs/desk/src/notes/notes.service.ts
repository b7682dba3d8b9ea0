import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { ScanNoteDto } from './note.dto.js';

/** By scan the newest that was not taken back, and the reason in words why the scan took the device out of its program. */
const NOTES = `(SELECT DISTINCT ON (n.target_scan_id) n.target_scan_id AS "scanId", n.note::text AS text, n.received_at AS "notedAt",
    identity_account_name(n.account_id) AS by
  FROM scan_event n WHERE n.device_id = $1 AND n.act = 'note' AND n.undone_at IS NULL AND n.target_scan_id IS NOT NULL
  ORDER BY n.target_scan_id, n.received_at DESC LIMIT 500)
  UNION ALL (SELECT n.id, n.note::text, n.received_at, identity_account_name(n.account_id) FROM scan_event n
    WHERE n.device_id = $1 AND n.transfer_reason = 'other' AND n.undoable ORDER BY n.received_at DESC LIMIT 500)`;

@Injectable()
export class NotesService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
  ) {}

  /** What desks noted when they scanned the device. @throws DeviceNotFound outside `device:read` */
  async ofDevice(viewer: Viewer, deviceId: string): Promise<ScanNoteDto[]> {
    const db = this.db.read;
    await this.inventory.require(db, viewer, deviceId);
    return db.query<ScanNoteDto>(NOTES, [deviceId]);
  }
}
