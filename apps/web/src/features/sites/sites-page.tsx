import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { siteColumns, SiteList } from '../../components/site-list.js';
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
  const mayEdit = useCan('site:edit');
  return (
    <Page title="Sites">
      <SiteList
        columns={COLUMNS}
        onOpen={({ code }) => void navigate({ to: '/sites/$code', params: { code } })}
        none={
          <EmptyState title="No sites yet">
            {mayEdit ? 'Add them under Site settings.' : 'An IT admin adds them.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
