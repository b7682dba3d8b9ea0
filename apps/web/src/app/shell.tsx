import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconHelp, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconMenu2 } from '@tabler/icons-react';
import { Link, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { NoPermission } from '../components/states.js';
import { can, useHelps, useSession } from '../lib/session.js';
import { AccountMenu } from './account-menu.js';
import { setCurrentSite, useCurrentSite } from '../lib/current-site.js';
import { GlobalSearch } from './global-search.js';
import { MENU, type MenuGroup } from '../lib/menu.js';
import styles from './shell.module.css';

/** A student helper has the station and the own account, and nothing else to go to. */
const isOpenToHelpers = (path: string): boolean => path.startsWith('/account') || path === '/help';

export const Shell = (): ReactNode => (useHelps() ? <HelperShell /> : <WholeShell />);

function HelperShell(): ReactNode {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className={styles.shell} data-rail="hidden">
      <header className={styles.top}>
        <Link to="/scan" className={styles.brand}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>Scan station</span>
        </Link>
        <span className={styles.grow} />
        <AccountMenu />
      </header>
      <main id="page" tabIndex={-1} className={styles.page}>
        {isOpenToHelpers(path) ? (
          <Outlet />
        ) : (
          <>
            <NoPermission page what="pages beside the scan station" />
            <p className={styles.back}>
              <Link to="/scan">Go to the scan station</Link>
            </p>
          </>
        )}
      </main>
    </div>
  );
}

/** Rail, top bar, page. */
function WholeShell(): ReactNode {
  const [open, setOpen] = useState(() => localStorage.getItem('cubby.rail') !== 'closed');
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const search = useRef<HTMLInputElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useHotkeys([['mod+K', () => search.current?.focus()]], []);
  // The drawer belongs to the page it was opened on: any navigation closes it.
  const [drawerOn, setDrawerOn] = useState<string | null>(null);
  const drawer = drawerOn === path;
  useFocusOnNavigation(path);
  const toggle = (): void => {
    if (narrow) return setDrawerOn(drawer ? null : path);
    localStorage.setItem('cubby.rail', open ? 'closed' : 'open');
    setOpen(!open);
  };
  return (
    <div className={styles.shell} data-rail={narrow ? (drawer ? 'drawer' : 'hidden') : open ? 'open' : 'icons'}>
      <a href="#page" className={styles.skip}>
        Skip to the page
      </a>
      <TopBar narrow={narrow} open={narrow ? drawer : open} onToggle={toggle} search={search} />
      <Rail icons={!narrow && !open} hidden={narrow && !drawer} path={path} />
      {narrow && drawer && <div className={styles.scrim} onClick={() => setDrawerOn(null)} aria-hidden />}
      <main id="page" tabIndex={-1} className={styles.page}>
        <Outlet />
      </main>
    </div>
  );
}

/** What the search is for; to an account without either it has nothing to say. */
const FOUND = ['device:read', 'person:read'];

interface TopBarProps {
  narrow: boolean;
  open: boolean;
  onToggle: () => void;
  search: RefObject<HTMLInputElement | null>;
}

function TopBar({ narrow, open, onToggle, search }: TopBarProps): ReactNode {
  const session = useSession();
  const finds = FOUND.some((permission) => can(session, permission));
  return (
    <header className={styles.top}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={narrow ? 'Menu' : open ? 'Collapse the menu' : 'Expand the menu'}
        aria-expanded={open}
        onClick={onToggle}
      >
        {narrow ? (
          <IconMenu2 size={20} />
        ) : open ? (
          <IconLayoutSidebarLeftCollapse size={20} />
        ) : (
          <IconLayoutSidebarLeftExpand size={20} />
        )}
      </ActionIcon>
      <Link to="/" className={styles.brand} aria-label="Cubby, home">
        <img src="/favicon.svg" alt="" width={24} height={24} />
        <span>Cubby</span>
      </Link>
      <SiteSwitcher />
      {finds ? <GlobalSearch inputRef={search} /> : <span className={styles.gap} />}
      <Tooltip label="Help">
        <ActionIcon
          component="a"
          href="/help"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Help"
          className={styles.help}
        >
          <IconHelp size={20} />
        </ActionIcon>
      </Tooltip>
      <AccountMenu />
    </header>
  );
}

/** After a navigation the new page starts at its heading, unless something of it took the focus. */
function useFocusOnNavigation(path: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('#page h1')?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [path]);
}

function useMenu(): MenuGroup[] {
  const session = useSession();
  const { routesByPath } = useRouter();
  return MENU.map((group) => ({
    ...group,
    items: group.items.filter(
      ({ to, anyOf }) => to in routesByPath && (!anyOf || anyOf.some((permission) => can(session, permission))),
    ),
  })).filter(({ items }) => items.length > 0);
}

function Rail({ icons, hidden, path }: { icons: boolean; hidden: boolean; path: string }): ReactNode {
  const menu = useMenu();
  const current = currentOf(menu, path);
  return (
    <nav className={styles.rail} aria-label="Main" hidden={hidden}>
      {menu.map((group) => (
        <div key={group.label} className={styles.group}>
          <p aria-hidden={icons}>{icons ? '' : group.label}</p>
          <ul>
            {group.items.map(({ to, label, icon: Glyph }) => (
              <li key={to}>
                <Tooltip label={label} position="right" disabled={!icons}>
                  <Link
                    to={to}
                    className={styles.item}
                    activeOptions={{ exact: true }}
                    aria-current={to === current ? 'page' : undefined}
                  >
                    <Glyph size={20} stroke={1.7} aria-hidden />
                    <span className={icons ? 'visually-hidden' : undefined}>{label}</span>
                  </Link>
                </Tooltip>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The item that the page belongs to: the one with the longest address that the page's begins with. */
const currentOf = (menu: MenuGroup[], path: string): string | undefined =>
  menu
    .flatMap(({ items }) => items.map(({ to }) => to))
    .filter((to) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    .sort((a, b) => b.length - a.length)
    .at(0);

function SiteSwitcher(): ReactNode {
  const { sites } = useSession();
  const site = useCurrentSite();
  if (sites.length === 0) return null;
  if (sites.length === 1) return <span className={styles.oneSite}>{sites[0].name}</span>;
  return (
    <Select
      aria-label="Site"
      className={styles.site}
      size="sm"
      searchable
      limit={50}
      allowDeselect={false}
      value={sites.some(({ id }) => id === site) ? site : ''}
      data={[
        { value: '', label: 'All my sites' },
        ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` })),
      ]}
      onChange={(value) => setCurrentSite(value || null)}
    />
  );
}
