import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import type { Dto } from '../../lib/api.js';
import { useImportRows, type RowFilter } from './import-queries.js';
import { count, valueWords, type Import } from './import-words.js';
import styles from './imports.module.css';

type Row = Dto<'ImportRowDto'>;
type LineColumn = ExportedColumn<Row, 'import-rows'>;

interface LineTableProps {
  run: Import;
  filter: RowFilter;
  caption: string;
}

/** Lines of the file with the record they are about and what changes in it. */
export function LineTable({ run, filter, caption }: LineTableProps): ReactNode {
  const query = useImportRows(run, filter);
  const columns = useMemo(() => columnsOf(run, filter), [run, filter.outcome, filter.field]); // oxlint-disable-line react/exhaustive-deps
  return (
    <>
      <div>
        <ExportMenu small list="import-rows" query={{ importId: run.id, ...filter }} columns={columns} />
      </div>
      <DataTable
        caption={caption}
        columns={columns}
        query={query}
        rowId={({ line }) => String(line)}
        empty="The lines are no longer kept: they are for 30 days."
      />
    </>
  );
}

function columnsOf(run: Import, { outcome, field }: RowFilter): LineColumn[] {
  const labelOf = (code: string): string => run.fields.find((each) => each.code === code)?.label ?? code;
  const columns: LineColumn[] = [
    { id: 'line', header: 'Line', align: 'right', width: '80px', cell: ({ line }) => count(line) },
    {
      id: 'key',
      header: run.kind === 'devices' ? 'Tag or serial' : 'Number',
      card: 'first',
      cell: (row) => <Record kind={run.kind} row={row} />,
    },
    { id: 'label', header: run.kind === 'devices' ? 'Model' : 'Name', cell: ({ label }) => label ?? '–' },
  ];
  if (outcome === 'change')
    columns.push({
      id: 'changes',
      header: 'Changes',
      cell: ({ changes }) => (
        <ul className={styles.pairs}>
          {changes
            .filter((change) => !field || change.field === field)
            .map((change) => (
              <li key={change.field}>
                {!field && `${labelOf(change.field)}: `}
                {valueWords(change.field, change.from)} → <strong>{valueWords(change.field, change.to)}</strong>
              </li>
            ))}
        </ul>
      ),
    });
  if (run.predicted?.voidedTags)
    columns.push({
      id: 'notes',
      header: 'Notes',
      cell: ({ notes }) => notes.map(({ column, value, reason, fix }) => `${column} ${value} ${reason}. ${fix}.`),
    });
  return columns;
}

function Record({ kind, row: { key, recordId } }: { kind: Import['kind']; row: Row }): ReactNode {
  const text = <span className="mono">{key ?? '–'}</span>;
  if (!recordId) return text;
  return (
    <Link to={kind === 'devices' ? '/devices/$id' : '/people/$id'} params={{ id: recordId }} className={styles.name}>
      {text}
    </Link>
  );
}
