import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../../components/page.js';
import { siteColumns, SiteList } from '../../../components/site-list.js';
import { EmptyState } from '../../../components/states.js';
import { useSession } from '../../../lib/session.js';
import styles from '../admin.module.css';

const COLUMNS = siteColumns(({ id, name }) => (
  <Link to="/admin/sites/$id" params={{ id }} className={styles.name}>
    {name}
  </Link>
));

/** Sites as they are set up: codes, rooms, programs, hours. */
export function AdminSitesPage(): ReactNode {
  const navigate = useNavigate();
  const mayAdd = useSession().permissions['site:edit'] === 'all';
  const add = mayAdd && (
    <Button renderRoot={(props) => <Link to="/admin/sites/new" {...props} />} leftSection={<IconPlus size={16} />}>
      Site
    </Button>
  );
  return (
    <Page title="Site settings" lead="Codes, rooms, programs and school hours of each site." actions={add}>
      <SiteList
        columns={COLUMNS}
        onOpen={({ id }) => void navigate({ to: '/admin/sites/$id', params: { id } })}
        none={
          <EmptyState title="There is no site yet" action={add}>
            A school, an office or a warehouse: people and devices belong to one. Add the first, then import them.
          </EmptyState>
        }
      />
    </Page>
  );
}
