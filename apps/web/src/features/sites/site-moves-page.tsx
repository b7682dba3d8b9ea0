import { NativeSelect } from '@mantine/core';
import { addDays, type CalendarDay } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { DeviceTag } from '../../components/device-tag.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { language, LOCALES, wordsIn, type Values, type Wording } from '../../lib/language.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { dayText, todayIn } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { NoSite, useSiteOfAddress } from './site-page.js';
import styles from './sites.module.css';

type Move = Dto<'RosterMoveDto'>;

const WORDS = {
  title: ['Moved by the roster', 'Traslados por la matrícula'],
  lead: [
    'Students who came to this site or left it, as the roster says. The same line stands at the other site.',
    'Estudiantes que llegaron a esta escuela o la dejaron, según la matrícula. La misma línea aparece en la otra.',
  ],
  since: ['Since', 'Desde'],
  days: ['the last {n} days', 'los últimos {n} días'],
  all: ['ever', 'siempre'],
  student: ['Student', 'Estudiante'],
  way: ['Came or left', 'Llegó o se fue'],
  came: ['Came', 'Llegó'],
  left: ['Left', 'Se fue'],
  other: ['From or to', 'De o a'],
  grade: ['Grade', 'Grado'],
  'grade.of': ['Grade {grade}', 'Grado {grade}'],
  on: ['On', 'El'],
  holds: ['Holds', 'Tiene'],
  nothing: ['nothing', 'nada'],
  untagged: ['Device without a tag', 'Dispositivo sin etiqueta'],
  rule: ['What is done', 'Qué se hace'],
  follows: ['Devices go along', 'Los dispositivos van con la persona'],
  'return-first': ['Return before leaving', 'Devolver antes de irse'],
  'return-first.open': ['To be returned', 'Por devolver'],
  'return-first.cleared': ['Returned', 'Devuelto'],
  'return-first.excepted': ['Let go', 'Dispensado'],
  none: ['Nobody moved', 'Nadie se trasladó'],
  'none.text': [
    'When a roster gives a student another home site, the line stands here, at both sites.',
    'Cuando una matrícula da a un estudiante otra escuela, la línea aparece aquí, en ambas.',
  ],
} as const satisfies Record<string, Wording>;
const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

const gradeWord = (grade: string | null): string =>
  grade === null ? '–' : /^\d+$/.test(grade) ? say('grade.of', { grade }) : grade;

const SPANS = [7, 30, 90, 365] as const;
const USUAL = 30;

const columnsOf = (site: SessionSite): ExportedColumn<Move, 'roster-moves'>[] => [
  { id: 'student', header: say('student'), width: '16%', card: 'first', cell: (move) => <Who move={move} /> },
  {
    id: 'way',
    header: say('way'),
    file: ['from', 'to'],
    width: '112px',
    cell: ({ to }) =>
      to.id === site.id ? <Badge tone="green">{say('came')}</Badge> : <Badge tone="amber">{say('left')}</Badge>,
  },
  {
    id: 'other',
    header: say('other'),
    file: ['from', 'to'],
    cell: ({ from, to }) => (to.id === site.id ? from : to).name,
  },
  { id: 'grade', header: say('grade'), width: '90px', cell: ({ grade }) => gradeWord(grade) },
  { id: 'on', header: say('on'), width: '120px', cell: ({ movedOn }) => dayText(movedOn, LOCALES[language()]) },
  { id: 'holds', header: say('holds'), width: '116px', card: 'labelled', cell: ({ holds }) => <Holds holds={holds} /> },
  { id: 'rule', header: say('rule'), card: 'labelled', cell: (move) => <Rule {...move} /> },
];

const Rule = ({ rule, holds, clearance }: Move): ReactNode => {
  if (clearance && clearance.state !== 'cancelled')
    return (
      <Link to="/clearances/$id" params={{ id: clearance.id }}>
        <Badge tone={clearance.state === 'open' ? 'amber' : 'green'}>{say(`return-first.${clearance.state}`)}</Badge>
      </Link>
    );
  return holds.length === 0 ? '–' : <Badge tone={rule === 'follows' ? 'blue' : 'amber'}>{say(rule)}</Badge>;
};

const Who = ({ move: { person } }: { move: Move }): ReactNode =>
  person.foreign ? (
    person.display
  ) : (
    <Link to="/people/$id" params={{ id: person.id }} className={styles.name}>
      {person.display}
    </Link>
  );

const Holds = ({ holds }: Pick<Move, 'holds'>): ReactNode =>
  holds.length === 0
    ? say('nothing')
    : holds.map(({ deviceId, tag }, index) => (
        <span key={deviceId}>
          {index > 0 && ', '}
          <DeviceTag id={deviceId}>{tag ?? say('untagged')}</DeviceTag>
        </span>
      ));

/** Who came and who left by the roster, what they hold, and what the program says about it. */
export function SiteMovesPage(): ReactNode {
  const site = useSiteOfAddress();
  return site ? <SiteMoves key={site.id} site={site} /> : <NoSite />;
}

const spanOf = (days: string | undefined): number | null =>
  days === 'all' ? null : (SPANS.find((span) => String(span) === days) ?? USUAL);

function SiteMoves({ site }: { site: SessionSite }): ReactNode {
  const { timeZone } = useSession().district;
  const [{ days }, set] = useUrlState();
  const span = spanOf(days);
  const since: CalendarDay | null = span === null ? null : addDays(todayIn(timeZone), -span);
  const spoken = language();
  const columns = useMemo(() => columnsOf(site), [site, spoken]); // oxlint-disable-line react/exhaustive-deps
  const query = usePagedQuery<Move>(['site', site.id, 'moves', since], (after, signal) => {
    const asked = { site: [site.id], limit: 50, ...(since && { since }), ...(after && { after }) };
    return ask(api.GET('/api/v1/roster-moves', { params: { query: asked }, signal }));
  });
  return (
    <Page
      title={say('title')}
      area={site.name}
      crumbs={[
        { label: 'Sites', href: '/sites' },
        { label: site.name, href: `/sites/${encodeURIComponent(site.code)}` },
      ]}
      lead={say('lead')}
      lang={language()}
      actions={
        <ExportMenu list="roster-moves" query={{ site: [site.id], ...(since && { since }) }} columns={columns} />
      }
    >
      <NativeSelect
        label={say('since')}
        w={220}
        value={span === null ? 'all' : String(span)}
        data={[
          ...SPANS.map((n) => ({ value: String(n), label: say('days', { n }) })),
          { value: 'all', label: say('all') },
        ]}
        onChange={(event) =>
          set({ days: event.currentTarget.value === String(USUAL) ? null : event.currentTarget.value })
        }
      />
      <DataTable
        caption={say('title')}
        columns={columns}
        query={query}
        rowId={({ runId, person }) => `${runId} ${person.id}`}
        empty={<EmptyState title={say('none')}>{say('none.text')}</EmptyState>}
      />
    </Page>
  );
}
