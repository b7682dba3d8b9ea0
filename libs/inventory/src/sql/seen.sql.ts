/**
 * Whether an entry says that somebody had the device in hand: it was made at a desk, or tells of its receipt or find.
 * Imports, bulk runs, jobs and edits of the record never do, nor does taking an entry back.
 */
export const inHand = (entry: string): string =>
  `(${entry}.reverses_seq IS NULL AND (${entry}.station_id IS NOT NULL OR (${entry}.source IN ('page', 'case')
    AND (${entry}.type IN ('found', 'received') OR ${entry}.evidence ->> 'action' = 'receive-order'))))`;

/** What `device.last_seen_at` is while nobody has seen the device: sorted before every instant. */
export const NEVER_SEEN = `'-infinity'::timestamptz`;

const lastSeen = `
-- When the device was last in hand, entry p_without and those taken back left out: an undo says that the scan was not of this device.
CREATE OR REPLACE FUNCTION inventory_last_seen(p_device uuid, p_without integer) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT greatest(${NEVER_SEEN}, max(e.occurred_at), (SELECT s.seen_at FROM device_sighting s WHERE s.device_id = p_device))
    FROM device_event e
   WHERE e.device_id = p_device AND e.seq <> p_without AND ${inHand('e')}
     AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = p_device AND r.reverses_seq = e.seq)
$f$`;

const see = `
-- Seen without a change: only the newest is kept. The device is locked first, as everywhere.
CREATE OR REPLACE FUNCTION inventory_see(p_device uuid, p_at timestamptz, p_site uuid, p_source text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  SELECT inventory_lock_devices(ARRAY[p_device]);
  INSERT INTO device_sighting (device_id, seen_at, site_id, source) VALUES (p_device, p_at, p_site, p_source)
  ON CONFLICT (device_id) DO UPDATE SET seen_at = excluded.seen_at, site_id = excluded.site_id, source = excluded.source
    WHERE device_sighting.seen_at < excluded.seen_at
$f$;
CREATE OR REPLACE FUNCTION inventory_sighted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
BEGIN
  UPDATE device SET last_seen_at = NEW.seen_at WHERE id = NEW.device_id AND last_seen_at < NEW.seen_at;
  RETURN NULL;
END $f$;
CREATE OR REPLACE TRIGGER device_sighted AFTER INSERT OR UPDATE OF seen_at ON device_sighting
  FOR EACH ROW EXECUTE FUNCTION inventory_sighted()`;

export const seenSql: readonly string[] = [lastSeen, see];
