import type { ColumnMapping, DateOrder } from '@app/platform';
import { orderFrom } from '@app/platform';
import type { ImportKind } from './import-kinds.js';
import { KEY_FIELDS, PLANS } from './import-kinds.js';
import type { ImportColumn, ImportCounts, ImportOptions } from './import-run.js';
import type { PadField } from './padding.rules.js';
import { PAD_DIGITS, padFieldsOf } from './padding.rules.js';

/** A column of the request: which field it gives, `null`: none. */
export interface ColumnChoice {
  position: number;
  field: string | null;
}

export interface MappingFault {
  field: string;
  message: string;
}

/** What is wrong with a mapping; positions that are not named keep nothing. */
export function mappingFaults(
  kind: ImportKind,
  columns: readonly ImportColumn[],
  choices: readonly ColumnChoice[],
): MappingFault[] {
  const known = new Set(PLANS[kind].fields.map(({ code }) => code));
  const faults: MappingFault[] = [];
  const fields = new Map<string, number>();
  const positions = new Set<number>();
  for (const [index, { position, field }] of choices.entries()) {
    const column = columns[position - 1];
    if (!column) faults.push({ field: `columns.${index}.position`, message: 'is not a column of the file' });
    if (positions.has(position))
      faults.push({ field: `columns.${index}.position`, message: 'stands in this list twice' });
    positions.add(position);
    if (field === null) continue;
    if (!known.has(field))
      faults.push({ field: `columns.${index}.field`, message: 'is not a field of this kind of import' });
    else if (fields.has(field))
      faults.push({ field: `columns.${index}.field`, message: `is given by column ${fields.get(field)} already` });
    if (column?.problem === 'private')
      faults.push({ field: `columns.${index}.field`, message: 'this column is never read' });
    fields.set(field, position);
  }
  return faults;
}

/** A field of the request's class that is left out is there, without a value. */
export const padFaults = (kind: ImportKind, pad: { [field in PadField]?: number | undefined }): MappingFault[] =>
  Object.entries(pad).flatMap(([field, digits]) => {
    if (digits === undefined) return [];
    const at = `options.pad.${field}`;
    if (!(padFieldsOf(kind) as string[]).includes(field))
      return [{ field: at, message: `must be one of: ${padFieldsOf(kind).join(', ')}` }];
    const { least, most } = PAD_DIGITS;
    const right = Number.isInteger(digits) && digits >= least && digits <= most;
    return right ? [] : [{ field: at, message: `must be a whole number from ${least} to ${most}` }];
  });

/** The columns with the fields of the request in place of the guesses. */
export function chosenColumns(columns: readonly ImportColumn[], choices: readonly ColumnChoice[]): ImportColumn[] {
  const fields = new Map(choices.map(({ position, field }) => [position, field]));
  return columns.map((column) => {
    const field = fields.get(column.position) ?? null;
    if (field === column.field) return column;
    const problem =
      field !== null && column.problem !== 'private' ? null : (column.problem ?? (field === null ? 'unknown' : null));
    return { ...column, field, confidence: field === null ? 0 : 1, problem };
  });
}

export const mappingOf = (columns: readonly ImportColumn[]): ColumnMapping[] =>
  columns.flatMap(({ position, field }) => (field === null ? [] : [{ position, field }]));

/** Fields without which no line can be told from another. */
export function missingKeys(kind: ImportKind, columns: readonly ImportColumn[], options: ImportOptions): string[] {
  const mapped = new Set(columns.map(({ field }) => field));
  const keys = kind === 'devices' ? [options.matchBy] : KEY_FIELDS[kind];
  return keys.filter((key) => !mapped.has(key));
}

/** Whether month or day comes first: as the user says, else as the mapped day columns tell; `null`: nobody knows. */
export function dateOrderOf(kind: ImportKind, columns: readonly ImportColumn[], options: ImportOptions): DateOrder {
  if (options.dateOrder) return options.dateOrder;
  const sum = { monthFirst: 0, dayFirst: 0, open: 0 };
  for (const { order } of dayColumns(kind, columns)) {
    sum.monthFirst += order.monthFirst;
    sum.dayFirst += order.dayFirst;
    sum.open += order.open;
  }
  return orderFrom(sum);
}

export function dayColumns(kind: ImportKind, columns: readonly ImportColumn[]): ImportColumn[] {
  const days = new Set(PLANS[kind].fields.filter((field) => field.kind === 'day').map(({ code }) => code));
  return columns.filter(({ field }) => field !== null && days.has(field));
}

export interface ImportQuestion {
  /** `date-order`: which comes first in `example`, the month or the day? */
  code: 'date-order';
  positions: number[];
  example: string | null;
}

/** What the file does not tell and the user must say before the dry run. */
export function questionsOf(
  kind: ImportKind,
  columns: readonly ImportColumn[],
  options: ImportOptions,
): ImportQuestion[] {
  if (dateOrderOf(kind, columns, options) !== null) return [];
  const open = dayColumns(kind, columns).filter(({ order }) => order.open + order.dayFirst + order.monthFirst > 0);
  return [
    {
      code: 'date-order',
      positions: open.map(({ position }) => position),
      example: open.flatMap(({ samples }) => samples).find((sample) => sample.includes('/')) ?? null,
    },
  ];
}

export interface ImportWarning {
  /** `many-changes`: more than a tenth of all records change. `withdrawals`: many people would be withdrawn. */
  code: 'many-changes' | 'withdrawals';
  count: number;
  of: number;
}

const MANY_CHANGES = 0.1;
const MANY_WITHDRAWALS = 0.02;
const FEW = 20;

/** What somebody must have read before the run. A handful is never a warning. */
export function warningsOf({ change, existing, byField }: ImportCounts): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  if (change > FEW && change > existing * MANY_CHANGES)
    warnings.push({ code: 'many-changes', count: change, of: existing });
  const states = byField.find(({ field }) => field === 'state')?.pairs ?? [];
  const withdrawn = states.filter(({ to }) => to === 'withdrawn').reduce((sum, { count }) => sum + count, 0);
  if (withdrawn > FEW && withdrawn > existing * MANY_WITHDRAWALS) {
    warnings.push({ code: 'withdrawals', count: withdrawn, of: existing });
  }
  return warnings;
}
