import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import type { ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { LabelsLink } from '../../components/labels-link.js';
import { Page } from '../../components/page.js';
import { PersonBadge } from '../../components/person-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { useCan, useSession, type SessionSite } from '../../lib/session.js';
import { useHistoryText } from '../../lib/use-history-text.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import { listParam, useUrlState, type UrlState } from '../../lib/use-url-state.js';
import { PeopleTable } from './people-table.js';
import { isFiltered, peopleQuery, type PeopleQuery } from './people-filter.js';
import styles from './people.module.css';
import { GRADES, gradeText, KINDS, sortName, type Person } from '../../lib/person-words.js';

const COLUMNS: ExportedColumn<Person, 'people'>[] = [
  {
    id: 'name',
    header: 'Name',
    file: ['familyName', 'givenName'],
    sort: 'name',
    card: 'first',
    cell: (person) => (
      <Link to="/people/$id" params={{ id: person.id }} className={styles.name}>
        {sortName(person)}
      </Link>
    ),
  },
  { id: 'number', header: 'Number', width: '120px', cell: ({ number }) => <span className="mono">{number}</span> },
  { id: 'kind', header: 'Kind', width: '100px', card: 'none', cell: ({ kind }) => KINDS[kind] },
  { id: 'grade', header: 'Grade', width: '110px', cell: ({ grade }) => gradeText(grade) ?? '–' },
  { id: 'homeroom', header: 'Homeroom', width: '130px', cell: ({ homeroom }) => homeroom ?? '–' },
  { id: 'site', header: 'Site', cell: ({ site }) => site && <span title={site.name}>{site.code}</span> },
  { id: 'state', header: 'Status', width: '130px', cell: (person) => <PersonBadge {...person} /> },
];

const filtersOf = (sites: SessionSite[]): Filter[] => [
  {
    param: 'site',
    label: 'Site',
    options: sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
  },
  { param: 'grade', label: 'Grade', options: GRADES.map((grade) => ({ value: grade, label: grade })) },
  { param: 'homeroom', label: 'Homeroom' },
  { param: 'kind', label: 'Kind', options: Object.entries(KINDS).map(([value, label]) => ({ value, label })) },
  {
    param: 'state',
    label: 'Status',
    options: [
      { value: 'active', label: 'Active' },
      { value: 'withdrawn', label: 'Withdrawn' },
    ],
  },
  {
    param: 'agreement',
    label: 'Agreement',
    options: [
      { value: 'missing', label: 'missing, and the site asks for it' },
      { value: 'signed', label: 'signed this school year' },
      { value: 'opted-out', label: 'opted out of taking a device home' },
    ],
  },
];

const usePeople = (query: PeopleQuery): PagedQuery<Person> =>
  usePagedQuery<Person>(['people', query], async (after, signal) => {
    const page = await ask(api.GET('/api/v1/people', { params: { query: { ...query, after } }, signal }));
    return { ...page, total: page.total.count };
  });

/** The text of a search may be a name: it goes in the body, and into no address. */
const useFound = (q: string, siteId: string | null): PagedQuery<Person> =>
  usePagedQuery<Person>(
    ['people', 'search', q, siteId],
    async (_after, signal) => {
      const body = { q, limit: 50, ...(siteId && { siteId }) };
      const { items } = await ask(api.POST('/api/v1/people/search', { body, signal }));
      return { items, next: null };
    },
    { enabled: q.length > 0 },
  );

/** Class lists of what the filters leave. */
const classesOf = ({ site = '', grade = '', homeroom = '' }: UrlState): Record<string, string> => ({
  ...{ kind: 'person', grades: grade, homerooms: homeroom },
  site: listParam(site)[0] ?? '',
});

/** Students and staff of the account's sites. */
export function PeoplePage(): ReactNode {
  const mayEdit = useCan('person:edit');
  const [url] = useUrlState();
  const input = useHistoryText();
  return (
    <Page
      title="People"
      actions={
        <>
          <LabelsLink search={classesOf(url)}>Class lists</LabelsLink>
          <Button variant="default" renderRoot={(props) => <Link to="/people/temporary" {...props} />}>
            Temporary students
          </Button>
          {mayEdit && (
            <Button renderRoot={(props) => <Link to="/people/new" {...props} />} leftSection={<IconPlus size={16} />}>
              Person
            </Button>
          )}
        </>
      }
    >
      <TextInput
        className={styles.search}
        aria-label="Search people"
        placeholder="Name or number…"
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={input.text}
        onChange={(event) => input.setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') input.flush(event.currentTarget.value);
          if (event.key === 'Escape') input.flush('');
        }}
      />
      {input.query ? <FoundPeople q={input.query} onClear={() => input.flush('')} /> : <FilteredPeople />}
    </Page>
  );
}

function FoundPeople({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  const query = useFound(q, useCurrentSite());
  const columns = useMemo(() => COLUMNS.map((column) => ({ ...column, sort: undefined })), []);
  return (
    <>
      {query.rows.length > 0 && (
        <div className={styles.tools}>
          <span className={styles.hint}>The best matches first. Filters rest while you search.</span>
          <ExportMenu small onlyNamed list="people" query={{}} ids={query.rows.map(({ id }) => id)} columns={COLUMNS} />
        </div>
      )}
      <PeopleTable
        caption="People found"
        columns={columns}
        query={query}
        listKey={q}
        empty={
          <EmptyState
            title={`Nobody matches “${q}”`}
            action={
              <Button variant="default" onClick={onClear}>
                Clear the search
              </Button>
            }
          >
            Names may be misspelt or without accents; numbers match from the beginning.
          </EmptyState>
        }
      />
    </>
  );
}

function FilteredPeople(): ReactNode {
  const { sites } = useSession();
  const [url, set] = useUrlState();
  const asked = peopleQuery(url, sites);
  const current = useCurrentSite();
  // The site of the top bar is the default; a site in the address goes before it.
  const standing = asked.site ? undefined : sites.find(({ id }) => id === current);
  const wanted = standing ? { ...asked, site: [standing.id] } : asked;
  const query = usePeople(wanted);
  const filters = useMemo(() => filtersOf(sites), [sites]);
  return (
    <>
      <div className={styles.tools}>
        <FilterBar filters={filters}>{standing && <span className={styles.hint}>At {standing.name}</span>}</FilterBar>
        <ExportMenu small list="people" query={wanted} columns={COLUMNS} />
      </div>
      <IgnoredNotice url={url} query={asked} />
      <PeopleTable
        caption="People"
        columns={COLUMNS}
        query={query}
        listKey={JSON.stringify(wanted)}
        sort={asked.sort ?? 'name'}
        onSort={(sort) => set({ sort })}
        empty={<Nobody filtered={isFiltered(asked)} asked={asked.agreement?.includes('missing')} />}
      />
    </>
  );
}

/** `asked`: of agreements that are missing, which only some sites ask for. */
function Nobody({ filtered, asked }: { filtered: boolean; asked?: boolean }): ReactNode {
  const navigate = useNavigate();
  if (!filtered) return <EmptyState title="Nobody yet">People come from a CSV file, or one by one.</EmptyState>;
  return (
    <EmptyState
      title="Nobody matches these filters"
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/people' })}>
          Clear filters
        </Button>
      }
    >
      {asked
        ? 'Agreements are missed only at sites whose desk asks for one: the policy of the desk says which do.'
        : 'Take a filter away, or search by name.'}
    </EmptyState>
  );
}
