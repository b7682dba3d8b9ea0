import { ACCESSORY_ROWS } from './accessories.js';
import { ANY_NOTES, ANY_ROWS, LAST_ROWS } from './any.js';
import { EXCHANGE_NOTES, EXCHANGE_REFUSALS, EXCHANGE_ROWS } from './exchanges.js';
import { CARD_ROWS } from './cards.js';
import { IN_NOTES, IN_ROWS } from './in.js';
import { LOOK_ROWS } from './look.js';
import { OUT_NOTES, OUT_ROWS } from './out.js';
import { CART_ROWS } from './carts.js';
import { BATCH_ROWS } from './batch.js';
import { BACK_DATE_ROWS } from './back-date.js';
import { IN_SUB_MODE_NOTES, IN_SUB_MODE_ROWS } from './in-sub-modes.js';
import { OUT_SUB_MODE_NOTES, OUT_SUB_MODE_ROWS } from './out-sub-modes.js';
import { AGREEMENT_NOTES, AGREEMENT_ROWS } from './agreements.js';
import { RESERVATION_NOTES, RESERVATION_ROWS } from './reservations.js';
import { OWED_NOTES, OWED_ROWS } from './owed.js';
import { REFRESH_NOTES } from './refresh.js';
import { NOTED_ROWS } from './notes.js';
import { TWIN_NOTES } from './twins.js';
import { SITE_ROWS } from './sites.js';
import type { NoteRow, PrimaryRow } from './row.js';

/** The decision table. A scan is decided by its ALARM row, else its STOP row, else the first row that fits. */
export const PRIMARY_ROWS: readonly PrimaryRow[] = [
  ...SITE_ROWS,
  ...CARD_ROWS,
  ...OWED_ROWS,
  ...ANY_ROWS,
  ...OUT_ROWS,
  ...OUT_SUB_MODE_ROWS,
  ...AGREEMENT_ROWS,
  ...RESERVATION_ROWS,
  ...IN_ROWS,
  ...ACCESSORY_ROWS,
  ...IN_SUB_MODE_ROWS,
  ...BACK_DATE_ROWS,
  ...CART_ROWS,
  ...LOOK_ROWS,
  ...BATCH_ROWS,
  ...NOTED_ROWS,
  ...EXCHANGE_ROWS,
  ...EXCHANGE_REFUSALS,
  ...LAST_ROWS,
];

export const NOTE_ROWS: readonly NoteRow[] = [
  ...OUT_NOTES,
  ...OUT_SUB_MODE_NOTES,
  ...IN_NOTES,
  ...OWED_NOTES,
  ...IN_SUB_MODE_NOTES,
  ...AGREEMENT_NOTES,
  ...RESERVATION_NOTES,
  ...TWIN_NOTES,
  ...REFRESH_NOTES,
  ...EXCHANGE_NOTES,
  ...ANY_NOTES,
];
