const searchText = `
-- Its plan is kept for the session: made while the district was empty, it would read every code for each device of the first import.
CREATE OR REPLACE FUNCTION inventory_search_text(p_device uuid, p_model uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET enable_seqscan = off AS $f$
  SELECT platform_fold(concat_ws(' ',
    (SELECT string_agg(i.value, ' ' ORDER BY i.kind DESC, i.value) FROM device_identifier i WHERE i.device_id = p_device),
    (SELECT m.maker || ' ' || m.name FROM model m WHERE m.id = p_model)))
$f$`;

const keepTags = `
-- Tags that are alike but for their last number share one of 64 locks: whoever sets some aside waits for devices that are just
-- given one of them, and such devices wait for him.
CREATE OR REPLACE FUNCTION inventory_tag_lock(p_tag text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $f$
  SELECT 790000000000 + (hashtext(regexp_replace(platform_code_key(p_tag), '[0-9]+$', '')) & 63)
$f$;
CREATE OR REPLACE FUNCTION inventory_keep_tags(p_prefix text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$ SELECT pg_advisory_xact_lock(inventory_tag_lock(p_prefix)) $f$`;

const setIdentifier = `
-- A code that the device had before comes back under its old row; the one it replaces becomes a former one.
CREATE OR REPLACE FUNCTION inventory_set_identifier(p_device uuid, p_kind text, p_value text, p_maker_key text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF p_kind = 'tag' THEN
    PERFORM pg_advisory_xact_lock_shared(inventory_tag_lock(p_value));
  END IF;
  UPDATE device_identifier SET kind = 'former-' || p_kind WHERE device_id = p_device AND kind = p_kind;
  IF p_value IS NULL THEN
    RETURN;
  END IF;
  UPDATE device_identifier SET kind = p_kind, value = p_value
   WHERE id = (SELECT i.id FROM device_identifier i
                WHERE i.device_id = p_device AND i.kind = 'former-' || p_kind AND i.value_key = platform_code_key(p_value) LIMIT 1);
  IF NOT FOUND THEN
    INSERT INTO device_identifier (device_id, kind, value, maker_key)
    VALUES (p_device, p_kind, p_value, CASE WHEN p_kind = 'serial' THEN p_maker_key ELSE '' END);
  END IF;
END $f$`;

const renameModel = `
CREATE OR REPLACE FUNCTION inventory_model_renamed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
BEGIN
  UPDATE device SET search_text = inventory_search_text(id, model_id) WHERE model_id = NEW.id;
  UPDATE device_identifier SET maker_key = NEW.maker_key
   WHERE kind IN ('serial', 'former-serial') AND maker_key <> NEW.maker_key AND device_id IN (SELECT id FROM device WHERE model_id = NEW.id);
  RETURN NULL;
END $f$;
CREATE OR REPLACE TRIGGER model_renamed AFTER UPDATE OF maker, name ON model
  FOR EACH ROW WHEN (OLD.maker <> NEW.maker OR OLD.name <> NEW.name) EXECUTE FUNCTION inventory_model_renamed()`;

/** Codes of devices and the text that they are found by: written by the ledger's trigger alone. */
export const identifierSql = [searchText, keepTags, setIdentifier, renameModel];
