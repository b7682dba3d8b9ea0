import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from '../../components/state-badge.js';
import { ErrorState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { words } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import styles from './log.module.css';

const KEY = ['ledger-verification'];
const ASK_EVERY_MS = 1_000;

/** Whether the ledger is what it was: the last check, the newest anchor, and a check at once. */
export function Verification(): ReactNode {
  const client = useQueryClient();
  const { district } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/ledger-verification', { signal })),
    refetchInterval: ({ state }) => (state.data?.running ? ASK_EVERY_MS : false),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/ledger-verification')),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  if (!data)
    return error ? <ErrorState error={error} what="The check of the ledger" onRetry={() => void refetch()} /> : null;
  const { anchor, running, last } = data;
  return (
    <section className={styles.verification} aria-label="Check of the ledger">
      <div>
        <Result last={last} timeZone={district.timeZone} />
        <p className={styles.muted}>
          {anchor ? (
            <>
              Newest anchor <RelativeTime at={anchor.at} timeZone={district.timeZone} />:{' '}
              {anchor.entries.toLocaleString('en-US')} entries of {anchor.devices.toLocaleString('en-US')} devices,
              digest <code>{anchor.digest.slice(0, 16)}…</code>
            </>
          ) : (
            'No anchor yet: the first one is cast tonight.'
          )}
        </p>
        {running && <Running run={running} />}
      </div>
      {!running && (
        <Button variant="default" size="compact-sm" loading={isPending} onClick={() => mutate()}>
          Verify now
        </Button>
      )}
    </section>
  );
}

function Result({ last, timeZone }: { last: Dto<'VerificationRunDto'> | null; timeZone: string }): ReactNode {
  if (!last) return <p>The ledger has not been checked yet.</p>;
  const when = <RelativeTime at={last.finishedAt ?? last.createdAt} timeZone={timeZone} />;
  if (last.state === 'failed') return <p>The last check ({when}) could not be finished.</p>;
  if (last.found === 0)
    return (
      <p>
        <Badge tone="green">Ledger whole</Badge> checked {when}: {last.done.toLocaleString('en-US')} devices.
      </p>
    );
  return (
    <div role="alert">
      <p>
        <Badge tone="red">Ledger broken</Badge> checked {when}: {last.found} findings. Ask IT to run{' '}
        <code>cubby verify-ledger</code>.
      </p>
      <ul>
        {last.findings.slice(0, 10).map(({ deviceId, tag, seq, problem }) => (
          <li key={`${deviceId} ${seq} ${problem}`}>
            {deviceId ? (
              <Link to="/devices/$id" params={{ id: deviceId }}>
                {tag ?? 'a device'}
              </Link>
            ) : (
              'An anchor'
            )}
            {seq !== null && `, entry ${seq}`}: {words(problem)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Running({ run: { done, total } }: { run: Dto<'VerificationRunDto'> }): ReactNode {
  const share = total ? Math.round((done / total) * 100) : 0;
  return (
    <div className={styles.running}>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label="Check of the ledger" />
      </Progress.Root>
      <span role="status">
        {total ? `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} devices` : 'Waiting to begin'}
      </span>
    </div>
  );
}
