import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { exportSay } from '../../components/exports/export-words.js';
import { usePageTitle } from '../../components/page.js';
import plain from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { language } from '../../lib/language.js';
import { useHelps, useSession } from '../../lib/session.js';
import { clockTime } from '../../lib/time.js';
import { OUTCOME_ICONS } from './outcome-looks.js';
import styles from './session-page.module.css';
import { MODE_WORDS, say } from './words.js';

type DeskSession = Dto<'DeskSessionDto'>;

/** Of what did not go smoothly, and of the file of all scans. */
const HEADS = [
  { id: 'time', head: 'list.time' },
  { id: 'mode', head: 'mode' },
  { id: 'code', head: 'list.code' },
  { id: 'text', head: 'list.text', file: ['what', 'undone'] },
] as const;

/** What became of one session at a desk: totals, what did not go smoothly, all of it as a file. */
export function SessionPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery({
    queryKey: ['desk-session', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/desk-sessions/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });
  usePageTitle(say('session'), say('title.scan'));
  return (
    <main className={styles.page} lang={language()}>
      <Summary session={session} />
    </main>
  );
}

function Summary({ session }: { session: DeskSession }): ReactNode {
  const navigate = useNavigate();
  const { timeZone } = useSession().district;
  const helps = useHelps();
  const { siteCode, stationName, startedAt, endedAt, lastScanAt, totals } = session;
  const figures = [
    ['word.in', totals.in],
    ['word.out', totals.out],
    ['session.scans', totals.scans],
    ['word.undone', totals.undone],
    ['session.refused', totals.refused],
  ] as const;
  const until = endedAt ?? lastScanAt ?? startedAt;
  const mode = localStorage.getItem('cubby.scan-mode') ?? 'in';
  return (
    <>
      <h1>{say(endedAt ? 'session.ended' : 'session.runs')}</h1>
      <p className={styles.lead}>
        {stationName} · {siteCode} · {new Date(startedAt).toLocaleDateString(language(), { timeZone })} ·{' '}
        {clockTime(startedAt, timeZone)} – {clockTime(until, timeZone)}
      </p>
      <dl className={styles.figures}>
        {figures.map(([key, count]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd data-testid={`total-${key}`}>{count}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.actions}>
        <button autoFocus type="button" onClick={() => void navigate({ to: '/scan/$mode', params: { mode } })}>
          {say(endedAt ? 'session.new' : 'session.back')}
        </button>
        <ExportMenu
          list="session-scans"
          query={{ sessionId: session.id }}
          columns={HEADS}
          lead={exportSay('lead.session')}
        />
        {!helps && <Link to="/">{say('leave')}</Link>}
      </div>
      <Exceptions session={session} />
    </>
  );
}

function Exceptions({ session: { exceptions, exceptionCount } }: { session: DeskSession }): ReactNode {
  const { timeZone } = useSession().district;
  if (exceptionCount === 0) return <p>{say('session.smooth')}</p>;
  return (
    <div className={plain.scroll}>
      <table className={plain.table}>
        <caption>{say('session.exceptions', { n: exceptionCount })}</caption>
        <thead>
          <tr>
            {HEADS.map(({ id, head }) => (
              <th key={id} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exceptions.map((row) => {
            const Glyph = OUTCOME_ICONS[row.class];
            return (
              <tr key={row.scanId}>
                <td>{clockTime(row.occurredAt, timeZone)}</td>
                <td>{MODE_WORDS[row.mode]}</td>
                <th scope="row" className="mono">
                  {row.code}
                </th>
                <td className={styles.what} data-class={row.class}>
                  <Glyph size={18} aria-hidden /> {row.headline}
                  {row.undone && ` · ${say('word.undone')}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {exceptionCount > exceptions.length && <p>{say('and-more', { n: exceptionCount - exceptions.length })}</p>}
    </div>
  );
}
