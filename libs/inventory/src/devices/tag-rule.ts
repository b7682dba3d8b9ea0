import { looksLike } from '@app/kernel';
import type { RecordCode } from '@app/kernel';
import type { Tx } from '@app/platform';
import { CodeReserved } from '../inventory.errors.js';

const LOOKS: Record<RecordCode, string> = {
  card: 'Tags do not begin with SUP-: the desk takes that for the card of a supervisor',
  lot: 'Tags do not begin with LOT-: the desk takes that for an eWaste lot',
  ticket: 'Tags do not begin with R- and a digit: the desk takes that for a repair ticket',
};
const OWNERS: Record<'person' | 'room' | 'cart', string> = {
  person: 'This is the number or the card of a person: the desk could not tell the two apart',
  room: 'This is the code of a room: the desk could not tell the two apart',
  cart: 'This is the code of a cart: the desk could not tell the two apart',
};

/**
 * A new tag must mean one device and nothing else when it is scanned. Serials are the makers' and are taken as they are.
 * `inventory_check_devices` asks the same of a file.
 * @throws CodeReserved
 */
export async function requireTagOfItsOwn(tx: Tx, tag: string, field: string): Promise<void> {
  const record = looksLike(tag);
  if (record) throw new CodeReserved(LOOKS[record], field);
  const [owner] = await tx.query<{ kind: keyof typeof OWNERS }>(
    'SELECT c.kind FROM directory.v_code c WHERE c.value_key = platform_code_key($1) LIMIT 1',
    [tag],
  );
  if (owner) throw new CodeReserved(OWNERS[owner.kind], field);
}
