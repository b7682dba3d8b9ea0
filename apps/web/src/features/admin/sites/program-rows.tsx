import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../../components/form-problems.js';
import table from '../../../components/plain-table.module.css';
import type { Dto } from '../../../lib/api.js';
import styles from '../admin.module.css';
import { LIMITS, type Limit, type ProgramRow } from './programs.js';

const KINDS: { value: Dto<'ProgramKind'>; label: string }[] = [
  { value: 'take-home', label: 'Take home' },
  { value: 'cart', label: 'Cart' },
  { value: 'none', label: 'None' },
];
const HEADS: Record<Limit, string> = {
  limitOneToOne: '1:1',
  limitDaily: 'Loaner',
  limitLong: 'Long',
  limitInSchool: 'In school',
  limitSummer: 'Summer',
};

interface ProgramRowsProps {
  rows: ProgramRow[];
  problems: FieldProblem[];
  onChange: (rows: ProgramRow[]) => void;
}

export const ProgramRows = ({ rows, problems, onChange }: ProgramRowsProps): ReactNode =>
  rows.length > 0 && (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Programs by grade, scrollable">
      <table className={styles.programs}>
        <caption className="visually-hidden">Programs by grade</caption>
        <thead>
          <tr>
            <th scope="col">Grade</th>
            <th scope="col">Program</th>
            {LIMITS.map((limit) => (
              <th key={limit} scope="col">
                {HEADS[limit]}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              invalid={problems.some(({ field }) => field === row.key)}
              onChange={(change) =>
                onChange(rows.map((each) => (each.key === row.key ? { ...each, ...change } : each)))
              }
              onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );

interface RowProps {
  row: ProgramRow;
  invalid: boolean;
  onChange: (change: Partial<ProgramRow>) => void;
  onRemove: () => void;
}

const Row = ({ row, invalid, onChange, onRemove }: RowProps): ReactNode => {
  const named = row.grade.trim() || 'the new line';
  return (
    <tr>
      <td>
        <TextInput
          id={row.key}
          size="xs"
          w={64}
          maxLength={12}
          aria-label={`Grade, ${named}`}
          value={row.grade}
          error={invalid}
          onChange={(event) => onChange({ grade: event.currentTarget.value })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={`Program of ${named}`}
          value={row.kind}
          data={KINDS}
          onChange={(event) => onChange({ kind: event.currentTarget.value as ProgramRow['kind'] })}
        />
      </td>
      {LIMITS.map((limit) => (
        <td key={limit}>
          <TextInput
            size="xs"
            w={52}
            inputMode="numeric"
            maxLength={2}
            aria-label={`${HEADS[limit]} limit of ${named}`}
            value={row[limit]}
            onChange={(event) => onChange({ [limit]: event.currentTarget.value })}
          />
        </td>
      ))}
      <td>
        <CloseButton aria-label={`Take ${named} away`} onClick={onRemove} />
      </td>
    </tr>
  );
};
