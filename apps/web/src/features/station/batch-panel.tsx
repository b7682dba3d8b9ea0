import { IconAlertTriangle, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { blockersOf } from './batch.js';
import styles from './batch-panel.module.css';
import { CartCheck } from './cart-check.js';
import { LeavingStrip } from './leaving-strip.js';
import { listDestinations } from './scan-api.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { say } from './words.js';

interface BatchPanelProps {
  state: StationState;
  station: Station;
  /** The station's own: nothing is sent there. */
  siteId: string;
}

/** Several devices at once: in look up the check of a cart, else what has been collected, what keeps it back, and the one button that does it all. */
export function BatchPanel({ state, station, siteId }: BatchPanelProps): ReactNode {
  const { batch, context, mode } = state;
  if (mode === 'look') return <CartCheck state={state} station={station} />;
  if (!context.batch) return null;
  const blockers = blockersOf(batch);
  const blocked = blockers.reduce((sum, { deviceIds }) => sum + deviceIds.length, 0);
  const ready = batch.items.length - blocked;
  return (
    <section
      className={styles.panel}
      data-testid="batch"
      data-ready={ready}
      data-blocked={blocked}
      aria-label={say('batch')}
    >
      <p className={styles.count} role="status">
        <IconStack2 size={22} aria-hidden />
        <strong>{say('batch.ready', { n: ready })}</strong>
        <span data-blocked={blocked > 0}>· {say('batch.blocked', { n: blocked })}</span>
      </p>
      <LeavingStrip state={state} station={station} />
      {blockers.map(({ words, deviceIds }) => (
        <button key={words} type="button" data-blocker="" onClick={() => station.leaveOut(deviceIds)}>
          <IconAlertTriangle size={18} aria-hidden /> {say('batch.remove', { n: deviceIds.length, words })}
        </button>
      ))}
      {mode === 'in' && <Destination state={state} station={station} siteId={siteId} />}
      <span className={styles.last}>
        {batch.items.length > 0
          ? say('batch.last', { tag: batch.items.at(-1)?.tag ?? '' })
          : say(mode === 'out' ? 'batch.scan-out' : 'batch.scan-in')}
      </span>
      <button
        type="button"
        data-main=""
        aria-disabled={batch.items.length === 0}
        onClick={() => station.command({ name: 'done' })}
      >
        {say(mode === 'out' ? 'batch.out' : batch.toSiteId ? 'batch.send' : 'batch.in')} <kbd>/done</kbd>
      </button>
    </section>
  );
}

function Destination({ state, station, siteId }: BatchPanelProps): ReactNode {
  const { data } = useQuery({ queryKey: ['destinations'], queryFn: listDestinations, staleTime: 5 * 60_000 });
  return (
    <label className={styles.to}>
      {say('batch.then')}
      <select
        value={state.batch.toSiteId ?? ''}
        onChange={(event) => station.sendTo(event.currentTarget.value || null)}
      >
        <option value="">{say('batch.keep')}</option>
        {(data?.items ?? [])
          .filter(({ id }) => id !== siteId)
          .map(({ id, code, name }) => (
            <option key={id} value={id}>
              {say('batch.send-to', { site: `${code} ${name}` })}
            </option>
          ))}
      </select>
    </label>
  );
}
