import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import { filledWords, type Import } from './import-words.js';
import styles from './imports.module.css';
import type { Choices } from './mapping.js';

type Column = Dto<'ImportColumnDto'>;

interface MappingTableProps {
  run: Import;
  choices: Choices;
  problems: FieldProblem[];
  onChoose: (position: number, field: string) => void;
}

/** Source column, what is in it, how full it is, and the field that it gives. */
export const MappingTable = ({ run, choices, problems, onChoose }: MappingTableProps): ReactNode => (
  <div className={table.scroll} tabIndex={0} role="region" aria-label="Columns of the file, scrollable">
    <table className={`${table.table} ${styles.mapping}`}>
      <caption className="visually-hidden">Columns of the file and the fields they give</caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Examples</th>
          <th scope="col" data-align="right">
            Filled
          </th>
          <th scope="col">Gives the field</th>
          <th scope="col">Guess</th>
        </tr>
      </thead>
      <tbody>
        {run.columns.map((column) => (
          <tr key={column.position}>
            <th scope="row">{column.header || `Column ${column.position}, without a name`}</th>
            <td className={styles.samples}>{column.samples.length > 0 ? column.samples.join(' · ') : '–'}</td>
            <td data-align="right">{filledWords(column.filled, run.rowTotal)}</td>
            <td>
              {column.problem === 'private' ? (
                'Never read'
              ) : (
                <FieldSelect
                  column={column}
                  fields={run.fields}
                  value={choices[column.position]}
                  error={problems.find(({ field }) => field === `column-${column.position}`)?.message}
                  onChange={(field) => onChoose(column.position, field)}
                />
              )}
            </td>
            <td className={styles.guess}>{guessWords(column, choices[column.position])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface FieldSelectProps {
  column: Column;
  fields: Import['fields'];
  value: string;
  error?: string;
  onChange: (field: string) => void;
}

const FieldSelect = ({ column, fields, value, error, onChange }: FieldSelectProps): ReactNode => (
  <NativeSelect
    id={`column-${column.position}`}
    size="xs"
    aria-label={`Field that ${column.header || `column ${column.position}`} gives`}
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
    data={[
      { value: '', label: 'Not read' },
      ...fields.map(({ code, label, key }) => ({ value: code, label: key ? `${label} (key)` : label })),
    ]}
  />
);

/** How the choice came about. */
function guessWords({ problem, field, confidence }: Column, chosen: string): string {
  if (problem === 'private') return 'Private: blanked before the file was kept';
  if ((field ?? '') !== chosen) return 'Your choice';
  if (problem === 'blank') return 'The column has no name';
  if (problem === 'duplicate') return 'The name stands twice';
  if (field === null) return 'No field fits';
  return confidence >= 0.95 ? 'Sure' : confidence >= 0.75 ? 'Likely' : 'Check this';
}
