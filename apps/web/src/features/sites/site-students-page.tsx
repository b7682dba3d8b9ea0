import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { LabelsLink } from '../../components/labels-link.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { GRADES, gradeText, sortName, type Person } from '../../lib/person-words.js';
import type { SessionSite } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { listParam, useUrlState } from '../../lib/use-url-state.js';
import { NoSite, useSiteOfAddress } from './site-page.js';
import styles from './sites.module.css';

const COLUMNS: ExportedColumn<Person, 'site-students'>[] = [
  {
    id: 'name',
    header: 'Name',
    file: ['familyName', 'givenName'],
    card: 'first',
    cell: (person) => (
      <Link to="/people/$id" params={{ id: person.id }} className={styles.name}>
        {sortName(person)}
      </Link>
    ),
  },
  { id: 'number', header: 'Number', width: '140px', cell: ({ number }) => <span className="mono">{number}</span> },
  { id: 'grade', header: 'Grade', width: '140px', cell: ({ grade }) => gradeText(grade) ?? '–' },
  { id: 'homeroom', header: 'Homeroom', width: '160px', cell: ({ homeroom }) => homeroom ?? '–' },
];

const FILTERS = [
  {
    param: 'device',
    label: 'Device',
    options: [
      { value: 'without', label: 'none' },
      { value: 'with', label: 'at least one' },
      { value: 'one-to-one', label: 'their 1:1 device' },
      { value: 'to-return', label: 'a 1:1 device to return this year' },
      { value: 'kept', label: 'a 1:1 device to keep longer' },
      { value: 'returned', label: 'their 1:1 device given back' },
    ],
  },
  { param: 'grade', label: 'Grade', options: GRADES.map((grade) => ({ value: grade, label: grade })) },
];
const DEVICES = ['with', 'without', 'one-to-one', 'to-return', 'kept', 'returned'] as const;
const TITLES = {
  'one-to-one': 'Students with their 1:1 device',
  'to-return': 'Students who must return their 1:1 device this school year',
  kept: 'Students who keep their 1:1 device longer',
  returned: 'Students who gave their 1:1 device back',
  with: 'Students with a device',
  without: 'Students without a device',
  all: 'Students',
};

/** The enrolled students of a site, by whether they have a device. */
export function SiteStudentsPage(): ReactNode {
  const site = useSiteOfAddress();
  return site ? <SiteStudents key={site.id} site={site} /> : <NoSite />;
}

function SiteStudents({ site }: { site: SessionSite }): ReactNode {
  const [url] = useUrlState();
  const navigate = useNavigate();
  const device = DEVICES.find((word) => word === url.device);
  const grade = GRADES.filter((each) => listParam(url.grade).includes(each));
  const grades = grade.length > 0 ? { grade } : {};
  const asked = { ...(device && { device }), ...grades };
  const query = usePagedQuery<Person>(['site', site.id, 'students', device, grade], (after, signal) =>
    ask(
      api.GET('/api/v1/sites/{id}/students', {
        params: { path: { id: site.id }, query: { device, ...grades, after } },
        signal,
      }),
    ),
  );
  return (
    <Page
      title={TITLES[device ?? 'all']}
      area={site.name}
      crumbs={[
        { label: 'Sites', href: '/sites' },
        { label: site.name, href: `/sites/${encodeURIComponent(site.code)}` },
      ]}
      actions={
        <>
          <ExportMenu list="site-students" query={{ siteId: site.id, ...asked }} columns={COLUMNS} />
          <LabelsLink search={{ kind: 'person', site: site.code, grades: grade.join(',') }} siteId={site.id}>
            Class lists
          </LabelsLink>
        </>
      }
    >
      <FilterBar filters={FILTERS} />
      <IgnoredNotice url={url} query={asked} />
      <DataTable
        caption={TITLES[device ?? 'all']}
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/people/$id', params: { id } })}
        empty={<EmptyState title={device === 'without' ? 'Every student has a device' : 'No student here'} />}
      />
    </Page>
  );
}
