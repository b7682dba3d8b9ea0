import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CardRows } from '../../components/card-rows.js';
import table from '../../components/plain-table.module.css';
import { StateBadge } from '../../components/state-badge.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, modelName, type DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { MergePanel, useMayMerge } from './merge-panel.js';

type Duplicate = Dto<'DuplicateDto'>;

const LIKENESS: Record<Dto<'Likeness'>, string> = {
  'same-serial': 'the same serial, another maker',
  'look-alike': 'a code that looks the same (0 and O, 1, I and L)',
  'former-code': 'a code that the other one has, or once had',
};

/** Records that may be this device a second time. */
export function DuplicatesBlock({ device }: { device: DeviceDetail }): ReactNode {
  const [merging, setMerging] = useState<Duplicate | null>(null);
  const mayMerge = useMayMerge(device);
  const { data } = useQuery({
    queryKey: ['device', device.id, 'duplicates'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/devices/{id}/duplicates', { params: { path: { id: device.id } }, signal }))).items,
  });
  if (!data || data.length === 0)
    return data && <p className={styles.muted}>No other record looks like this device.</p>;
  return (
    <>
      {merging && (
        <MergePanel
          key={merging.device.id}
          device={device}
          other={merging.device}
          likeness={LIKENESS[merging.likeness]}
          onClose={() => setMerging(null)}
        />
      )}
      <CardRows>
        <table className={table.table}>
          <caption>Records that may be the same device</caption>
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">Model</th>
              <th scope="col">State</th>
              <th scope="col">Why</th>
              {mayMerge && <th scope="col">Merge</th>}
            </tr>
          </thead>
          <tbody>
            {data.map((duplicate) => (
              <DuplicateRow
                key={duplicate.device.id}
                duplicate={duplicate}
                onMerge={mayMerge ? () => setMerging(duplicate) : undefined}
              />
            ))}
          </tbody>
        </table>
      </CardRows>
    </>
  );
}

function DuplicateRow({ duplicate, onMerge }: { duplicate: Duplicate; onMerge?: () => void }): ReactNode {
  const { device, code, likeness } = duplicate;
  return (
    <tr>
      <th scope="row">
        <Link to="/devices/$id" params={{ id: device.id }} className="mono">
          {deviceName(device)}
        </Link>{' '}
        {code !== deviceName(device) && <span className="mono">{code}</span>}
      </th>
      <td>{modelName(device.model)}</td>
      <td>
        <StateBadge state={device.state} />
      </td>
      <td>{LIKENESS[likeness]}</td>
      {onMerge && (
        <td>
          <Button variant="default" size="compact-xs" onClick={onMerge}>
            Compare and merge into {deviceName(device)}…
          </Button>
        </td>
      )}
    </tr>
  );
}
