import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable } from '../../components/data-table.js';
import { FilterBar } from '../../components/filter-bar.js';
import { Page } from '../../components/page.js';
import { SITE_FILTERS, siteColumns, useSiteList } from '../../components/site-list.js';
import { EmptyState } from '../../components/states.js';
import { useCan } from '../../lib/session.js';
import styles from './sites.module.css';

const COLUMNS = siteColumns(({ code, name }) => (
  <Link to="/sites/$code" params={{ code }} className={styles.name}>
    {name}
  </Link>
));

/** Schools, offices and warehouses that the account sees. */
export function SitesPage(): ReactNode {
  const navigate = useNavigate();
  const { active, query } = useSiteList();
  const mayEdit = useCan('site:edit');
  return (
    <Page title="Sites">
      <FilterBar filters={SITE_FILTERS} />
      <DataTable
        caption="Sites"
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ code }) => void navigate({ to: '/sites/$code', params: { code } })}
        empty={
          active ? (
            <EmptyState title="No sites yet">
              {mayEdit ? 'Add them under Site settings.' : 'An IT admin adds them.'}
            </EmptyState>
          ) : (
            <EmptyState title="No closed sites" />
          )
        }
      />
    </Page>
  );
}
