import type { PrimaryRow } from './row.js';

const said = (
  id: string,
  variant: string,
  outcome: PrimaryRow['class'],
  message: PrimaryRow['message'],
): PrimaryRow => ({
  id,
  variant,
  mode: 'any',
  scanned: ['several'],
  when: ['decidedElsewhere'],
  class: outcome,
  message,
  lines: [],
  effects: [],
});

/** What `batch.ts` says once each device of the batch is decided by the rows of its mode. */
export const BATCH_ROWS: readonly PrimaryRow[] = [
  said('BATCH', 'collected', 'CONTEXT', 'BATCH.collected'),
  said('BATCH', 'out', 'OK', 'BATCH.out'),
  said('BATCH', 'in', 'OK', 'BATCH.in'),
  said('BATCH', 'sent', 'OK', 'BATCH.sent'),
  said('BATCH-NO', 'blocked', 'STOP', 'BATCH-NO'),
  said('BATCH-NO', 'nobody', 'STOP', 'BATCH-NO.nobody'),
  said('BATCH-NO', 'site', 'STOP', 'BATCH-NO.site'),
  said('BATCH-NO', 'repair', 'STOP', 'BATCH-NO.repair'),
];
