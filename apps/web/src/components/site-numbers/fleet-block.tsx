import { type DeviceState, stateLabel } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { Block } from '../page.js';
import table from '../plain-table.module.css';
import { CountTable } from './count-table.js';
import { fleetParts, fleetSentence, percent, type FleetPart } from './fleet.js';
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
  const here: Record<string, string> = { ...(site && { site }), accessory: 'false' };
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
          {site && <Legend parts={parts} />}
          <p className={styles.source}>From the ledger, as of {asOf}.</p>
        </div>
        {site ? <CountTable caption="State of the fleet" head="State" rows={rows} /> : <PartTable parts={parts} />}
      </div>
    </Block>
  );
}

const Legend = ({ parts }: { parts: FleetPart[] }): ReactNode => (
  <ul className={styles.legend} aria-hidden>
    {parts.map(({ key, label, share }) => (
      <li key={key}>
        <Swatch part={key} />
        {label} {percent(share)}
      </li>
    ))}
  </ul>
);

const Swatch = ({ part }: { part: string }): ReactNode => (
  <span className={styles.swatch} data-part={part} aria-hidden />
);

/** The legend of the bar that can be read and followed. */
const PartTable = ({ parts }: { parts: FleetPart[] }): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">State of the fleet</caption>
    <thead>
      <tr>
        <th scope="col">State</th>
        <th scope="col" data-align="right">
          Devices
        </th>
        <th scope="col" data-align="right">
          Share
        </th>
      </tr>
    </thead>
    <tbody>
      {parts.map(({ key, label, count, share, filter }) => (
        <tr key={key}>
          <th scope="row">
            <Swatch part={key} />
            {label}
          </th>
          <td data-align="right">
            <Link
              to="/devices"
              search={filter as never}
              aria-label={`${count.toLocaleString('en-US')} devices, ${label}`}
            >
              {count.toLocaleString('en-US')}
            </Link>
          </td>
          <td data-align="right">{percent(share)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
