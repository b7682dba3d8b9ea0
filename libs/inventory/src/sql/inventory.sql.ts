import type { SqlFunctions } from '@app/platform';

const fold = `
-- The facts that a run of ledger entries leaves: inventory_fold(after ORDER BY seq).
CREATE OR REPLACE AGGREGATE inventory_fold(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}', PARALLEL = SAFE)`;

const deviceView = `
-- For reports of other libs: no names, no notes. New columns go to the end.
CREATE OR REPLACE VIEW inventory.v_device AS
  SELECT d.id, d.asset_tag, d.serial, d.state, d.state_since, d.custody, d.condition, d.mdm_status, d.holds,
    d.model_id, m.maker, m.name AS model_name, m.device_class, m.support_ends_on, m.cycle_years, m.standard,
    d.home_site_id, d.location_site_id, d.location_room_id, d.from_site_id, d.holder_person_id, d.holder_room_id,
    d.purchase_order, d.vendor, d.purchased_on, d.received_on, d.in_service_on, d.cost_cents, d.funding_split_id,
    d.warranty_ends_on, d.program, d.loaner_pool, d.created_at, d.last_event_at,
    nullif(d.last_seen_at, '-infinity') AS last_seen_at, d.holder_cart_id, d.cart_slot
  FROM public.device d
  JOIN public.model m ON m.id = d.model_id`;

const codeView = `
-- Codes of devices; those of a merged record stand for the record that goes on.
CREATE OR REPLACE VIEW inventory.v_code AS
  SELECT i.value_key, i.value_core, 'device'::text AS kind, coalesce(m.survivor_id, i.device_id) AS record_id, i.value
  FROM public.device_identifier i LEFT JOIN public.device_merge m ON m.device_id = i.device_id`;

const fundingView = `
-- What the lines of a split are, for labels and reports of other libs.
CREATE OR REPLACE VIEW inventory.v_funding AS
  SELECT l.split_id, l.basis_points, s.code, s.name, s.kind, s.award_number
  FROM public.funding_split_line l JOIN public.funding_source s ON s.id = l.funding_source_id`;

/** Published views, and what the check of the ledger folds with. */
export const inventorySql: SqlFunctions = {
  lib: 'inventory',
  order: 31,
  statements: [fold, deviceView, codeView, fundingView],
};
