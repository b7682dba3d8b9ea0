import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import styles from '../admin.module.css';

const SHOWN = 12;

export interface EditedColumn<T> {
  header: string;
  cell: (row: T) => ReactNode;
  align?: 'right';
}

interface EditedListProps<T> {
  title: string;
  /** "Add a room". */
  add: string;
  mayAdd: boolean;
  rows: T[] | undefined;
  /** Between the name and the button. */
  columns: EditedColumn<T>[];
  nameOf?: (row: T) => ReactNode;
  empty: string;
  actions?: ReactNode;
  /** `null`: of a new one. */
  form: (row: T | null, close: () => void) => ReactNode;
  children?: ReactNode;
}

/** What belongs to a site by code and name, the first dozen at once; added and edited in the place of the list. */
export function EditedList<T extends { id: string; code: string; name: string }>(props: EditedListProps<T>): ReactNode {
  const { title, add, mayAdd, rows, empty, actions, form, children } = props;
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState<T | 'new' | null>(null);
  const edited = editing === 'new' ? null : editing;
  return (
    <Block
      title={title}
      actions={
        <div className={styles.buttons}>
          {actions}
          {mayAdd && editing === null && (
            <Button variant="default" size="compact-sm" onClick={() => setEditing('new')}>
              {add}
            </Button>
          )}
        </div>
      }
    >
      {editing !== null && <div key={edited?.id ?? 'new'}>{form(edited, () => setEditing(null))}</div>}
      {children}
      {rows?.length === 0 && <p className={styles.muted}>{empty}</p>}
      {rows && rows.length > 0 && (
        <Rows {...props} rows={all ? rows : rows.slice(0, SHOWN)} caption={title} onEdit={setEditing} />
      )}
      {rows && rows.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rows.length}`}
        </Button>
      )}
    </Block>
  );
}

interface RowsProps<T> extends Pick<EditedListProps<T>, 'columns' | 'nameOf'> {
  rows: T[];
  caption: string;
  onEdit: (row: T) => void;
}

const Rows = <T extends { id: string; code: string; name: string }>({
  rows,
  columns,
  nameOf,
  caption,
  onEdit,
}: RowsProps<T>): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Code</th>
        <th scope="col">Name</th>
        {columns.map(({ header, align }) => (
          <th key={header} scope="col" data-align={align}>
            {header}
          </th>
        ))}
        <th scope="col" data-align="right">
          Actions
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="mono">{row.code}</td>
          <th scope="row">{nameOf?.(row) ?? row.name}</th>
          {columns.map(({ header, cell, align }) => (
            <td key={header} data-align={align}>
              {cell(row)}
            </td>
          ))}
          <td data-align="right">
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Edit ${row.name}, ${row.code}`}
              onClick={() => onEdit(row)}
            >
              Edit
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
