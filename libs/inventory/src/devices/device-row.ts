import type { Condition, DeviceState, Hold } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { personNamed, scopeValue } from '../shared/scope.js';

export interface SiteRef {
  id: string;
  code: string;
  name: string;
}

/** Who or what has a device. */
export interface Holder {
  kind: 'person' | 'room' | 'cart';
  /** `null` for a person outside the viewer's sites: there is no page to open. */
  id: string | null;
  /** A person as `directory_shown_person` shows them to the viewer; the name of a room. */
  display: string;
  siteCode: string | null;
  foreign: boolean;
}

export const HOLDERS_OF = ['student', 'staff', 'room', 'cart'] as const;
export type HolderOf = (typeof HOLDERS_OF)[number];

/** A device as lists and search show it. */
export interface DeviceRow {
  id: string;
  tag: string | null;
  serial: string | null;
  model: { id: string; maker: string; name: string; deviceClass: string; supportEndsOn: string | null };
  state: DeviceState;
  condition: Condition;
  holds: Hold[];
  homeSite: SiteRef;
  locationSite: SiteRef;
  room: { id: string; name: string } | null;
  holder: Holder | null;
  holderKind: HolderOf | null;
  /** Of a person whom the viewer may see by name. */
  holderNumber: string | null;
  holderHomeroom: string | null;
  loanerPool: boolean;
  purchasedOn: string | null;
  warrantyEndsOn: string | null;
  program: string | null;
  stateSince: string;
  /** Last in hand: at a desk, received or found. Null: never. */
  lastSeenAt: string | null;
}

/** `n.named`: whether the viewer may read the name of person `p`. */
const HOLDER_JSON = `CASE
  WHEN p.id IS NOT NULL THEN jsonb_build_object('kind', 'person', 'id', CASE WHEN n.named THEN p.id END)
    || directory_shown_person(p.given_name, p.family_name, p.kind, ps.code, n.named, $2::uuid[])
  WHEN hc.id IS NOT NULL THEN jsonb_build_object('kind', 'cart', 'id', hc.id, 'display', hc.name || ' · slot ' || d.cart_slot, 'siteCode', cs.code, 'foreign', false)
  WHEN hr.id IS NOT NULL THEN jsonb_build_object('kind', 'room', 'id', hr.id, 'display', hr.name, 'siteCode', hs.code, 'foreign', false)
  END`;

const siteJson = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.name)`;

export const ROW_COLUMNS = `d.id, d.asset_tag AS tag, d.serial,
  jsonb_build_object('id', m.id, 'maker', m.maker, 'name', m.name, 'deviceClass', m.device_class, 'supportEndsOn', m.support_ends_on) AS model,
  d.state, d.condition, d.holds, ${siteJson('h')} AS "homeSite", ${siteJson('l')} AS "locationSite",
  CASE WHEN lr.id IS NOT NULL THEN jsonb_build_object('id', lr.id, 'name', lr.name) END AS room,
  ${HOLDER_JSON} AS holder,
  CASE WHEN p.id IS NOT NULL THEN p.kind WHEN hc.id IS NOT NULL THEN 'cart' WHEN hr.id IS NOT NULL THEN 'room' END AS "holderKind",
  CASE WHEN n.named THEN p.number END AS "holderNumber", CASE WHEN n.named THEN p.homeroom END AS "holderHomeroom",
  d.loaner_pool AS "loanerPool", d.purchased_on AS "purchasedOn",
  d.warranty_ends_on AS "warrantyEndsOn", d.program, d.state_since AS "stateSince",
  nullif(d.last_seen_at, '-infinity') AS "lastSeenAt"`;

/** `$2`: the sites of `person:read`, NULL for all. */
export const ROW_JOINS = `device d
  JOIN model m ON m.id = d.model_id
  JOIN site h ON h.id = d.home_site_id
  JOIN site l ON l.id = d.location_site_id
  LEFT JOIN room lr ON lr.id = d.location_room_id
  LEFT JOIN person hp ON hp.id = d.holder_person_id
  LEFT JOIN person p ON p.id = coalesce(hp.merged_into_id, hp.id)
  LEFT JOIN site ps ON ps.id = p.primary_site_id
  LEFT JOIN LATERAL (SELECT ${personNamed('p', '$2')} AS named) AS n ON p.id IS NOT NULL
  LEFT JOIN room hr ON hr.id = d.holder_room_id
  LEFT JOIN site hs ON hs.id = hr.site_id
  LEFT JOIN cart hc ON hc.id = d.holder_cart_id
  LEFT JOIN site cs ON cs.id = hc.site_id`;

const BY_IDS = `SELECT ${ROW_COLUMNS} FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place)
  JOIN ${ROW_JOINS.replace('device d', 'device d ON d.id = o.id')} ORDER BY o.place`;

/** The rows of these devices, in the order of the ids; the scope was checked by whoever found the ids. */
export const deviceRows = (db: Db, viewer: Viewer, ids: readonly string[]): Promise<DeviceRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.prepared<DeviceRow>('inventory_device_rows', BY_IDS, [ids, scopeValue(viewer.sitesFor('person:read'))]);
