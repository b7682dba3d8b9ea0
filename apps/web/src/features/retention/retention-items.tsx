import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { api, ask } from '../../lib/api.js';
import { dayText } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import {
  count,
  reasonWords,
  WHYS,
  type ItemList,
  type RetentionItem,
  type RetentionRun,
  type Why,
} from './retention-words.js';
import styles from './retention.module.css';

const COLUMNS: Column<RetentionItem>[] = [
  {
    id: 'name',
    header: 'Student',
    width: '220px',
    card: 'first',
    cell: ({ personId, display }) => (
      <Link to="/people/$id" params={{ id: personId }}>
        {display}
      </Link>
    ),
  },
  { id: 'site', header: 'Site', width: '70px', cell: ({ siteCode }) => siteCode ?? '–' },
  { id: 'left', header: 'Left', width: '130px', card: 'labelled', cell: ({ leftOn }) => dayText(leftOn) },
  {
    id: 'until',
    header: 'Years end',
    width: '130px',
    card: 'labelled',
    cell: ({ until }) => (until ? dayText(until) : 'No day yet'),
  },
  {
    id: 'why',
    header: 'Why',
    cell: ({ reasons }) => reasons.map(reasonWords).join(' · '),
  },
];

const listsOf = ({ state, toForget, toKeep, forgotten, kept }: RetentionRun): { value: ItemList; label: string }[] => {
  const keep = { value: 'keep', label: `Kept (${count(toKeep)})` } as const;
  if (state === 'planned' || forgotten + kept === 0)
    return [{ value: 'forget', label: `Would be forgotten (${count(toForget)})` }, keep];
  return [
    { value: 'forgotten', label: `Forgotten (${count(forgotten)})` },
    ...(kept > 0 ? [{ value: 'kept', label: `Kept after all (${count(kept)})` } as const] : []),
    keep,
  ];
};

/** The list behind the numbers; what it shows stands in the address. */
export function RetentionItems({ run }: { run: RetentionRun }): ReactNode {
  const [url, set] = useUrlState();
  const navigate = useNavigate();
  const lists = listsOf(run);
  const list = lists.find(({ value }) => value === url.list)?.value ?? lists[0].value;
  const keeps = list === 'keep';
  const why = keeps && url.why && url.why in WHYS ? (url.why as Why) : undefined;
  const year = keeps && /^\d{4}$/.test(url.year ?? '') ? Number(url.year) : undefined;
  const query = usePagedQuery<RetentionItem>(['retention', run.id, list, why, year, run.forgotten], (after, signal) =>
    ask(
      api.GET('/api/v1/retention-runs/{id}/items', {
        params: { path: { id: run.id }, query: { list, why: why && [why], year, after, limit: 50 } },
        signal,
      }),
    ),
  );
  return (
    <div className={styles.items} id="who">
      <div className={styles.filters}>
        <SegmentedControl
          aria-label="Which people"
          value={list}
          data={lists}
          onChange={(value) => set({ list: value, why: null, year: null })}
        />
        {keeps && <KeptFilters run={run} why={why} year={year} />}
      </div>
      <DataTable
        caption="People of this plan"
        columns={COLUMNS}
        query={query}
        rowId={({ personId }) => personId}
        onOpen={({ personId }) => void navigate({ to: '/people/$id', params: { id: personId } })}
        empty="Nobody"
      />
    </div>
  );
}

interface KeptFiltersProps {
  run: RetentionRun;
  why: Why | undefined;
  year: number | undefined;
}

function KeptFilters({ run, why, year }: KeptFiltersProps): ReactNode {
  const [, set] = useUrlState();
  const years = run.byYear.map((each) => ({ value: String(each.year), label: String(each.year) }));
  const whys = Object.entries(WHYS).map(([value, label]) => ({ value, label }));
  return (
    <>
      <NativeSelect
        label="Kept by"
        value={why ?? ''}
        data={[{ value: '', label: 'any reason' }, ...whys]}
        onChange={(event) => set({ why: event.currentTarget.value || null })}
      />
      <NativeSelect
        label="Years end in"
        value={year === undefined ? '' : String(year)}
        data={[{ value: '', label: 'any year' }, ...years]}
        onChange={(event) => set({ year: event.currentTarget.value || null })}
      />
    </>
  );
}
