import type { SqlFunctions } from '@app/platform';

const siteStates = `
-- How many devices stand at each site in each state. A condition on site_id goes into the index.
CREATE OR REPLACE VIEW inventory.v_site_state AS
  SELECT d.location_site_id AS site_id, d.state, count(*)::integer AS devices
  FROM public.device d WHERE d.location_site_id IS NOT NULL GROUP BY d.location_site_id, d.state`;

/** Numbers of sites for overviews of other libs. */
export const siteCountsSql: SqlFunctions = { lib: 'inventory-sites', order: 32, statements: [siteStates] };
