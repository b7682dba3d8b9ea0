import { joinWords } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { Block } from '../page.js';
import { ErrorState, SkeletonRows } from '../states.js';
import type { Dto } from '../../lib/api.js';
import { useCan, useSession } from '../../lib/session.js';
import { asOfText } from '../../lib/time.js';
import { CollectionBlock } from './collection-block.js';
import { CountTable } from './count-table.js';
import { FleetBlock } from './fleet-block.js';
import { purchaseSentence } from './fleet.js';
import { inventoryQuery, loansSummaryQuery } from '../../lib/site-queries.js';
import { NeedsAttention } from './needs-attention.js';
import styles from './site-numbers.module.css';

const PurchaseColumns = lazy(async () => ({ default: (await import('./charts.js')).PurchaseColumns }));

type Site = Pick<Dto<'SiteDto'>, 'id' | 'code'>;

interface CardProps {
  label: string;
  count: number;
  alert?: boolean;
  /** Devices behind the number; else a list of the site, or `null` where this account may not open it. */
  filter?: Record<string, string>;
  list?: { of: 'loans' | 'students'; site: string; search: Record<string, string> } | null;
  /** Where `filter` leads, when it is not to the devices. */
  to?: '/missing';
}

/** A number that opens the list behind it. */
export function NumberCard({ label, count, alert, filter, list, to }: CardProps): ReactNode {
  const content = (
    <>
      <strong>{count.toLocaleString('en-US')}</strong>
      <span>{label}</span>
    </>
  );
  const look = { className: styles.card, 'data-alert': alert === true && count > 0 };
  if (list === null) return <div {...look}>{content}</div>;
  if (list) {
    const page = list.of === 'loans' ? '/sites/$code/loans' : '/sites/$code/students';
    return (
      <Link to={page} params={{ code: list.site }} search={list.search as never} {...look}>
        {content}
      </Link>
    );
  }
  return (
    <Link to={to ?? '/devices'} search={filter as never} {...look}>
      {content}
    </Link>
  );
}

/** Is anything wrong today? */
export function SiteCards({ site }: { site: Site }): ReactNode {
  const inventory = useQuery(inventoryQuery(site.id));
  const loans = useQuery(loansSummaryQuery(site.id));
  const mayReadPeople = useCan('person:read', site.id);
  const { timeZone } = useSession().district;
  const { data } = inventory;
  if (inventory.error)
    return <ErrorState error={inventory.error} what="The numbers" onRetry={() => void inventory.refetch()} />;
  if (!data) return <SkeletonRows rows={2} />;
  const part = (states: string[]): { count: number; filter: Record<string, string> } => {
    const present = data.states.filter(({ key }) => states.includes(key));
    return {
      count: present.reduce((sum, { count }) => sum + count, 0),
      filter: { site: joinWords([site.code]), accessory: 'false', state: states.join(',') },
    };
  };
  return (
    <div>
      <div className={styles.cards}>
        <NumberCard label="Devices here" {...data.present} />
        <NumberCard label="Out" {...data.out} />
        <NumberCard label="In stock" {...part(['in-stock'])} />
        <NumberCard
          label="Overdue"
          count={loans.data?.overdue ?? 0}
          {...(mayReadPeople
            ? { list: { of: 'loans', site: site.code, search: { overdue: 'true' } } }
            : { filter: { site: joinWords([site.code]), overdue: 'true' } })}
          alert
        />
        <NumberCard
          label="Missing, lost or stolen"
          {...part(['missing', 'lost', 'stolen'])}
          to="/missing"
          filter={{ site: joinWords([site.code]), state: 'open,written-off' }}
          alert
        />
        <NumberCard label="In repair" {...part(['in-repair'])} />
        <NumberCard label="Loaners free" {...data.loanersFree} />
        <NumberCard label="Loaners out" {...data.loanersOut} />
        <NumberCard label="On hold" {...data.holds} />
        <NumberCard label="Not seen for 90 days" {...data.notSeen90} />
        <NumberCard label="Away from here" {...data.away} />
        <NumberCard
          label="Students without a device"
          count={loans.data?.studentsWithoutDevice ?? 0}
          list={mayReadPeople ? { of: 'students', site: site.code, search: { device: 'without' } } : null}
        />
      </div>
      <NeedsAttention site={site} />
      <p className={styles.source}>As of {asOfText(data.asOf, timeZone)}.</p>
    </div>
  );
}

/** Charts, each with the table of its numbers. */
export function SiteCharts({ site }: { site: Site }): ReactNode {
  const { timeZone } = useSession().district;
  const { data } = useQuery(inventoryQuery(site.id));
  if (!data) return null;
  const asOf = asOfText(data.asOf, timeZone);
  return (
    <div className={styles.charts}>
      <CollectionBlock site={site} />
      <FleetBlock states={data.states} site={site.code} asOf={asOf} />
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
