import type { CalendarDay } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import type { DistrictProfile } from '../district/district.dto.js';

export type PolicyValue = string | number;
/** `null`: as the district has it. */
export type PolicyValues = Readonly<Record<string, PolicyValue | null>>;

export interface PolicyChoice {
  value: string;
  label: string;
  /** Where the law leaves no choice: the profile it binds, and what it says. */
  barred?: { profile: DistrictProfile; law: string };
}

/** One thing that a district decides: a labelled choice, or a number. */
export interface PolicyField {
  /** In the API. */
  field: string;
  /** In the table. */
  column: string;
  label: string;
  /** What it decides, in a sentence. */
  description: string;
  /** Rows of the desk's decision table. */
  affects?: readonly string[];
  allowed: { choices: readonly PolicyChoice[] } | { min: number; max: number; unit: string };
}

export interface PlannedChange {
  key: string | null;
  startsOn: CalendarDay;
  /** Only the fields that change. */
  values: PolicyValues;
}

/** What a change would reach, counted before it is saved. */
export interface PolicyEffect {
  label: string;
  count: number;
  /** Address of the list behind the count. */
  href: string | null;
  /** The list itself where no page has it; at most a hundred. */
  people: readonly { id: string; display: string; siteCode: string | null; has: number }[];
}

/** Asked once for each field that changes, in the same order. */
export type EffectsOf = (db: Db, viewer: Viewer, change: PlannedChange) => Promise<PolicyEffect[]>;

/** A table of dated rows: one row in force for each key on each day. Registered by the lib that owns the table. */
export interface PolicyKind {
  kind: string;
  label: string;
  description: string;
  table: `policy_${string}`;
  keyColumn: string;
  /** `sites`: the district's row, and rows of sites, whose empty fields follow it. */
  keys: 'sites' | readonly { key: string; label: string }[];
  fields: readonly PolicyField[];
  effects: EffectsOf;
}
