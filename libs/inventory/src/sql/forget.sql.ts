import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const forget = `
-- The ledger names people by id alone and stays as it is; what was noted on the devices that they had loses their names.
CREATE OR REPLACE FUNCTION inventory_forget_people(p jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v record;
BEGIN
  -- One after the other, since several of them may have had one device; the rows are locked in order of id.
  PERFORM 1 FROM device d WHERE d.notes IS NOT NULL AND d.id IN (SELECT unnest(f.devices) FROM ${FORGOTTEN}) ORDER BY d.id FOR NO KEY UPDATE;
  FOR v IN SELECT f.name, f.words, f.devices FROM ${FORGOTTEN} WHERE f.person = f.record LOOP
    UPDATE device d SET notes = platform_redact(d.notes, v.words, v.name)
    WHERE d.id = ANY (v.devices) AND d.notes IS DISTINCT FROM platform_redact(d.notes, v.words, v.name);
  END LOOP;
END $f$`;

export const inventoryForgetSql: SqlFunctions = { lib: 'inventory-forget', order: 36, statements: [forget] };
