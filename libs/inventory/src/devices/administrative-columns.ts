import type { Params } from '../shared/params.js';

/** The fields of a device that are no facts of its ledger, each with its column. */
export const ADMINISTRATIVE = {
  modelId: 'model_id',
  purchaseOrder: 'purchase_order',
  vendor: 'vendor',
  purchasedOn: 'purchased_on',
  receivedOn: 'received_on',
  inServiceOn: 'in_service_on',
  costCents: 'cost_cents',
  warrantyEndsOn: 'warranty_ends_on',
  program: 'program',
  loanerPool: 'loaner_pool',
  notes: 'notes',
} as const;
export type AdministrativeField = keyof typeof ADMINISTRATIVE;

/** Column and bound place of every field that the request names. The names are ours, never the request's. */
export const namedColumns = (
  request: Readonly<Partial<Record<AdministrativeField, unknown>>>,
  params: Params,
): [column: string, place: string][] =>
  (Object.entries(ADMINISTRATIVE) as [AdministrativeField, string][])
    .filter(([field]) => request[field] !== undefined)
    .map(([field, column]) => [column, params.add(request[field])]);
