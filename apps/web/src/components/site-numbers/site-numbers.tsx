import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { Block } from '../page.js';
import table from '../plain-table.module.css';
import { stateLabel } from '../state-badge.js';
import { ErrorState, SkeletonRows } from '../states.js';
import type { DeviceState } from '@app/scan-engine';
import type { Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { fleetParts, fleetSentence, percent, purchaseSentence } from './fleet.js';
import { inventoryQuery, loansSummaryQuery } from '../../lib/site-queries.js';
import styles from './site-numbers.module.css';

const FleetBar = lazy(async () => ({ default: (await import('./charts.js')).FleetBar }));
const PurchaseColumns = lazy(async () => ({ default: (await import('./charts.js')).PurchaseColumns }));

type Site = Pick<Dto<'SiteDto'>, 'id' | 'code'>;

interface CardProps {
  label: string;
  count: number;
  alert?: boolean;
  filter?: Record<string, string>;
  loansOf?: string;
}

/** A number that opens the list behind it. */
export function NumberCard({ label, count, alert, filter, loansOf }: CardProps): ReactNode {
  const content = (
    <>
      <strong>{count.toLocaleString('en-US')}</strong>
      <span>{label}</span>
    </>
  );
  const look = { className: styles.card, 'data-alert': alert === true && count > 0 };
  return loansOf ? (
    <Link to="/sites/$code/loans" params={{ code: loansOf }} search={{ overdue: 'true' } as never} {...look}>
      {content}
    </Link>
  ) : (
    <Link to="/devices" search={filter as never} {...look}>
      {content}
    </Link>
  );
}

/** Is anything wrong today? */
export function SiteCards({ site }: { site: Site }): ReactNode {
  const inventory = useQuery(inventoryQuery(site.id));
  const loans = useQuery(loansSummaryQuery(site.id));
  const { data } = inventory;
  if (inventory.error)
    return <ErrorState error={inventory.error} what="The numbers" onRetry={() => void inventory.refetch()} />;
  if (!data) return <SkeletonRows rows={2} />;
  const part = (states: string[]): { count: number; filter: Record<string, string> } => {
    const present = data.states.filter(({ key }) => states.includes(key));
    return {
      count: present.reduce((sum, { count }) => sum + count, 0),
      filter: { site: site.code, state: states.join(',') },
    };
  };
  return (
    <div className={styles.cards}>
      <NumberCard label="Devices here" {...data.present} />
      <NumberCard label="Out" {...data.out} />
      <NumberCard label="In stock" {...part(['in-stock'])} />
      <NumberCard label="Overdue" count={loans.data?.overdue ?? 0} loansOf={site.code} alert />
      <NumberCard label="Missing, lost or stolen" {...part(['missing', 'lost', 'stolen'])} alert />
      <NumberCard label="In repair" {...part(['in-repair'])} />
      <NumberCard label="On hold" {...data.holds} />
      <NumberCard label="Not seen for 90 days" {...data.notSeen90} />
      <NumberCard label="Away from here" {...data.away} />
    </div>
  );
}

/** Charts, each with the table of its numbers. */
export function SiteCharts({ site }: { site: Site }): ReactNode {
  const { timeZone } = useSession().district;
  const { data } = useQuery(inventoryQuery(site.id));
  if (!data) return null;
  const parts = fleetParts(data.states, site.code);
  const asOf = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(
    new Date(data.asOf),
  );
  return (
    <div className={styles.charts}>
      <Block title={fleetSentence(parts)}>
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
        <CountTable
          caption="State of the fleet"
          head="State"
          rows={data.states.map((row) => ({ ...row, label: stateLabel(row.key as DeviceState) }))}
        />
        <p className={styles.source}>From the ledger, as of {asOf}.</p>
      </Block>
      <Block title={purchaseSentence(data.byPurchaseYear)}>
        <Suspense fallback={<div className={styles.chartSpace} data-height="220" />}>
          <PurchaseColumns years={data.byPurchaseYear} />
        </Suspense>
        <CountTable caption="Devices by fiscal year of purchase" head="Fiscal year" rows={data.byPurchaseYear} />
        <p className={styles.source}>By day of purchase, as of {asOf}.</p>
      </Block>
      <Block title="Most frequent models">
        <CountTable caption="Devices by model" head="Model" rows={data.byModel} />
      </Block>
    </div>
  );
}

interface CountTableProps {
  caption: string;
  head: string;
  rows: Dto<'LabelledCountDto'>[];
}

const CountTable = ({ caption, head, rows }: CountTableProps): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{head}</th>
        <th scope="col" data-align="right">
          Devices
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, label, count, filter }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          <td data-align="right">
            <Link
              to="/devices"
              search={filter as never}
              aria-label={`${count.toLocaleString('en-US')} devices, ${label}`}
            >
              {count.toLocaleString('en-US')}
            </Link>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
