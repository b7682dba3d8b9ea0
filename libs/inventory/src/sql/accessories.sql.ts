import type { SqlFunctions } from '@app/platform';

const modelAccessories = `
-- What goes out with a device of the model: names, the charger first.
CREATE OR REPLACE FUNCTION inventory_model_accessories(p_model uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(jsonb_agg(t.name ORDER BY t.kind = 'charger' DESC, t.name), '[]')
  FROM model_accessory a JOIN accessory_type t ON t.id = a.accessory_type_id WHERE a.model_id = p_model AND a.relation = 'comes-with'
$f$`;

const fits = `
-- Whether an accessory of type p_type is the one of the line or one that the model takes in its place.
CREATE OR REPLACE FUNCTION inventory_accessory_fits(p_model uuid, p_line_type uuid, p_type uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT p_type = p_line_type OR EXISTS (SELECT 1 FROM model_accessory a JOIN accessory_type t ON t.id = a.accessory_type_id
      JOIN accessory_type l ON l.id = p_line_type AND l.kind = t.kind
    WHERE a.model_id = p_model AND a.accessory_type_id = p_type AND a.relation = 'compatible')
$f$`;

/** Accessories: what other libs' SQL may ask. */
export const inventoryAccessoriesSql: SqlFunctions = {
  lib: 'inventory-accessories',
  order: 29,
  statements: [modelAccessories, fits],
};
