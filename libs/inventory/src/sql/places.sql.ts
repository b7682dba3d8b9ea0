import type { SqlFunctions } from '@app/platform';

/** Where a device only was: a place does not wait for it. */
const ELSEWHERE = `('missing', 'stolen', 'lost', 'disposed', 'void')`;

const emptied = `
-- No room and no cart closes with a device in it, and no slot goes that has one. The other half stands in the ledger's trigger.
CREATE OR REPLACE FUNCTION inventory_room_emptied() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_devices bigint;
BEGIN
  SELECT count(*) INTO v_devices FROM device d WHERE d.holder_room_id = NEW.id
    OR (d.location_room_id = NEW.id AND d.holder_cart_id IS NULL AND d.state NOT IN ${ELSEWHERE});
  IF v_devices > 0 THEN
    RAISE EXCEPTION 'room % has devices', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_room_in_use', TABLE = 'room', DETAIL = v_devices::text;
  END IF;
  RETURN NEW;
END $f$;
CREATE OR REPLACE FUNCTION inventory_cart_emptied() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_last smallint := (SELECT max(d.cart_slot) FROM device d WHERE d.holder_cart_id = NEW.id);
BEGIN
  IF v_last > (CASE WHEN NEW.active THEN NEW.slots ELSE 0 END) THEN
    RAISE EXCEPTION 'cart % has devices up to slot %', NEW.id, v_last
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_cart_in_use', TABLE = 'cart', DETAIL = v_last::text;
  END IF;
  RETURN NEW;
END $f$;
CREATE OR REPLACE TRIGGER room_emptied BEFORE UPDATE OF active ON room
  FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION inventory_room_emptied();
CREATE OR REPLACE TRIGGER cart_emptied BEFORE UPDATE OF active, slots ON cart
  FOR EACH ROW WHEN ((OLD.active AND NOT NEW.active) OR NEW.slots < OLD.slots) EXECUTE FUNCTION inventory_cart_emptied()`;

/** Rooms and carts as the ledger needs them. */
export const placesSql: SqlFunctions = { lib: 'inventory-places', order: 31, statements: [emptied] };
