import { joinWords } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FleetBlock } from '../../components/site-numbers/fleet-block.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import { can, useSession } from '../../lib/session.js';
import { asOfText } from '../../lib/time.js';
import {
  coverage,
  DEVICES,
  districtStates,
  IN_USE,
  MEASURES,
  pastSupportBySchool,
  sortedSites,
  summariesQuery,
  type Measure,
  type SiteSort,
} from './summaries.js';
import styles from './home.module.css';

const SchoolBars = lazy(async () => ({ default: (await import('./school-bars.js')).SchoolBars }));

type Summary = Dto<'SiteSummaryDto'>;

/** Many sites: the state of the fleet as one bar, then a row for each site, every number a link. */
export function AllSites(): ReactNode {
  const { timeZone } = useSession().district;
  const { data, error, refetch } = useQuery(summariesQuery);
  const [sort, setSort] = useState<SiteSort>({ key: 'name', down: false });
  const states = useMemo(() => districtStates(data?.items ?? []), [data]);
  if (error && !data)
    return <ErrorState error={error} what="The numbers of the sites" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={12} />;
  const asOf = asOfText(data.asOf, timeZone);
  return (
    <>
      <FleetBlock states={states} asOf={asOf} />
      <section aria-labelledby="sites-heading">
        <div className={styles.headline}>
          <h2 id="sites-heading" className={styles.heading}>
            All sites
          </h2>
          <span className={styles.asOf}>as of {asOf}</span>
          <ExportMenu
            small
            list="site-summaries"
            query={{ sort: `${sort.down ? '-' : ''}${sort.key}` }}
            columns={['name', 'code', ...MEASURES.map(({ key }) => key)]}
          />
        </div>
        <SitesTable sites={data.items} sort={sort} onSort={setSort} />
      </section>
      <Suspense fallback={null}>
        <Schools sites={data.items} asOf={asOf} />
      </Suspense>
    </>
  );
}

const percentText = (value: number): string => `${Math.round(value * 100)} %`;

/** 1:1 by school, and devices past their updates by school. */
function Schools({ sites, asOf }: { sites: Summary[]; asOf: string }): ReactNode {
  const covered = useMemo(() => coverage(sites), [sites]);
  const ended = useMemo(() => pastSupportBySchool(sites), [sites]);
  const behind = covered.at(0);
  const worst = ended.at(0);
  return (
    <>
      {behind && (
        <SchoolBars
          title={`${behind.name} is furthest behind 1:1: ${percentText(behind.value)} of its 1:1 students have a device`}
          measure="Students with a device"
          bars={covered}
          most={1}
          text={percentText}
          list={({ code, grades }) => ({
            to: `/sites/${code}/students`,
            search: { device: 'without', grade: joinWords(grades) },
          })}
          source={`Students of the grades with a 1:1 program, as of ${asOf}. A number opens the students without a device.`}
        />
      )}
      {worst && (
        <SchoolBars
          title={`${worst.name} has the most devices past support: ${worst.value.toLocaleString('en-US')}`}
          measure="Devices past support"
          bars={ended}
          text={(value) => value.toLocaleString('en-US')}
          list={({ code }) => ({
            to: '/devices',
            search: { site: code, support: 'past', state: IN_USE.join(','), ...DEVICES },
          })}
          source={`Devices in use whose model gets no updates any more, as of ${asOf}.`}
        />
      )}
    </>
  );
}

interface SitesTableProps {
  sites: Summary[];
  sort: SiteSort;
  onSort: (sort: SiteSort) => void;
}

function SitesTable({ sites, sort, onSort }: SitesTableProps): ReactNode {
  const rows = useMemo(() => sortedSites(sites, sort), [sites, sort]);
  const total = (measure: Measure): number => sites.reduce((sum, site) => sum + measure.of(site), 0);
  return (
    <div className={`${table.scroll} ${styles.wide}`} tabIndex={0} role="region" aria-label="All sites, scrollable">
      <table className={table.table}>
        <caption className="visually-hidden">Numbers of every site</caption>
        <thead>
          <tr>
            <Head label="Site" name="name" sort={sort} onSort={onSort} />
            {MEASURES.map(({ key, label }) => (
              <Head key={key} label={label} name={key} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SiteRow key={row.site.id} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All {sites.length} sites</th>
            {MEASURES.map((measure) => (
              <td key={measure.key} data-align="right">
                {total(measure).toLocaleString('en-US')}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface HeadProps {
  label: string;
  name: string;
  sort: SiteSort;
  onSort: (sort: SiteSort) => void;
}

/** Numbers sort the largest first, names from A. */
function Head({ label, name, sort, onSort }: HeadProps): ReactNode {
  const active = sort.key === name;
  return (
    <th
      scope="col"
      data-align={name === 'name' ? undefined : 'right'}
      aria-sort={active ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key: name, down: active ? !sort.down : name !== 'name' })}
      >
        {label}
        <span aria-hidden>{active ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function SiteRow({ row }: { row: Summary }): ReactNode {
  const { code, name } = row.site;
  return (
    <tr>
      <th scope="row">
        <Link to="/sites/$code" params={{ code }}>
          {name}
        </Link>{' '}
        <span className={`mono ${styles.code}`}>{code}</span>
      </th>
      {MEASURES.map((measure) => {
        const count = measure.of(row);
        return (
          <td key={measure.key} data-align="right" data-alert={measure.alert === true && count > 0}>
            <NumberLink site={row.site} measure={measure} count={count} />
          </td>
        );
      })}
    </tr>
  );
}

/** The number and the list behind it; none behind a zero, and none that the account may not open. */
function NumberLink({ site, measure, count }: { site: Summary['site']; measure: Measure; count: number }): ReactNode {
  const mayRead = can(useSession(), 'person:read', site.id);
  const { list, states = [], also, label } = measure;
  const students = list === 'students-with' || list === 'students-without';
  const text = count.toLocaleString('en-US');
  if (count === 0 || (students && !mayRead)) return text;
  const words = list === 'students-without' ? 'students without a device' : label.toLowerCase();
  const common = { 'aria-label': `${text} ${words} at ${site.name}`, children: text };
  const params = { code: site.code };
  if (students) {
    const search = { device: list === 'students-with' ? 'with' : 'without' };
    return <Link to="/sites/$code/students" params={params} search={search as never} {...common} />;
  }
  if (list === 'loans' && mayRead)
    return <Link to="/sites/$code/loans" params={params} search={{ overdue: 'true' } as never} {...common} />;
  return (
    <Link
      to="/devices"
      search={{ site: joinWords([site.code]), state: states.join(',') || undefined, ...also } as never}
      {...common}
    />
  );
}
