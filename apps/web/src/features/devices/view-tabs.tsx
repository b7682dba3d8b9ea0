import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useUrlState } from '../../lib/use-url-state.js';
import { deviceQuery, type DeviceQuery } from './device-filter.js';
import styles from './devices.module.css';
import { countQuery, countText, viewsQuery } from './view-queries.js';
import { activeView, BUILT_IN, isModified, savedView, type View } from './views.js';

/** Built-in views, then the saved ones that the account sees. */
export function useViews(): View[] {
  const { data = [] } = useQuery(viewsQuery);
  return [...BUILT_IN, ...data.map(savedView)];
}

interface ViewTabsProps {
  views: readonly View[];
  today: string;
  /** What the list adds to an address by itself: the site of the top bar. */
  standing: (query: DeviceQuery) => DeviceQuery;
  /** The numbers wait for the list. */
  ready: boolean;
}

/** Tabs with live numbers. They are links: they open in a new window too. */
export function ViewTabs({ views, today, standing, ready }: ViewTabsProps): ReactNode {
  const [url] = useUrlState();
  const active = activeView(views, url);
  const modified = isModified(active, url);
  const counts = useQueries({
    queries: views.map(({ search }) => ({ ...countQuery(standing(deviceQuery(search, today))), enabled: ready })),
  });
  return (
    <nav aria-label="Views" className={styles.tabs}>
      <ul>
        {views.map(({ id, name, search }, index) => {
          const total = counts.at(index)?.data;
          return (
            <li key={id}>
              <Link
                to="/devices"
                search={(id === 'all' ? search : { view: id, ...search }) as never}
                activeOptions={{ exact: true, includeSearch: true }}
                activeProps={{}}
                className={styles.tab}
                aria-current={active?.id === id ? 'page' : undefined}
                data-active={active?.id === id || undefined}
              >
                {name}
                <span className={styles.tabCount}>{total === undefined ? '\u2007' : countText(total)}</span>
                {modified && active?.id === id && <span aria-label="modified">*</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
