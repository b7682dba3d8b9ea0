import type { Dto } from '../../../lib/api.js';
import { dayText } from '../../../lib/time.js';

export type Policy = Dto<'PolicyDto'>;
export type PolicyRow = Dto<'PolicyRowDto'>;
export type PolicyField = Dto<'PolicyFieldDto'>;
export type PolicyValue = string | number | null;

export const valueOf = (row: PolicyRow | undefined, field: string): PolicyValue => row?.values[field] ?? null;

/** Rows of one key, the newest first. */
export const rowsOf = ({ rows }: Policy, key: string | null): PolicyRow[] => rows.filter((row) => row.key === key);

export const inForce = (rows: readonly PolicyRow[], today: string): PolicyRow | undefined =>
  rows.find(({ from, until }) => from <= today && (until === null || until >= today));

/** "Refuse, and offer to take it over", "3 devices". */
export function valueText(field: PolicyField, value: PolicyValue): string {
  if (value === null) return 'As the district';
  const choice = field.choices?.find((each) => each.value === value);
  if (choice) return choice.label;
  return value === 1 ? `1 ${field.unit?.replace(/s$/, '') ?? ''}`.trim() : `${value} ${field.unit ?? ''}`.trim();
}

/** What may be chosen here; the law leaves the rest to other districts. */
export const openChoices = ({ choices }: PolicyField): { value: string; label: string }[] =>
  (choices ?? []).filter(({ barredBy }) => barredBy === null).map(({ value, label }) => ({ value, label }));

/** "“Refuse” is not offered: in California no agreement may keep …". */
export const barredChoices = ({ choices }: PolicyField): string[] =>
  (choices ?? []).flatMap(({ label, barredBy }) => (barredBy ? [`“${label}” is not offered: ${barredBy}.`] : []));

export interface FieldState {
  value: PolicyValue;
  /** A site's own decision. */
  own: boolean;
  /** Changes that have not begun, the next one first. */
  planned: { startsOn: string; value: PolicyValue }[];
}

/** How one field stands for a key today, and what is planned for it. */
export function fieldState(policy: Policy, key: string | null, field: string, today: string): FieldState {
  const rows = rowsOf(policy, key);
  const now = valueOf(inForce(rows, today), field);
  const district = key === null ? null : valueOf(inForce(rowsOf(policy, null), today), field);
  const planned: FieldState['planned'] = [];
  let before = now;
  for (const row of rows.filter(({ from }) => from > today).reverse()) {
    const value = valueOf(row, field);
    if (value !== before) planned.push({ startsOn: row.from, value });
    before = value;
  }
  return { value: now ?? district, own: key !== null && now !== null, planned };
}

/** "Since Aug 1, 2026", "Aug 1 – Dec 4, 2026", "from Dec 5, 2026 on". */
export function spanText({ from, until }: PolicyRow, today: string): string {
  if (from > today) return until === null ? `From ${dayText(from)}` : `${dayText(from)} – ${dayText(until)}`;
  const since = from <= '2000-01-01' ? 'the start' : dayText(from);
  return until === null
    ? `Since ${since}`
    : from <= '2000-01-01'
      ? `Until ${dayText(until)}`
      : `${since} – ${dayText(until)}`;
}

/** What a row decides otherwise than the one before it. */
export function rowChanges(fields: readonly PolicyField[], row: PolicyRow, before: PolicyRow | undefined): string[] {
  return fields
    .filter(({ field }) => valueOf(row, field) !== valueOf(before, field))
    .map((field) => {
      const old = before ? `${valueText(field, valueOf(before, field.field))} → ` : '';
      return `${field.label}: ${old}${valueText(field, valueOf(row, field.field))}`;
    });
}
