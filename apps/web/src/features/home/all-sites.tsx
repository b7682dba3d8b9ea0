import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import type { SessionSite } from '../../lib/session.js';
import { inventoryQuery, loansSummaryQuery } from '../../lib/site-queries.js';
import { sortedRows, type SiteNumbers, type SiteSort } from './site-rows.js';
import styles from './home.module.css';

const HEADS: { key: SiteSort; label: string }[] = [
  { key: 'name', label: 'Site' },
  { key: 'present', label: 'Devices' },
  { key: 'out', label: 'Out' },
  { key: 'overdue', label: 'Overdue' },
  { key: 'missing', label: 'Missing' },
  { key: 'repair', label: 'In repair' },
  { key: 'holds', label: 'On hold' },
  { key: 'notSeen', label: 'Not seen 90 days' },
];

const of = (inventory: Dto<'SiteInventoryDto'> | undefined, ...states: string[]): number | null =>
  inventory ? inventory.states.reduce((sum, { key, count }) => (states.includes(key) ? sum + count : sum), 0) : null;

/** Inventory and loans of every site; the browser asks for a few at a time. */
function useNumbers(sites: SessionSite[]): SiteNumbers[] {
  const inventories = useQueries({ queries: sites.map(({ id }) => inventoryQuery(id)) });
  const loans = useQueries({ queries: sites.map(({ id }) => loansSummaryQuery(id)) });
  return sites.map(({ id, code, name }, index) => {
    const { data } = inventories[index];
    return {
      id,
      code,
      name,
      present: data?.present.count ?? null,
      out: data?.out.count ?? null,
      overdue: loans[index].data?.overdue ?? null,
      missing: of(data, 'missing', 'lost', 'stolen'),
      repair: of(data, 'in-repair'),
      holds: data?.holds.count ?? null,
      notSeen: data?.notSeen90.count ?? null,
      filters: data && {
        present: data.present.filter,
        out: data.out.filter,
        holds: data.holds.filter,
        notSeen: data.notSeen90.filter,
      },
    };
  });
}

/** The district's home: one row per site, every number a link. */
export function AllSites({ sites }: { sites: SessionSite[] }): ReactNode {
  const [sort, setSort] = useState<{ key: SiteSort; down: boolean }>({ key: 'name', down: false });
  const rows = sortedRows(useNumbers(sites), sort.key, sort.down);
  return (
    <section aria-labelledby="sites-heading">
      <h2 id="sites-heading" className={styles.heading}>
        All sites
      </h2>
      <div className={`${table.scroll} ${styles.wide}`} tabIndex={0} role="region" aria-label="All sites, scrollable">
        <table className={table.table}>
          <caption className="visually-hidden">Numbers of every site</caption>
          <thead>
            <tr>
              {HEADS.map(({ key, label }) => (
                <th
                  key={key}
                  scope="col"
                  data-align={key === 'name' ? undefined : 'right'}
                  aria-sort={sort.key === key ? (sort.down ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => setSort({ key, down: sort.key === key ? !sort.down : key !== 'name' })}
                  >
                    {label}
                    <span aria-hidden>{sort.key === key ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SiteRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SiteRow({ row }: { row: SiteNumbers }): ReactNode {
  const { code, name, filters } = row;
  const cell = (label: string, count: number | null, filter?: Record<string, string>, alert = false): ReactNode => (
    <td data-align="right" data-alert={alert && (count ?? 0) > 0}>
      {count === null ? (
        '…'
      ) : count === 0 ? (
        '0'
      ) : (
        <Link
          to="/devices"
          search={filter as never}
          aria-label={`${count.toLocaleString('en-US')} ${label} at ${name}`}
        >
          {count.toLocaleString('en-US')}
        </Link>
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <Link to="/sites/$code" params={{ code }}>
          {name}
        </Link>{' '}
        <span className={`mono ${styles.code}`}>{code}</span>
      </th>
      {cell('Devices', row.present, filters?.present)}
      {cell('Out', row.out, filters?.out)}
      <td data-align="right" data-alert={(row.overdue ?? 0) > 0}>
        {row.overdue ? (
          <Link
            to="/sites/$code/loans"
            params={{ code }}
            search={{ overdue: 'true' } as never}
            aria-label={`${row.overdue.toLocaleString('en-US')} overdue at ${name}`}
          >
            {row.overdue.toLocaleString('en-US')}
          </Link>
        ) : (
          (row.overdue ?? '…')
        )}
      </td>
      {cell('Missing', row.missing, { site: code, state: 'missing,lost,stolen' }, true)}
      {cell('In repair', row.repair, { site: code, state: 'in-repair' })}
      {cell('On hold', row.holds, filters?.holds)}
      {cell('Not seen for 90 days', row.notSeen, filters?.notSeen)}
    </tr>
  );
}
