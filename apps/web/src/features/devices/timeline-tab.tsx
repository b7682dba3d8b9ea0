import { stateLabel } from '@app/kernel';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle, IconArrowBackUp, IconArrowDownLeft, IconArrowUpRight, IconArrowsExchange, IconArrowsJoin, IconBarcode, IconCalendarPlus, IconDeviceLaptop,
  IconFlag, IconMapPin, IconPencil, IconPlus, IconTruck, type Icon,
} from '@tabler/icons-react'; // prettier-ignore
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useCan, useSession } from '../../lib/session.js';
import { exactTime } from '../../lib/time.js';
import {
  aboutTopic,
  laterText,
  sourceOf,
  notesByScan,
  timelineDays,
  TOPICS,
  withRenewals,
  type LineEvent,
  type Part,
  type TimelineLine,
  type TimelineNames,
  type Topic,
} from './timeline.js';
import styles from './timeline.module.css';

const ICONS: Record<LineEvent['type'], Icon> = {
  registered: IconPlus,
  'checked-out': IconArrowUpRight,
  'checked-in': IconArrowDownLeft,
  received: IconArrowDownLeft,
  sent: IconTruck,
  found: IconMapPin,
  'transferred-in-hand': IconArrowsExchange,
  moved: IconMapPin,
  'condition-reported': IconFlag,
  'hold-placed': IconFlag,
  'hold-cleared': IconFlag,
  'state-changed': IconArrowsExchange,
  'reported-missing': IconAlertTriangle,
  'reported-stolen': IconAlertTriangle,
  'identifier-changed': IconBarcode,
  'mdm-changed': IconDeviceLaptop,
  edited: IconPencil,
  merged: IconArrowsJoin,
  reversed: IconArrowBackUp,
  renewed: IconCalendarPlus,
};

const byId = <T extends { id: string }>(lists: T[][]): Map<string, T> =>
  new Map(lists.flat().map((each) => [each.id, each]));

function useTimeline(deviceId: string) {
  const query = useInfiniteQuery({
    queryKey: ['device', deviceId, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/v1/devices/{id}/timeline', {
          params: { path: { id: deviceId }, query: { after: pageParam, limit: 100 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Dto<'TimelinePageDto'>) => page.next ?? undefined,
  });
  const { timeZone } = useSession().district;
  const { data: noted } = useQuery({
    queryKey: ['device', deviceId, 'scan-notes'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/devices/{id}/scan-notes', { params: { path: { id: deviceId } }, signal })),
  });
  const { data: renewed } = useQuery({
    queryKey: ['device', deviceId, 'renewals'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/devices/{id}/renewals', { params: { path: { id: deviceId } }, signal })),
  });
  const { hasNextPage } = query;
  const days = useMemo(() => {
    const pages = query.data?.pages ?? [];
    const names: TimelineNames = {
      people: byId(pages.map(({ people }) => people)),
      sites: byId(pages.map(({ sites }) => sites)),
      rooms: byId(pages.map(({ rooms }) => rooms)),
      state: stateLabel,
      notes: notesByScan(noted?.items ?? []),
    };
    const events = pages.flatMap(({ items }) => items);
    return timelineDays(withRenewals(events, renewed?.items ?? [], hasNextPage), names, timeZone);
  }, [query.data, hasNextPage, noted, renewed, timeZone]);
  return { ...query, days, timeZone };
}

/** All that ever happened to the device, the newest first. */
export function TimelineTab({ deviceId }: { deviceId: string }): ReactNode {
  const { days, timeZone, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useTimeline(deviceId);
  const [topic, setTopic] = useState<Topic | null>(null);
  if (error && days.length === 0)
    return <ErrorState error={error} what="The timeline" onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows rows={5} />;
  if (days.length === 0) return <EmptyState title="Nothing has happened yet" />;
  const shown = aboutTopic(days, topic);
  return (
    <div className={styles.timeline}>
      <TopicChips topic={topic} onChoose={setTopic} />
      {shown.length === 0 && (
        <p className={styles.actor}>Nothing of this kind {hasNextPage ? 'so far.' : 'happened.'}</p>
      )}
      {shown.map(({ day, lines }) => (
        <section key={day} aria-label={dayHeading(day)}>
          <h3>{dayHeading(day)}</h3>
          <ol>
            {lines.map((line) => (
              <Line key={line.event.seq} line={line} timeZone={timeZone} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Load more
        </Button>
      )}
    </div>
  );
}

const TopicChips = ({
  topic,
  onChoose,
}: {
  topic: Topic | null;
  onChoose: (topic: Topic | null) => void;
}): ReactNode => (
  <div role="group" aria-label="Show" className={styles.topics}>
    {([null, ...Object.keys(TOPICS)] as (Topic | null)[]).map((each) => (
      <button key={each ?? 'all'} type="button" aria-pressed={each === topic} onClick={() => onChoose(each)}>
        {each ? TOPICS[each] : 'All'}
      </button>
    ))}
  </div>
);

const dayHeading = (day: string): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

function Line({
  line: { event, sentence, actor, undone, note },
  timeZone,
}: {
  line: TimelineLine;
  timeZone: string;
}): ReactNode {
  const Glyph = ICONS[event.type];
  const time = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone });
  const taken = event.reversedBy !== null;
  return (
    <li data-type={event.type} data-taken={taken}>
      <time dateTime={event.occurredAt} title={exactTime(event.occurredAt, timeZone)}>
        {time.format(new Date(event.occurredAt))}
      </time>
      <Glyph size={16} aria-hidden />
      <div className={styles.words}>
        {taken ? (
          <del>
            <span className="visually-hidden">Taken back: </span>
            <Sentence parts={sentence} />
          </del>
        ) : (
          <Sentence parts={sentence} />
        )}{' '}
        <span className={styles.actor}>{actor}</span>
        {note && <p className={styles.note}>✎ {note}</p>}
        {taken && (
          <span className={styles.undone}>
            <IconArrowBackUp size={14} aria-hidden />
            {undone ? `Undone ${laterText(event.occurredAt, undone.at)} ${undone.by}` : 'Undone'}
          </span>
        )}
      </div>
      <span className={styles.source}>{sourceOf(event)}</span>
    </li>
  );
}

function Sentence({ parts }: { parts: Part[] }): ReactNode {
  const mayRead = useCan('person:read');
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : part.foreign || !mayRead ? (
      <span key={index}>
        {part.display}
        {part.siteCode && ` (${part.siteCode})`}
      </span>
    ) : (
      <Link key={index} to="/people/$id" params={{ id: part.id }}>
        {part.display}
      </Link>
    ),
  );
}
