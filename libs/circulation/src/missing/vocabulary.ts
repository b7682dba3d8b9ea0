/** The words of missing cases, as the tables check them. */
export const CASE_KINDS = ['missing', 'stolen'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATES = ['open', 'recovered', 'written-off'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const OPENED_AS = ['reported', 'imported', 'imported-as-lost'] as const;
export type OpenedAs = (typeof OPENED_AS)[number];

/** In the order of the clock. */
export const STEPS = ['lock', 'family-notice', 'demand', 'review', 'write-off'] as const;
export type Step = (typeof STEPS)[number];

/** Steps that are ticked off; the review has its note, the write-off its two persons. */
export const TICKED_STEPS = ['lock', 'family-notice', 'demand'] as const;

export const NOT_NEEDED = ['stolen', 'no-holder', 'not-a-student', 'imported'] as const;
export type NotNeeded = (typeof NOT_NEEDED)[number];

export const WRITE_OFF_STATES = ['proposed', 'approved', 'declined'] as const;
export type WriteOffState = (typeof WRITE_OFF_STATES)[number];

export const REPORT_REASONS = ['lost-by-holder', 'not-returned', 'not-found', 'other'] as const;
export const WRITE_OFF_REASONS = ['not-returned', 'not-found', 'destroyed', 'other'] as const;
export const FOUND_REASONS = ['returned', 'found-on-site', 'recovered-by-police', 'reported-in-error'] as const;
export const CLOSED_AS = ['scanned', ...FOUND_REASONS, 'over-at-vendor', 'written-off'] as const;
