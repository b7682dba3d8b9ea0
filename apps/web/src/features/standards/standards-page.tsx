import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, problemOf } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { STANDARD_HEADS, StandardsTable } from './standards-table.js';
import styles from './standards.module.css';

const LEAD = 'What the district supports and until when its makers update it.';

const Print = (): ReactNode => (
  <Button
    variant="default"
    leftSection={<IconPrinter size={16} />}
    className={styles.print}
    onClick={() => window.print()}
  >
    Print
  </Button>
);

const Actions = (): ReactNode => (
  <>
    <ExportMenu list="standards" query={{}} columns={STANDARD_HEADS} />
    <Print />
  </>
);

/** For everybody who signs in. */
export function StandardsPage(): ReactNode {
  const mayReadModels = useCan('model:read');
  const { data, error, refetch } = useQuery({
    queryKey: ['standards'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/standards', { signal })),
  });
  return (
    <Page title="Standards" lead={LEAD} actions={<Actions />}>
      {!data && error ? (
        <ErrorState error={error} what="The standards list" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.items.length === 0 ? (
        <EmptyState title="There is no model yet" />
      ) : (
        <StandardsTable items={data.items} today={data.today} links={mayReadModels} />
      )}
    </Page>
  );
}

/** Without a session, where the district publishes it. */
export function PublicStandardsPage(): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['public-standards'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/public/standards', { signal })),
    retry: false,
  });
  const district = data?.district;
  useEffect(() => {
    document.title = district ? `Standards – ${district}` : 'Standards';
  }, [district]);
  if (!data && error)
    return problemOf(error).status === 404 ? (
      <main className={styles.public}>
        <EmptyState page title="This page is not published">
          The district keeps its standards list to its staff. <a href="/standards">Sign in to read it</a>.
        </EmptyState>
      </main>
    ) : (
      <ErrorState page error={error} what="The standards list" onRetry={() => void refetch()} />
    );
  if (!data) return <SkeletonRows />;
  return (
    <main className={styles.public}>
      <header>
        <div>
          <h1 tabIndex={-1}>{data.district}: standards</h1>
          <p>
            {LEAD} As of {dayText(data.today)}.
          </p>
        </div>
        <Print />
      </header>
      <StandardsTable items={data.items} today={data.today} links={false} />
    </main>
  );
}
