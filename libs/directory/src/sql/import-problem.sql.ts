/** One entry of `problems`, as the reader of the file writes them. */
export const problem = (when: string, field: string, value: string, code: string, more = `'{}'`): string =>
  `CASE WHEN ${when} THEN jsonb_build_object('field', '${field}', 'value', ${value}, 'code', '${code}') || ${more}::jsonb END`;

/** Not there, and not because its cell was refused already. */
export const missing = (field: string, value: string): string =>
  problem(`${value} IS NULL AND NOT coalesce(i.problems, '[]') @> '[{"field": "${field}"}]'`, field, 'NULL', 'missing');

/** A field of the plan: `[old, new]` when the file says something else than the record; a blank cell says nothing. */
export const change = (field: string, said: string, kept: string): string =>
  `'${field}', CASE WHEN ${said} IS NOT NULL AND ${said} IS DISTINCT FROM ${kept} THEN jsonb_build_array(${kept}, ${said}) END`;
