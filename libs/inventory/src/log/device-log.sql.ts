import { positionOf } from '@app/identity';
import type { LogView } from './log.dto.js';

export const DEVICE_KEY = `('d' || e.device_id::text || lpad(e.seq::text, 9, '0'))`;

/** Served by `ix_device_event_rare`, and by `ix_device_event_override`, whose text this is. */
export const VIEWS: Record<LogView, string> = {
  undos: `e.type = 'reversed'`,
  overrides: `(e.type = 'transferred-in-hand' OR e.evidence @> '{"forced": true}')`,
};

/**
 * Entries of the ledger, newest first. One filter leads by its own index that ends in the time; the others are checked on
 * its rows. `$5` account, `$6` type, `$7` device, `$8` site, `$9` sites, `$10` limit.
 */
export const deviceLogSql = (given: {
  view?: LogView;
  account: boolean;
  type: boolean;
  device: boolean;
  site: boolean;
}): string => `
  SELECT ${DEVICE_KEY} AS key, e.recorded_at AS at, 'device' AS source, e.account_id AS "accountId", e.site_id AS "siteId",
    e.station_id AS "stationId", e.type AS action, 'device' AS "subjectKind", e.device_id AS "subjectId", e.before, e.after,
    nullif(e.evidence || jsonb_strip_nulls(jsonb_build_object('reversesEntry', e.reverses_seq)), '{}') AS evidence, e.scan_id AS "scanId"
  FROM device_event e WHERE ${positionOf('e.recorded_at', DEVICE_KEY)}
    AND ${given.account ? 'e.account_id = $5' : '$5::uuid IS NULL'} AND ${given.type ? 'e.type = $6' : '$6::text IS NULL'}
    AND ${given.device ? 'e.device_id = $7' : '$7::uuid IS NULL'} AND ${given.site ? 'e.site_id = $8' : '$8::uuid IS NULL'}
    AND ($9::uuid[] IS NULL OR e.site_id = ANY ($9))${given.view ? ` AND ${VIEWS[given.view]}` : ''}
  ORDER BY e.recorded_at DESC, ${DEVICE_KEY} COLLATE "C" DESC LIMIT $10`;
