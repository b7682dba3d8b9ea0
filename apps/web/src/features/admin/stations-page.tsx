import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { SiteSelect } from '../../components/site-select.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { can, useSession } from '../../lib/session.js';
import { setupWords } from '../../lib/station-setup-words.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import styles from './admin.module.css';

type Station = Dto<'StationStateDto'>;

const KEY = ['station-states'];

const CONFLICT = 'Somebody else changed this station meanwhile. It is loaded again: repeat your change.';

const columnsOf = (timeZone: string, onEdit: (station: Station) => void): ExportedColumn<Station, 'stations'>[] => [
  {
    id: 'site',
    header: 'Site',
    width: '70px',
    card: 'first',
    cell: ({ siteCode }) => <span className="mono">{siteCode}</span>,
  },
  { id: 'name', header: 'Station', width: '120px', card: 'first', cell: ({ name }) => <strong>{name}</strong> },
  {
    id: 'state',
    header: 'Status',
    width: '90px',
    cell: ({ active }) => (active ? <Badge tone="green">Open</Badge> : <Badge tone="grey">Closed</Badge>),
  },
  {
    id: 'seen',
    header: 'Last used',
    width: '120px',
    card: 'labelled',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <RelativeTime at={lastSeenAt} timeZone={timeZone} /> : <span className={styles.muted}>Never</span>,
  },
  { id: 'by', header: 'By', width: '120px', cell: ({ lastUsedBy }) => lastUsedBy ?? '–' },
  {
    id: 'check',
    header: 'Its check',
    file: ['sound', 'suffix', 'doubled', 'printer', 'checked'],
    cell: (station) => <Check station={station} timeZone={timeZone} />,
  },
  {
    id: 'edit',
    file: [],
    header: 'Actions',
    align: 'right',
    width: '100px',
    cell: (station) => (
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Change ${station.siteCode} ${station.name}`}
        onClick={() => onEdit(station)}
      >
        Change
      </Button>
    ),
  },
];

/** What was found when somebody checked the desk, the newest time. */
const Check = ({ station: { setup, setupAt }, timeZone }: { station: Station; timeZone: string }): ReactNode =>
  setup && setupAt ? (
    <>
      {sentence(setupWords(setup).join(', '))}{' '}
      <span className={styles.muted}>
        · <RelativeTime at={setupAt} timeZone={timeZone} />
      </span>
    </>
  ) : (
    <span className={styles.muted}>Not checked yet</span>
  );

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Scan stations by site: who used each last, and when; renamed and closed here. */
export function StationsPage(): ReactNode {
  const session = useSession();
  const [url, set] = useUrlState();
  const [open, setOpen] = useState<Station | null>(null);
  const all = usePagedQuery<Station>(KEY, async (_after, signal) => {
    const { items } = await ask(api.GET('/api/v1/stations/states', { signal }));
    return { items, next: null };
  });
  const query = { ...all, rows: all.rows.filter(({ siteCode }) => !url.site || siteCode === url.site) };
  const columns = useMemo(() => columnsOf(session.district.timeZone, setOpen), [session.district.timeZone]);
  const sites = session.sites.filter(({ id }) => can(session, 'site:edit', id));
  return (
    <Page
      title="Stations"
      lead="Desks where devices are scanned. A station is made when somebody opens it at a desk."
      actions={<ExportMenu list="stations" query={url.site ? { site: url.site } : {}} columns={columns} />}
    >
      {open && (
        <Panel key={open.id} title={`Change ${open.siteCode} ${open.name}`} onClose={() => setOpen(null)}>
          <StationForm station={all.rows.find(({ id }) => id === open.id) ?? open} onClose={() => setOpen(null)} />
        </Panel>
      )}
      <div className={styles.buttons} role="group" aria-label="Filters">
        <SiteSelect sites={sites} site={url.site} onSite={(site) => set({ site })} />
      </div>
      <DataTable
        caption="Stations"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<EmptyState title="No station here yet">The first one is made when somebody opens Scan.</EmptyState>}
      />
    </Page>
  );
}

function StationForm({ station, onClose }: { station: Station; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [name, setName] = useState(station.name);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: { name?: string; active?: boolean }) =>
      ask(
        api.PATCH('/api/v1/stations/{id}', {
          params: { path: { id: station.id } },
          body: { version: station.version, ...change },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEY });
      onClose();
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: KEY });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = name.trim() ? [] : [{ field: 'stationName', message: 'Give the station a name' }];
    setProblems(wrong);
    if (wrong.length === 0) mutate({ name: name.trim() });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'stationName', CONFLICT);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <TextInput
        id="stationName"
        label="Name"
        maxLength={60}
        value={name}
        error={shown.at(0)?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          Rename
        </Button>
        <Button variant="default" loading={isPending} onClick={() => mutate({ active: !station.active })}>
          {station.active ? 'Close the station' : 'Open it again'}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
