export const findTagOwners = `
-- Tags of a file that are the code of a person, a room or a cart.
CREATE OR REPLACE FUNCTION inventory_find_tag_owners(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (tag_key text, kind text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT i.tag_key, min(c.kind) FROM import_device i JOIN directory.v_code c ON c.value_key = i.tag_key
  WHERE i.run_id = p_run AND i.line BETWEEN p_from AND p_to GROUP BY i.tag_key
$f$`;

export const findModels = `
-- The models that staged devices name, by maker and name; a name alone when one model has it. matches: how many fit.
CREATE OR REPLACE FUNCTION inventory_find_models(p_run uuid, p_from integer, p_to integer)
RETURNS TABLE (maker text, model text, model_id uuid, maker_key text, shown text, matches bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT t.maker, t.model, (array_agg(m.id))[1], coalesce((array_agg(m.maker_key))[1], platform_fold(t.maker)), (array_agg(m.name))[1], count(m.id)
  FROM (SELECT DISTINCT i.maker, i.model FROM import_device i WHERE i.run_id = p_run AND i.line BETWEEN p_from AND p_to AND i.model IS NOT NULL) t
  -- Both names that a model goes by, for an equality that can be hashed.
  LEFT JOIN (SELECT x.id, x.maker_key, x.name, k.said_key FROM model x CROSS JOIN LATERAL (VALUES (x.name_key), (x.maker_key || ' ' || x.name_key)) k(said_key)) m
    ON m.said_key = platform_fold(t.model) AND (t.maker IS NULL OR m.maker_key = platform_fold(t.maker))
  GROUP BY t.maker, t.model
$f$`;

export const findFunding = `
-- The funding sources that staged devices name, by code or else by name.
CREATE OR REPLACE FUNCTION inventory_find_funding(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (said text, source_id uuid, code text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT DISTINCT ON (t.said) t.said, s.id, s.code
  FROM (SELECT DISTINCT i.funding AS said FROM import_device i WHERE i.run_id = p_run AND i.line BETWEEN p_from AND p_to AND i.funding IS NOT NULL) t
  LEFT JOIN (SELECT x.id, x.code, k.said_key, k.by_code FROM funding_source x
    CROSS JOIN LATERAL (VALUES (platform_fold(x.code), true), (platform_fold(x.name), false)) k(said_key, by_code)) s ON s.said_key = platform_fold(t.said)
  ORDER BY t.said, s.by_code DESC, s.id
$f$`;

export const findRooms = `
-- The rooms that staged devices name, by code or by name, one of each site.
CREATE OR REPLACE FUNCTION inventory_find_rooms(p_run uuid, p_from integer, p_to integer) RETURNS TABLE (said text, room_id uuid, site_id uuid, code text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT DISTINCT ON (t.said, m.site_id) t.said, m.id, m.site_id, m.code
  FROM (SELECT DISTINCT i.room AS said FROM import_device i WHERE i.run_id = p_run AND i.line BETWEEN p_from AND p_to AND i.room IS NOT NULL) t
  CROSS JOIN LATERAL (VALUES (platform_code_key(t.said), true), (platform_fold(t.said), false)) k(said_key, by_code)
  JOIN (SELECT x.id, x.site_id, x.code, o.said_key, o.by_code FROM room x
    CROSS JOIN LATERAL (VALUES (x.code_key, true), (platform_fold(x.name), false)) o(said_key, by_code) WHERE x.active) m
    ON m.said_key = k.said_key AND m.by_code = k.by_code
  ORDER BY t.said, m.site_id, m.by_code DESC, m.id
$f$`;

/** Whether the site has such a room, taken out of use. */
export const closedRoom = (said: string, site: string): string =>
  `EXISTS (SELECT 1 FROM room o WHERE NOT o.active AND o.site_id = ${site}
    AND (o.code_key = platform_code_key(${said}) OR platform_fold(o.name) = platform_fold(${said})))`;
