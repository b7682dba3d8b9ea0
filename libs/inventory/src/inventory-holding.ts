import type { PersonHolding } from '@app/directory';

/** The ledger knows people by id; only what was noted on devices may name one. */
export const INVENTORY_HOLDING: PersonHolding = {
  lib: 'inventory',
  order: 30,
  sections: () => Promise.resolve([]),
  forget: 'inventory_forget_people',
  stays: 'The history of every device, whole: its entries have ids and no names, so that the ledger still verifies.',
};
