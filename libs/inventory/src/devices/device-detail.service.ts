import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { FundingService } from '../funding/funding.service.js';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { StateMove } from '../states/state.rules.js';
import { StateMoves } from '../states/state-moves.js';
import { actionsOf, permissionsOn } from './device-actions.js';
import type { DeviceDetailDto, DeviceRefDto, IdentifierDto } from './device-detail.dto.js';
import { ROW_COLUMNS, ROW_JOINS } from './device-row.js';

const DETAIL = `SELECT ${ROW_COLUMNS}, d.custody, d.mdm_status AS "mdmStatus",
    CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'code', f.code, 'name', f.name) END AS "fromSite",
    d.purchase_order AS "purchaseOrder", d.vendor, d.received_on AS "receivedOn",
    d.in_service_on AS "inServiceOn", d.cost_cents AS "costCents", d.notes,
    d.created_at AS "createdAt", d.version, d.last_seq AS "lastSeq", d.funding_split_id AS "fundingSplitId",
    CASE WHEN d.funding_split_id IS NOT NULL THEN inventory_restricted_funding(d.id) END AS "restrictedFunding",
    num_nonnulls(d.holder_person_id, d.holder_room_id, d.holder_cart_id) > 0 AS held,
    (SELECT jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)
       ORDER BY array_position(ARRAY['tag', 'serial', 'alias', 'former-tag', 'former-serial'], i.kind), i.value)
     FROM device_identifier i WHERE i.device_id = d.id) AS identifiers,
    (SELECT jsonb_build_object('id', s.id, 'tag', s.asset_tag) FROM device_merge g JOIN device s ON s.id = g.survivor_id
      WHERE g.device_id = d.id) AS "mergedInto",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'tag', o.asset_tag) ORDER BY o.asset_tag)
      FROM device_merge g JOIN device o ON o.id = g.device_id WHERE g.survivor_id = d.id), '[]') AS "mergedFrom"
  FROM ${ROW_JOINS} LEFT JOIN site f ON f.id = d.from_site_id
  WHERE d.id = $1 AND ${deviceInScope('d', '$3')}`;

type DetailRow = Omit<DeviceDetailDto, 'funding' | 'actions' | 'may' | 'identifiers'> & {
  fundingSplitId: string | null;
  held: boolean;
  identifiers: IdentifierDto[] | null;
};

@Injectable()
export class DeviceDetailService {
  constructor(
    private readonly db: Database,
    private readonly moves: StateMoves,
    private readonly funding: FundingService,
  ) {}

  /** @throws DeviceNotFound also for devices outside `device:read` */
  async get(viewer: Viewer, id: string): Promise<DeviceDetailDto> {
    return this.load(this.db.read, viewer, id, await this.moves.all());
  }

  /** By any code that ever stood for a device, exactly (case and spaces apart). @throws DeviceNotFound */
  async byTag(viewer: Viewer, code: string): Promise<DeviceRefDto> {
    const [found] = await this.db.read.prepared<DeviceRefDto>(
      'inventory_device_by_tag',
      `SELECT d.id, d.asset_tag AS tag FROM device_identifier i
       LEFT JOIN device_merge g ON g.device_id = i.device_id JOIN device d ON d.id = coalesce(g.survivor_id, i.device_id)
       WHERE i.value_key = platform_code_key($1) AND ${deviceInScope('d', '$2')}
       ORDER BY array_position(ARRAY['tag', 'alias', 'former-tag', 'serial', 'former-serial'], i.kind), d.id LIMIT 1`,
      [code, scopeValue(viewer.sitesFor('device:read'))],
    );
    if (!found) throw new DeviceNotFound();
    return found;
  }

  private async load(db: Db, viewer: Viewer, id: string, moves: readonly StateMove[]): Promise<DeviceDetailDto> {
    const scopes = [scopeValue(viewer.sitesFor('person:read')), scopeValue(viewer.sitesFor('device:read'))];
    const [row] = await db.query<DetailRow>(DETAIL, [id, ...scopes]);
    if (!row) throw new DeviceNotFound();
    const { fundingSplitId, held, identifiers, ...facts } = row;
    const sites = { homeSiteId: row.homeSite.id, locationSiteId: row.locationSite.id };
    return {
      ...facts,
      identifiers: identifiers ?? [],
      funding: fundingSplitId === null ? null : await this.funding.split(db, fundingSplitId),
      actions: actionsOf(moves, { ...sites, ...facts, held, assetTag: row.tag }, viewer),
      may: row.mergedInto ? [] : permissionsOn(viewer, sites),
    };
  }
}
