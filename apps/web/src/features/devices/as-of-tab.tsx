import { DEVICE_HEADS, isDay } from '@app/kernel';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Holder } from '../../components/holder.js';
import { StateBadge } from '../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { CONDITIONS, HOLDS, MDM } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import { dayText, todayIn } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import styles from './device-page.module.css';

const day = (text: string | undefined): string | undefined => (text !== undefined && isDay(text) ? text : undefined);

/** The device on any day, and as it was thought to be on any day; both stand in the address. */
export function AsOfTab({ deviceId }: { deviceId: string }): ReactNode {
  const [url, set] = useUrlState();
  const { timeZone } = useSession().district;
  const today = todayIn(timeZone);
  const [on, knownOn] = [day(url.on), day(url.knownOn)];
  const { data, error, refetch } = useQuery({
    queryKey: ['device', deviceId, 'as-of', on, knownOn],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/devices/{id}/as-of', { params: { path: { id: deviceId }, query: { on, knownOn } }, signal }),
      ),
  });
  return (
    <>
      <div className={styles.asOf}>
        <TextInput
          type="date"
          label="As of the end of"
          max={today}
          value={on ?? today}
          onChange={(event) => set({ on: event.currentTarget.value || null }, { replace: true })}
        />
        <TextInput
          type="date"
          label="As known at the end of"
          description="Earlier: without what was entered or corrected since"
          max={today}
          value={knownOn ?? today}
          onChange={(event) => set({ knownOn: event.currentTarget.value || null }, { replace: true })}
        />
      </div>
      {error ? (
        <ErrorState error={error} what="The device on that day" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : data.facts ? (
        <FactsThen facts={data.facts} seq={data.seq} timeZone={timeZone} />
      ) : (
        <EmptyState title={`The device was not known on ${dayText(on ?? today)}`}>
          Its first entry is later, or was entered later.
        </EmptyState>
      )}
    </>
  );
}

function FactsThen({
  facts,
  seq,
  timeZone,
}: {
  facts: Dto<'DeviceFactsDto'>;
  seq: number | null;
  timeZone: string;
}): ReactNode {
  const { locationSite, fromSite, room } = facts;
  const place = `${locationSite?.code ?? '–'}${room ? `, ${room.name}` : ''}`;
  return (
    <Facts
      rows={[
        ['State', <StateBadge state={facts.state} />],
        [DEVICE_HEADS.tag, facts.tag && <span className="mono">{facts.tag}</span>],
        ['Serial', facts.serial && <span className="mono">{facts.serial}</span>],
        [DEVICE_HEADS.holder, <Holder holder={facts.holder} />],
        ['Place', fromSite ? `On the way from ${fromSite.code} to ${place}` : place],
        [DEVICE_HEADS.home, facts.homeSite && `${facts.homeSite.code} · ${facts.homeSite.name}`],
        ['Condition', CONDITIONS[facts.condition]],
        ['Holds', facts.holds.map((hold) => HOLDS[hold]).join(', ') || 'None'],
        ['Device management', MDM[facts.mdmStatus]],
        ['Last seen', <RelativeTime at={facts.lastSeenAt} timeZone={timeZone} none="Never" />],
        ['Last entry that counts', seq === null ? null : `No. ${seq}`],
      ]}
    />
  );
}
