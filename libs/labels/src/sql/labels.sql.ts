import type { SqlFunctions } from '@app/platform';

const freeTags = `
-- A tag that any device ever had, or that a person, a room or a cart is known by, is not printed as a new one. Once for each
-- statement: a range has thousands.
CREATE OR REPLACE FUNCTION labels_tags_are_free() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_used text;
BEGIN
  SELECT min(t.tag) INTO v_used FROM added t
   WHERE EXISTS (SELECT 1 FROM inventory.v_code c WHERE c.value_key = t.value_key)
      OR EXISTS (SELECT 1 FROM directory.v_code c WHERE c.value_key = t.value_key);
  IF v_used IS NOT NULL THEN
    RAISE EXCEPTION 'tag % is in use', v_used
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_label_tag_free', TABLE = 'label_tag', DETAIL = v_used;
  END IF;
  RETURN NULL;
END $f$;
CREATE OR REPLACE TRIGGER label_tag_free AFTER INSERT ON label_tag
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION labels_tags_are_free()`;

/** What keeps printed tags unique. */
export const labelsSql: SqlFunctions = { lib: 'labels', order: 45, statements: [freeTags] };
