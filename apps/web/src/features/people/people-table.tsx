import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { sortName, type Person } from '../../lib/person-words.js';
import { useCan } from '../../lib/session.js';
import type { PagedQuery } from '../../lib/use-paged-query.js';
import { useSelection } from '../../lib/use-selection.js';
import { PeopleBar } from './people-bar.js';
import styles from './people.module.css';

interface PeopleTableProps {
  caption: string;
  columns: Column<Person>[];
  query: PagedQuery<Person>;
  /** Changes with what the list shows: a selection does not outlive it. */
  listKey: string;
  sort?: string;
  onSort?: (sort: string) => void;
  empty: ReactNode;
}

/** A list of people, with check boxes for whoever may print labels of them. */
export function PeopleTable({ listKey, query, ...props }: PeopleTableProps): ReactNode {
  const navigate = useNavigate();
  const mayPrint = useCan('label:print');
  const selection = useSelection(listKey, query.rows);
  return (
    <div className={styles.chosen}>
      <PeopleBar people={query.rows} selection={selection} />
      <DataTable
        {...props}
        query={query}
        rowId={({ id }) => id}
        rowName={sortName}
        onOpen={({ id }) => void navigate({ to: '/people/$id', params: { id } })}
        selection={mayPrint ? selection : undefined}
      />
    </div>
  );
}
