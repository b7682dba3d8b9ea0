import type { DeviceState } from '@app/scan-engine';
import { lazy, Suspense, type ReactNode } from 'react';
import { Block } from '../page.js';
import { stateLabel } from '../state-badge.js';
import { CountTable } from './count-table.js';
import { fleetParts, fleetSentence, percent } from './fleet.js';
import styles from './site-numbers.module.css';

const FleetBar = lazy(async () => ({ default: (await import('./charts.js')).FleetBar }));

interface FleetBlockProps {
  states: { key: string; count: number }[];
  /** Code of the site; without one the states are those of all sites. */
  site?: string;
  asOf: string;
}

/** The state of the fleet: one bar for those who look, a table for those who read. */
export function FleetBlock({ states, site, asOf }: FleetBlockProps): ReactNode {
  const here: Record<string, string> = site ? { site } : {};
  const parts = fleetParts(states, here);
  const rows = states.map(({ key, count }) => ({
    ...{ key, count, label: stateLabel(key as DeviceState), filter: { ...here, state: key } },
  }));
  return (
    <Block title={fleetSentence(parts)}>
      <div className={styles.fleet} data-wide={site === undefined}>
        <div>
          <Suspense fallback={<div className={styles.chartSpace} data-height="72" />}>
            <FleetBar parts={parts} />
          </Suspense>
          <ul className={styles.legend} aria-hidden>
            {parts.map(({ key, label, share }) => (
              <li key={key} data-part={key}>
                {label} {percent(share)}
              </li>
            ))}
          </ul>
          <p className={styles.source}>From the ledger, as of {asOf}.</p>
        </div>
        <CountTable caption="State of the fleet" head="State" rows={rows} />
      </div>
    </Block>
  );
}
