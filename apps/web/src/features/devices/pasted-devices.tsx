import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDeviceFilters } from '../../components/device-filters/use-device-filters.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { ColumnsMenu } from './columns-menu.js';
import { apiQuery, deviceQuery, isFiltered } from './device-filter.js';
import { pastedQuery, useDeviceRows } from './device-queries.js';
import { DeviceTable } from './device-table.js';
import styles from './devices.module.css';
import { LastSeen } from './last-seen.js';
import { fileColumns } from './list-look.js';
import { foundWords, MOST_PASTED } from './pasted.js';

/** The devices of a pasted list of codes, and the codes that are none. */
export function PastedDevices({ codes, onClear }: { codes: string[]; onClear: () => void }): ReactNode {
  const asked = codes.slice(0, MOST_PASTED);
  const { district } = useSession();
  const [url, set] = useUrlState();
  const filter = deviceQuery(url, todayIn(district.timeZone));
  const filters = useDeviceFilters(filter);
  const { data, error, refetch } = useQuery({
    ...pastedQuery(asked, isFiltered(filter) ? apiQuery(filter) : undefined),
    // The filters stay where they are while their answer comes.
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} what="The pasted list" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <>
      <Found codes={codes} missing={data.missing} onClear={onClear} />
      <div className={styles.tools}>
        <FilterBar filters={filters}>
          <LastSeen
            value={filter}
            onChange={({ seenBefore = null, seenAfter = null }) => set({ seenBefore, seenAfter })}
          />
        </FilterBar>
        <span className={styles.viewLine}>
          {data.ids.length < data.found && (
            <span className={styles.hint}>{data.ids.length.toLocaleString('en-US')} of them match the filters</span>
          )}
          <ColumnsMenu />
          {data.ids.length > 0 && (
            <ExportMenu small list="devices" query={{}} ids={data.ids} columns={fileColumns(url)} />
          )}
        </span>
      </div>
      <FoundRows ids={data.ids} filtered={data.ids.length < data.found} />
    </>
  );
}

interface FoundProps {
  codes: readonly string[];
  missing: readonly string[];
  onClear: () => void;
}

/** How many of the codes are devices, and which are none. */
function Found({ codes, missing, onClear }: FoundProps): ReactNode {
  const asked = Math.min(codes.length, MOST_PASTED);
  return (
    <div className={styles.pasted} role="status">
      {missing.length === 0 ? (
        <strong>{foundWords(asked, 0)}</strong>
      ) : (
        <details open={missing.length <= 20}>
          <summary>{foundWords(asked, missing.length)}</summary>
          <ul aria-label="Codes that were not found">
            {missing.map((code) => (
              <li key={code} className="mono">
                {code}
              </li>
            ))}
          </ul>
        </details>
      )}
      {codes.length > MOST_PASTED && <span>Only the first {MOST_PASTED.toLocaleString('en-US')} codes were read.</span>}
      <Button variant="default" size="compact-sm" onClick={onClear}>
        Clear the list
      </Button>
    </div>
  );
}

function FoundRows({ ids, filtered }: { ids: string[]; filtered: boolean }): ReactNode {
  const query = useDeviceRows(ids);
  return (
    <DeviceTable
      caption="Devices of the pasted list"
      query={query}
      listKey={ids.join()}
      everything={{ count: ids.length, selection: { ids } }}
      empty={
        filtered ? (
          <EmptyState title="None of these devices matches the filters" />
        ) : (
          <EmptyState title="None of these codes is a device of your sites">
            Tags, former tags and serials count. Codes of devices of other sites are not shown.
          </EmptyState>
        )
      }
    />
  );
}
