import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Holder } from '../../components/holder.js';
import { Panel } from '../../components/panel.js';
import table from '../../components/plain-table.module.css';
import { StateBadge } from '../../components/state-badge.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { deviceName, modelName, type DeviceDetail } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import styles from './device-page.module.css';

type Duplicate = Dto<'DuplicateDto'>;

const LIKENESS: Record<Dto<'Likeness'>, string> = {
  'same-serial': 'the same serial, another maker',
  'look-alike': 'a serial that looks the same (0 and O, 1 and I)',
  'former-code': 'a code that one of them had before',
  'one-slip': 'a serial one character apart; so are neighbours of one order',
};

/** Records that may be this device a second time. */
export function DuplicatesBlock({ device }: { device: DeviceDetail }): ReactNode {
  const [merging, setMerging] = useState<Duplicate | null>(null);
  const mayMerge = useSession().permissions['device:merge'] === 'all' && device.mergedInto === null;
  const { data } = useQuery({
    queryKey: ['device', device.id, 'duplicates'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/devices/{id}/duplicates', { params: { path: { id: device.id } }, signal }))).items,
  });
  if (!data || data.length === 0)
    return data && <p className={styles.muted}>No other record looks like this device.</p>;
  return (
    <>
      {merging && <MergePanel device={device} other={merging} onClose={() => setMerging(null)} />}
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
            <tr key={duplicate.device.id}>
              <td>
                <Link to="/devices/$id" params={{ id: duplicate.device.id }} className="mono">
                  {deviceName(duplicate.device)}
                </Link>{' '}
                <span className="mono">{duplicate.code}</span>
              </td>
              <td>{modelName(duplicate.device.model)}</td>
              <td>
                <StateBadge state={duplicate.device.state} />
              </td>
              <td>{LIKENESS[duplicate.likeness]}</td>
              {mayMerge && (
                <td>
                  <Button variant="default" size="compact-xs" onClick={() => setMerging(duplicate)}>
                    Merge this record into {deviceName(duplicate.device)}…
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const SIDES: [string, (device: Duplicate['device']) => ReactNode][] = [
  ['Asset tag', ({ tag }) => <span className="mono">{tag ?? '–'}</span>],
  ['Serial', ({ serial }) => <span className="mono">{serial ?? '–'}</span>],
  ['Model', ({ model }) => modelName(model)],
  ['State', ({ state }) => <StateBadge state={state} />],
  ['Holder', ({ holder }) => <Holder holder={holder} />],
  ['Home site', ({ homeSite }) => homeSite.code],
  ['Bought', ({ purchasedOn }) => purchasedOn ?? '–'],
];

/** Both records side by side, before one of them goes. */
function MergePanel({
  device,
  other,
  onClose,
}: {
  device: DeviceDetail;
  other: Duplicate;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/v1/devices/{id}/merges', {
          params: { path: { id: device.id } },
          body: { survivorId: other.device.id, lastSeq: device.lastSeq },
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['device'] });
      await navigate({ to: '/devices/$id', params: { id } });
    },
  });
  return (
    <Panel title={`Merge ${deviceName(device)} into ${deviceName(other.device)}`} onClose={onClose}>
      <table className={table.table}>
        <caption className="visually-hidden">Both records</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">This record goes</th>
            <th scope="col">This one goes on</th>
          </tr>
        </thead>
        <tbody>
          {SIDES.map(([label, cell]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{cell(device)}</td>
              <td>{cell(other.device)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.muted}>
        Both histories are kept. Every code of this record leads to the other one from now on. This is not taken back.
      </p>
      {error && <p role="alert">{problemOf(error).detail ?? problemOf(error).title}</p>}
      <div className={styles.buttons}>
        <Button loading={isPending} onClick={() => mutate()}>
          Merge
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Panel>
  );
}
