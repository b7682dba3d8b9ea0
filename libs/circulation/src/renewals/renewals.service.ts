import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { RenewalDto } from './renewal.dto.js';

const act = (at: string, by: string, stationId: string): string =>
  `jsonb_build_object('at', ${at}, 'account', CASE WHEN ${by} IS NOT NULL THEN jsonb_build_object('id', ${by}, 'name', identity_account_name(${by})) END)
    || coalesce((SELECT jsonb_build_object('station', jsonb_build_object('id', t.id, 'name', t.name), 'site', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name))
      FROM station t JOIN site s ON s.id = t.site_id WHERE t.id = ${stationId}), '{"station": null, "site": null}')`;

const RENEWALS = `SELECT n.id, n.scan_id AS "scanId", n.was_due_on AS "wasDueOn", n.due_on AS "dueOn",
    ${act('n.renewed_at', 'n.renewed_by', 'n.renewed_station_id')} AS renewed,
    CASE WHEN n.withdrawn_at IS NOT NULL THEN ${act('n.withdrawn_at', 'n.withdrawn_by', 'n.withdrawn_station_id')} END AS undone
  FROM loan l JOIN loan_renewal n ON n.loan_id = l.id WHERE l.device_id = $1 ORDER BY n.renewed_at DESC, n.id LIMIT 500`;

@Injectable()
export class RenewalsService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
  ) {}

  /** What stands in the device's timeline beside the ledger. @throws DeviceNotFound outside `device:read` */
  async ofDevice(viewer: Viewer, deviceId: string): Promise<RenewalDto[]> {
    const db = this.db.read;
    await this.inventory.require(db, viewer, deviceId);
    return db.query<RenewalDto>(RENEWALS, [deviceId]);
  }
}
