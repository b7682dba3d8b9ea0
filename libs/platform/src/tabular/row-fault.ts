/** Why a record of a table is refused as a whole. */
export const ROW_FAULTS = ['quotes', 'too-many-cells', 'too-few-cells', 'cut-off', 'cell-too-long'] as const;
export type RowFault = (typeof ROW_FAULTS)[number];
