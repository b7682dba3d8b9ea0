import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block, Page } from '../../components/page.js';
import { StateBadge } from '../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useHistoryText } from '../../lib/use-history-text.js';
import { deviceName, isByHolder, MATCHES, modelName } from '../../lib/device-words.js';
import { fullName, gradeText } from '../../lib/person-words.js';
import styles from './search.module.css';

/** Devices, people and sites for one text, each with the reason why. The text stays in the history, out of the address. */
export function SearchPage(): ReactNode {
  const { text, setText, query, flush } = useHistoryText();
  return (
    <Page title="Search">
      <TextInput
        className={styles.field}
        aria-label="Search everything"
        placeholder="Tag, serial, person, site…"
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') flush(event.currentTarget.value);
        }}
      />
      {query.length >= 2 ? <Results q={query} /> : <EmptyState title="Type at least two characters" />}
    </Page>
  );
}

function Results({ q }: { q: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/search', { body: { q }, signal })),
    gcTime: 60_000,
  });
  if (error) return <ErrorState error={error} what="The search" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  const { devices, people, sites } = data;
  if (devices.length + people.length + sites.length === 0)
    return (
      <EmptyState title={`Nothing found for “${q}”`}>Try a part of the tag or serial, or the family name.</EmptyState>
    );
  return (
    <div className={styles.results}>
      <DeviceGroups groups={devices.filter((group) => !isByHolder(group))} />
      {people.length > 0 && (
        <Block title="People">
          <ul className={styles.list}>
            {people.map((person) => (
              <li key={person.id}>
                <Link to="/people/$id" params={{ id: person.id }}>
                  {fullName(person)}
                </Link>
                <span>{[person.number, gradeText(person.grade), person.site?.name].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
      <DeviceGroups groups={devices.filter(isByHolder)} />
      {sites.length > 0 && (
        <Block title="Sites">
          <ul className={styles.list}>
            {sites.map(({ id, code, name }) => (
              <li key={id}>
                <Link to="/sites/$code" params={{ code }}>
                  {name}
                </Link>
                <span className="mono">{code}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </div>
  );
}

const DeviceGroups = ({ groups }: { groups: Dto<'DeviceMatchGroupDto'>[] }): ReactNode =>
  groups.map(({ match, items }) => <DeviceGroup key={match} match={match} items={items} />);

const DeviceGroup = ({ match, items }: Dto<'DeviceMatchGroupDto'>): ReactNode => (
  <Block title={`Devices by ${MATCHES[match].toLowerCase()}`}>
    <ul className={styles.list}>
      {items.map(({ device, matched }) => (
        <li key={device.id}>
          <StateBadge state={device.state} />
          <Link to="/devices/$id" params={{ id: device.id }} className="mono">
            {deviceName(device)}
          </Link>
          <span>
            {[matched, modelName(device.model), device.holder?.display, device.locationSite.code]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  </Block>
);
