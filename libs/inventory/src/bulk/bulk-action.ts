import type { Condition, DeviceState, Hold } from '@app/kernel';

export const BULK_KINDS = ['move', 'state', 'condition', 'clear-hold', 'edit'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** Fields that are no facts of the ledger, by the name that requests use. What is left out stays. */
export interface BulkFields {
  program?: string | null;
  warrantyEndsOn?: string | null;
  loanerPool?: boolean;
  fundingSplitId?: string | null;
}

/** What a run does to each of its devices; stands in `bulk_run.action`. */
export type BulkAction =
  | { kind: 'move'; siteId: string; roomId: string | null; alsoHome: boolean }
  | { kind: 'state'; to: DeviceState; reason?: string }
  | { kind: 'condition'; condition: Condition }
  | { kind: 'clear-hold'; hold: Hold; reason: string }
  | { kind: 'edit'; fields: BulkFields };
