import { IconArrowDownLeft, IconArrowUpRight, IconSearch, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GettingStarted } from '../../components/getting-started/getting-started.js';
import { Page } from '../../components/page.js';
import { can, useCan, useSession } from '../../lib/session.js';
import { SiteCards } from '../../components/site-numbers/site-numbers.js';
import { AllSites } from './all-sites.js';
import { BackupAlert } from './backup-alert.js';
import { BreakGlassUses } from './break-glass.js';
import styles from './home.module.css';
import { Notices } from './notices.js';
import { RosterAlert } from './roster-alert.js';

const MODES: { mode: 'out' | 'in' | 'look'; label: string; text: string; icon: Icon; anyOf: string[] }[] = [
  {
    mode: 'out',
    label: 'Check out',
    text: 'Give devices to people and rooms',
    icon: IconArrowUpRight,
    anyOf: ['device:check-out', 'loaner:lend'],
  },
  {
    mode: 'in',
    label: 'Check in',
    text: 'Take devices back, note damage',
    icon: IconArrowDownLeft,
    anyOf: ['device:check-in', 'device:transfer-in-hand', 'loaner:lend'],
  },
  { mode: 'look', label: 'Look up', text: 'Scan anything, change nothing', icon: IconSearch, anyOf: ['device:read'] },
];

/** So many own sites show their numbers in full; more become a table. */
const FEW = 3;

/** What the account works with: the desk, its sites, what it should know. */
export function HomePage(): ReactNode {
  const session = useSession();
  const { account, district } = session;
  const mayScan = useCan('scan:use');
  const mayChase = useCan('person:read');
  const modes = MODES.filter(({ anyOf }) => anyOf.some((permission) => can(session, permission)));
  return (
    <Page title="Home" lead={`${district.name} · signed in as ${account.displayName}`}>
      <BackupAlert />
      <RosterAlert />
      <BreakGlassUses />
      {mayScan && (
        <section aria-labelledby="scan-heading">
          <h2 id="scan-heading" className={styles.heading}>
            Scan station
          </h2>
          <div className={styles.tiles}>
            {modes.map(({ mode, label, text, icon: Glyph }) => (
              <Link key={mode} to="/scan/$mode" params={{ mode }} className={styles.tile} data-mode={mode}>
                <Glyph size={28} stroke={1.8} aria-hidden />
                <strong>{label}</strong>
                <span>{text}</span>
              </Link>
            ))}
          </div>
        </section>
      )}
      <Notices />
      {mayChase && <MorningLists />}
      <OwnSites />
    </Page>
  );
}

const LISTS = [
  ['/lists/loaners', 'Loaners out'],
  ['/lists/overdue', 'Overdue'],
  ['/lists/no-shows', 'No-shows'],
  ['/clearances', 'Clearances'],
] as const;

/** What a school looks through in the morning. */
const MorningLists = (): ReactNode => (
  <nav aria-labelledby="lists-heading">
    <h2 id="lists-heading" className={styles.heading}>
      Lists for the morning
    </h2>
    <ul className={styles.lists}>
      {LISTS.map(([to, label]) => (
        <li key={to}>
          <Link to={to}>{label}</Link>
        </li>
      ))}
    </ul>
  </nav>
);

function OwnSites(): ReactNode {
  const session = useSession();
  const sites = session.sites.filter(({ id }) => can(session, 'device:read', id));
  if (sites.length === 0) return session.permissions['district:edit'] === 'all' ? <GettingStarted /> : null;
  if (sites.length > FEW) return <AllSites />;
  return sites.map((site) => (
    <section key={site.id} aria-labelledby={`site-${site.code}`}>
      <h2 id={`site-${site.code}`} className={styles.heading}>
        <Link to="/sites/$code" params={{ code: site.code }}>
          {site.name}
        </Link>
      </h2>
      <SiteCards site={site} />
    </section>
  ));
}
