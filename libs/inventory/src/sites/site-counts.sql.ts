import type { SqlFunctions } from '@app/platform';

const siteStates = `
-- How many devices stand at each site in each state. A condition on site_id goes into the index. Tagged accessories, which are few,
-- are found by their models and taken off: so the index alone counts the rest.
CREATE OR REPLACE VIEW inventory.v_site_state AS
  SELECT c.site_id, c.state, sum(c.devices)::integer AS devices FROM (
    SELECT d.location_site_id AS site_id, d.state, count(*) AS devices
    FROM public.device d WHERE d.location_site_id IS NOT NULL GROUP BY d.location_site_id, d.state
    UNION ALL
    SELECT d.location_site_id, d.state, -count(*) FROM public.model m JOIN public.device d ON d.model_id = m.id
    WHERE m.device_class = 'accessory' AND d.location_site_id IS NOT NULL GROUP BY d.location_site_id, d.state) AS c
  GROUP BY c.site_id, c.state HAVING sum(c.devices) > 0`;

const pastSupport = `
-- Devices in use whose updates have ended, by site.
CREATE OR REPLACE VIEW inventory.v_site_past_support AS
  SELECT d.location_site_id AS site_id, count(*)::integer AS devices
  FROM public.model m JOIN public.device d ON d.model_id = m.id
  WHERE m.device_class <> 'accessory' AND m.support_ends_on < directory_day(clock_timestamp())
    AND d.state IN ('received', 'in-stock', 'deployed', 'in-repair', 'in-transit')
  GROUP BY d.location_site_id`;

/** Numbers of sites for overviews of other libs. */
export const siteCountsSql: SqlFunctions = { lib: 'inventory-sites', order: 32, statements: [siteStates, pastSupport] };
