import type { TableRow } from './csv-reader.js';
import type { CellProblem, FieldSpec, ReadOptions } from './field.js';
import { readValue } from './values.js';

/** Which column (from 1) gives which field. */
export interface ColumnMapping {
  position: number;
  field: string;
}

export interface ReadRow {
  /** In the order of the fields; null: blank or not in the file. */
  values: (string | null)[];
  problems: CellProblem[];
}

/** Reads the mapped cells of each record into the order of `specs`. */
export function rowReader(
  specs: readonly FieldSpec[],
  mapping: readonly ColumnMapping[],
  options: ReadOptions,
): (row: TableRow) => ReadRow {
  const plan = mapping.map(({ position, field }) => {
    const target = specs.findIndex(({ code }) => code === field);
    return { at: position - 1, target, spec: specs[target] };
  });
  return (row) => {
    const values = new Array<string | null>(specs.length).fill(null);
    const problems: CellProblem[] = row.fault
      ? [{ field: '', value: null, code: `record-${row.fault.code}`, position: row.fault.position }]
      : [];
    for (const { at, target, spec } of plan) {
      const raw = row.cells[at];
      const reading = readValue(spec, raw, options);
      if (!('problem' in reading)) values[target] = reading.value;
      else {
        const { problem, ...facts } = reading;
        problems.push({ ...facts, field: spec.code, value: printable(raw), code: problem });
      }
    }
    return { values, problems };
  };
}

/** The cell for a message: cut, and with what cannot be seen or stored made visible. */
const printable = (raw: string): string => raw.slice(0, 200).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
