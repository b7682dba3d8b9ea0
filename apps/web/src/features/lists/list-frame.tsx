import { Button, NativeSelect } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { CardRows } from '../../components/card-rows.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import plain from '../../components/plain-table.module.css';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import type { ExportKey, Shown } from '../../lib/export-keys.js';
import { language } from '../../lib/language.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { listWord } from './list-words.js';
import styles from './lists.module.css';

const LISTS = ['loaners', 'overdue', 'no-shows'] as const;

/** The school of the address, else that of the top bar, else the first one. */
export function useListSite(): { site: SessionSite | undefined; sites: SessionSite[] } {
  const session = useSession();
  const current = useCurrentSite();
  const [{ site: code }] = useUrlState();
  const sites = session.sites.filter(({ id }) => can(session, 'person:read', id));
  const asked = sites.find((site) => site.code === code) ?? sites.find(({ id }) => id === current);
  return { site: asked ?? sites.at(0), sites };
}

type FileList = 'morning-loaners' | 'morning-overdue' | 'no-shows';

interface ListFrameProps<L extends FileList> {
  list: (typeof LISTS)[number];
  query: { data?: { items: unknown[]; capped: boolean }; error: Error | null; refetch: () => unknown };
  /** More filters of the list. */
  filters?: ReactNode;
  /** What of the list a file has. */
  exported: { list: L; query: object; columns: readonly (ExportKey<L> | Shown<L>)[] };
  children: ReactNode;
}

interface GroupProps {
  heading: string;
  count: number;
  columns: readonly { header: string; align?: 'right' }[];
  /** Its rows. */
  children: ReactNode;
}

/** Those of a list who stand together: a homeroom, a grade. */
export const Group = ({ heading, count, columns, children }: GroupProps): ReactNode => (
  <section className={styles.group} aria-label={heading}>
    <div className={plain.scroll}>
      <table className={`${plain.table} ${styles.table}`}>
        <caption>
          {heading} · {count}
        </caption>
        <thead>
          <tr>
            {columns.map(({ header, align }) => (
              <th key={header} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  </section>
);

/** A list of a school: its address says which, and it is read again after a minute at the earliest. */
export function useSchoolList<T>(
  key: readonly unknown[],
  load: (siteId: string, signal: AbortSignal) => Promise<T>,
): UseQueryResult<T> {
  const siteId = useListSite().site?.id ?? '';
  return useQuery({
    queryKey: ['lists', siteId, ...key],
    queryFn: ({ signal }) => load(siteId, signal),
    enabled: siteId !== '',
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** One list of one school: chosen above, printed as it stands. */
export function ListFrame<L extends FileList>({ list, query, filters, exported, children }: ListFrameProps<L>) {
  const { site, sites } = useListSite();
  const [, set] = useUrlState();
  const { data, error } = query;
  const [title, lead] = [listWord(list), listWord(`${list}.lead`)];
  return (
    <Page
      title={title}
      area={listWord('lists')}
      lang={language()}
      lead={site ? `${site.name}. ${lead}` : lead}
      actions={
        data &&
        site && (
          <>
            <ExportMenu {...exported} query={{ siteId: site.id, ...exported.query }} />
            {data.items.length > 0 && <Button onClick={() => window.print()}>{listWord('print')}</Button>}
          </>
        )
      }
    >
      <div className={styles.bar}>
        <nav aria-label={listWord('lists')} className={styles.tabs}>
          {LISTS.map((each) => (
            <Link
              key={each}
              to={`/lists/${each}`}
              activeOptions={{ includeSearch: false }}
              search={site ? ({ site: site.code } as never) : ({} as never)}
            >
              {listWord(each)}
            </Link>
          ))}
        </nav>
        <NativeSelect
          aria-label={listWord('site')}
          value={site?.code ?? ''}
          data={sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
          onChange={(event) => set({ site: event.currentTarget.value })}
        />
        {filters}
      </div>
      {error && !data ? (
        <ErrorState error={error} what={title} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <SkeletonRows height={40} />
      ) : data.items.length === 0 ? (
        <EmptyState title={listWord(`${list}.empty`)} />
      ) : (
        <>
          <p className={styles.count} role="status">
            {listWord('count', { n: data.items.length.toLocaleString() + (data.capped ? '+' : '') })}
          </p>
          <CardRows>{children}</CardRows>
        </>
      )}
    </Page>
  );
}
