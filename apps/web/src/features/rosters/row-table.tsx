import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { EmptyState } from '../../components/states.js';
import type { Dto } from '../../lib/api.js';
import { language, wordsIn } from '../../lib/language.js';
import { useRows } from './roster-queries.js';
import { count, say } from './roster-words.js';
import styles from './rosters.module.css';
import { fieldWord, runSay, type Run, type Tile } from './run-words.js';

type Row = Dto<'RosterRowDto'>;
type RowColumn = ExportedColumn<Row, 'roster-rows'>;

/** People of a tile: where they stand in the files, who it is, and what is different or wrong. */
export function RowTable({ run, tile }: { run: Run; tile: Tile }): ReactNode {
  const query = useRows(run, tile.filter);
  const spoken = language();
  const columns = useMemo(() => columnsOf(tile), [tile, spoken]); // oxlint-disable-line react/exhaustive-deps
  return (
    <>
      <div>
        <ExportMenu small list="roster-rows" query={{ runId: run.id, ...tile.filter }} columns={columns} />
      </div>
      <DataTable
        caption={wordsIn(tile.title)}
        columns={columns}
        query={query}
        rowId={({ seq }) => String(seq)}
        empty={<EmptyState title={runSay('gone')} />}
      />
    </>
  );
}

function columnsOf({ filter: { outcome } }: Tile): RowColumn[] {
  const columns: RowColumn[] = [
    { id: 'who', header: say('person'), width: '24%', card: 'first', cell: (row) => <Who row={row} /> },
    { id: 'key', header: say('number'), width: '150px', cell: ({ key }) => <span className="mono">{key ?? '–'}</span> },
    { id: 'line', header: runSay('where'), file: ['file', 'line'], width: '150px', cell: lineText },
  ];
  if (outcome === 'refuse' || outcome === 'ask' || outcome === 'kept' || outcome === 'left-out')
    return [...columns, ...problemColumns()];
  if (outcome === 'change' || outcome === 'withdraw')
    columns.push({ id: 'changes', header: runSay('changes'), cell: ({ changes }) => <Changes changes={changes} /> });
  const header = outcome === 'withdraw' ? runSay('noted') : runSay('left');
  columns.push({ id: 'problems', header, cell: ({ problems }) => <Left problems={problems} /> });
  return columns;
}

const lineText = ({ file, line }: Row): string =>
  file === null || line === null ? runSay('where.none') : `${file} ${count(line)}`;

function Who({ row: { personId, label } }: { row: Row }): ReactNode {
  const name = label || runSay('unnamed');
  if (!personId) return name;
  return (
    <Link to="/people/$id" params={{ id: personId }} className={styles.name}>
      {name}
    </Link>
  );
}

const Changes = ({ changes }: Pick<Row, 'changes'>): ReactNode => (
  <ul className={styles.lines}>
    {changes.map(({ field, from, to }) => (
      <li key={field}>
        {fieldWord(field)}: {from ?? runSay('empty')} → <strong>{to ?? runSay('empty')}</strong>
      </li>
    ))}
  </ul>
);

/** What of a person was not taken, though the person was. */
const Left = ({ problems }: Pick<Row, 'problems'>): ReactNode =>
  problems.length === 0 ? (
    '–'
  ) : (
    <ul className={styles.lines}>
      {problems.map((problem) => (
        <li key={problem.code + problem.value}>{problemText(problem)}</li>
      ))}
    </ul>
  );

const problemText = ({ field, value, reason }: Row['problems'][number]): string =>
  [field && fieldWord(field), value && `“${value}”`, reason].filter(Boolean).join(' ');

const problemColumns = (): RowColumn[] => [
  {
    id: 'why',
    file: ['problems'],
    header: runSay('why'),
    cell: ({ problems }) => <Left problems={problems} />,
  },
  {
    id: 'fix',
    file: ['problems'],
    header: runSay('fix'),
    card: 'none',
    cell: ({ problems }) => [...new Set(problems.map(({ fix }) => fix))].join(' '),
  },
];
