export const CLEARANCE_STATES = ['open', 'cleared', 'excepted', 'cancelled'] as const;
export type ClearanceState = (typeof CLEARANCE_STATES)[number];
export const CLEARANCE_ITEM_STATES = ['owed', 'returned', 'lost', 'excepted'] as const;
export type ClearanceItemState = (typeof CLEARANCE_ITEM_STATES)[number];
/** Left the district, or for another school of it. */
export const CLEARANCE_REASONS = ['withdrawn', 'moved'] as const;
export type ClearanceReason = (typeof CLEARANCE_REASONS)[number];
