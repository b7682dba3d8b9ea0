import { logActionText, logSubjectText, logWhoText } from '@app/kernel';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { SiteSelect } from '../../components/site-select.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { useCanEverywhere, useSession, type Session } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { logFilter, SOURCES, understood, VIEWS } from './log-filter.js';
import styles from './log.module.css';
import { EntryFacts } from './entry-facts.js';
import { subjectHref, type Entry } from './log-words.js';
import { Verification } from './verification.js';

const TONES = { device: 'blue', admin: 'purple', access: 'grey', export: 'grey' } as const;

const Who = (entry: Entry): ReactNode =>
  entry.accountId ? (
    <Link to="/log" search={{ account: entry.accountId } as never} className={styles.link}>
      {logWhoText(entry)}
    </Link>
  ) : (
    logWhoText(entry)
  );

const Subject = ({ entry }: { entry: Entry }): ReactNode => {
  const href = subjectHref(entry);
  const text = logSubjectText(entry);
  return href ? (
    <Link to={href as never} className={styles.link}>
      {text}
    </Link>
  ) : (
    text
  );
};

const columnsOf = ({ sites, district }: Session): ExportedColumn<Entry, 'log'>[] => {
  const codeOf = (id: string): string | undefined => sites.find((site) => site.id === id)?.code;
  return [
    {
      id: 'at',
      header: 'When',
      width: '115px',
      cell: ({ at }) => <RelativeTime at={at} timeZone={district.timeZone} />,
    },
    { id: 'who', header: 'Who', width: '140px', cell: (entry) => <Who {...entry} /> },
    {
      id: 'where',
      header: 'Where',
      file: ['site', 'station'],
      width: '120px',
      cell: ({ siteId, stationName }) => [siteId && codeOf(siteId), stationName].filter(Boolean).join(' · ') || '–',
    },
    {
      id: 'what',
      header: 'What',
      file: ['what', 'source'],
      width: '200px',
      card: 'first',
      cell: (entry) => (
        <>
          {logActionText(entry)} <Badge tone={TONES[entry.source]}>{SOURCES[entry.source]}</Badge>
        </>
      ),
    },
    {
      id: 'on',
      header: 'Record',
      file: ['kind', 'label', 'id'],
      width: '160px',
      card: 'first',
      cell: (entry) => <Subject entry={entry} />,
    },
    {
      id: 'facts',
      header: 'Old → new',
      file: ['before', 'after'],
      cell: (entry) => <EntryFacts entry={entry} codeOf={codeOf} />,
    },
  ];
};

/** Everything that was done: the ledger, administration, looks at people, exports. Nobody can edit it. */
export function LogPage(): ReactNode {
  const session = useSession();
  const mayVerify = useCanEverywhere('ledger:verify');
  const [url] = useUrlState();
  const filter = logFilter(url, session.sites);
  const query = usePagedQuery<Entry>(['log', filter], (after, signal) =>
    ask(api.GET('/api/v1/log', { params: { query: { ...filter, limit: 100, ...(after && { after }) } }, signal })),
  );
  const columns = useMemo(() => columnsOf(session), [session]);
  return (
    <Page
      title="Log"
      lead="Everything that was done, newest first. Entries are added and never changed."
      actions={<ExportMenu list="log" query={filter} columns={columns} />}
    >
      {mayVerify && <Verification />}
      <Views />
      <Filters />
      <IgnoredNotice url={url} query={understood(filter)} />
      <DataTable
        caption="Log"
        columns={columns}
        query={query}
        rowId={({ key }) => key}
        empty={
          <EmptyState title={Object.keys(filter).length > 0 ? 'Nothing matches' : 'Nothing has been done yet'}>
            Scans, changes by administrators, looks at people and exports are written here.
          </EmptyState>
        }
      />
    </Page>
  );
}

const Views = (): ReactNode => {
  const [url] = useUrlState();
  const isOn = (view: Record<string, string>): boolean =>
    ['view', 'source', 'action'].every((name) => (url[name] ?? '') === (view[name] ?? ''));
  return (
    <nav aria-label="Quick views" className={styles.views}>
      {VIEWS.map(({ label, url: view }) => (
        <Link
          key={label}
          to="/log"
          search={view as never}
          activeOptions={{ exact: true }}
          aria-current={isOn(view) ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
};

function Filters(): ReactNode {
  const { sites } = useSession();
  const [url, set] = useUrlState();
  const narrowed = url.account ?? url.record;
  return (
    <div className={styles.filters} role="group" aria-label="Filters">
      <NativeSelect
        size="xs"
        aria-label="Part of the log"
        value={url.source ?? ''}
        data={[
          { value: '', label: 'All parts' },
          ...Object.entries(SOURCES).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => set({ source: event.currentTarget.value || null })}
      />
      <SiteSelect sites={sites} site={url.site} onSite={(site) => set({ site })} />
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          size="xs"
          type="date"
          aria-label={name === 'from' ? 'First day' : 'Last day'}
          value={url[name] ?? ''}
          onChange={(event) => set({ [name]: event.currentTarget.value || null }, { replace: true })}
        />
      ))}
      {narrowed && (
        <Button variant="default" size="xs" onClick={() => set({ account: null, record: null })}>
          {url.record ? 'One record only: show all' : 'One account only: show all'}
        </Button>
      )}
    </div>
  );
}
