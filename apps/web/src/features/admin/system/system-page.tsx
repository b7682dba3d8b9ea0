import { byteText } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Facts } from '../../../components/facts.js';
import { Page } from '../../../components/page.js';
import { Badge } from '../../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import { RelativeTime } from '../../../components/time.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { useSession } from '../../../lib/session.js';
import admin from '../admin.module.css';
import styles from './system.module.css';

type System = Dto<'SystemDto'>;
type Level = System['findings'][number]['level'];

/** Which version runs, whether the database fits it, and what `cubby doctor` would say. */
export function SystemPage(): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/system', { signal })),
  });
  return (
    <Page title="System" area="Admin" lead="What runs here, what is pending and what to put right.">
      {data ? (
        <Content system={data} />
      ) : error ? (
        <ErrorState error={error} what="The system" onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows height={40} />
      )}
    </Page>
  );
}

const Content = ({ system }: { system: System }): ReactNode => (
  <>
    <div className={admin.blocks}>
      <section className={admin.block} aria-labelledby="version-heading">
        <h2 id="version-heading">Version</h2>
        <Version system={system} />
      </section>
      <section className={admin.block} aria-labelledby="database-heading">
        <h2 id="database-heading">Database</h2>
        <Database system={system} />
      </section>
    </div>
    <Findings findings={system.findings} />
  </>
);

function Version({ system: { version, node, role, startedAt } }: { system: System }): ReactNode {
  const { timeZone } = useSession().district;
  return (
    <Facts
      rows={[
        ['Cubby', version],
        ['Node', node],
        [
          'This process',
          role === 'all' ? 'answers requests and runs jobs' : role === 'web' ? 'answers requests' : 'runs jobs',
        ],
        ['Running since', <RelativeTime key="since" at={startedAt} timeZone={timeZone} />],
      ]}
    />
  );
}

function Database({ system }: { system: System }): ReactNode {
  const { postgres, embedded, databaseBytes, migrations, staleFunctions } = system;
  return (
    <Facts
      rows={[
        ['Postgres', `${postgres}, ${embedded ? 'inside of Cubby' : 'your own server'}`],
        ['Size', byteText(databaseBytes)],
        ['Migrations applied', `${migrations.applied}, last ${migrations.newest?.replace(/(?=\d+$)/, ' ') ?? 'none'}`],
        ['Pending', <Names key="pending" names={migrations.pending} none="None" hint="run cubby migrate" />],
        ...(migrations.unknown.length > 0
          ? ([
              [
                'Of a newer version',
                <Names key="unknown" names={migrations.unknown} none="None" hint="install that version" />,
              ],
            ] as [string, ReactNode][])
          : []),
        ['SQL functions', <Names key="stale" names={staleFunctions} none="Current" hint="run cubby migrate" />],
      ]}
    />
  );
}

const Names = ({ names, none, hint }: { names: string[]; none: string; hint: string }): ReactNode =>
  names.length === 0 ? (
    <Badge tone="green" icon={IconCheck}>
      {none}
    </Badge>
  ) : (
    <>
      <Badge tone="red" icon={IconAlertTriangle}>
        {`${names.length}: ${hint}`}
      </Badge>{' '}
      {names.join(', ')}
    </>
  );

const LEVELS: { level: Level; title: string; none?: string }[] = [
  { level: 'problem', title: 'To put right', none: 'Nothing has to be put right.' },
  { level: 'advice', title: 'Worth knowing' },
  { level: 'ok', title: 'As it should be' },
];
const ICONS = { problem: IconAlertTriangle, advice: IconInfoCircle, ok: IconCheck };

const Findings = ({ findings }: { findings: System['findings'] }): ReactNode =>
  LEVELS.map(({ level, title, none }) => {
    const found = findings.filter((finding) => finding.level === level);
    if (found.length === 0 && none === undefined) return null;
    const Glyph = ICONS[level];
    return (
      <section
        key={level}
        className={`${admin.block} ${styles.findingsBlock}`}
        aria-labelledby={`${level}-heading`}
        data-level={level}
      >
        <h2 id={`${level}-heading`}>{title}</h2>
        {found.length === 0 ? (
          <p className={styles.none}>{none}</p>
        ) : (
          <ul className={styles.findings}>
            {found.map(({ text }) => (
              <li key={text}>
                <Glyph size={16} aria-hidden />
                <span>{text}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
