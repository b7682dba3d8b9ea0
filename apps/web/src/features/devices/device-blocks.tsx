import { Button } from '@mantine/core';
import { DEVICE_HEADS, formatCents } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Block } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { dueText } from '../../lib/due-text.js';
import { dayText } from '../../lib/time.js';
import {
  CONDITIONS,
  HOLDS,
  LOANS,
  MDM,
  modelName,
  type DeviceAction,
  type DeviceDetail,
} from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { RefreshWhy } from './refresh-why.js';
import { Holder } from '../../components/holder.js';

/** What the district paid for and knows about the thing itself. */
export function FactsBlock({ device, actions }: { device: DeviceDetail; actions?: ReactNode }): ReactNode {
  const former = device.identifiers.filter(({ kind }) => kind === 'former-tag').map(({ value }) => value);
  const bought = [device.purchasedOn && dayText(device.purchasedOn), device.purchaseOrder, device.vendor].filter(
    Boolean,
  );
  return (
    <Block title="Facts" actions={actions}>
      <Facts
        rows={[
          ['Model', modelName(device.model)],
          ['Serial', device.serial && <span className="mono">{device.serial}</span>],
          ...(former.length > 0
            ? [['Former tags', <span className="mono">{former.join(', ')}</span>] as [string, ReactNode]]
            : []),
          ['Bought', bought.length > 0 ? bought.join(' · ') : null],
          ['Cost', device.costCents === null ? null : formatCents(device.costCents)],
          ['Funding', device.funding && fundingText(device.funding)],
          ['In service since', device.inServiceOn && dayText(device.inServiceOn)],
          [DEVICE_HEADS.warranty, device.warrantyEndsOn && dayText(device.warrantyEndsOn)],
          ['Updates until', device.model.supportEndsOn && dayText(device.model.supportEndsOn)],
          ['Refresh', <RefreshWhy device={device} />],
          ['Home site', `${device.homeSite.code} · ${device.homeSite.name}`],
          ['Program', device.program],
          ['Device management', MDM[device.mdmStatus]],
          ...(device.notes
            ? [['Notes', <span className={styles.notes}>{device.notes}</span>] as [string, ReactNode]]
            : []),
        ]}
      />
    </Block>
  );
}

const fundingText = ({ lines }: Dto<'FundingSplitDto'>): string =>
  lines.map(({ name, basisPoints }) => (lines.length > 1 ? `${name} ${basisPoints / 100} %` : name)).join(' · ');

/** The open loan, for since when and until when. */
function useOpenLoan(device: DeviceDetail) {
  const { data } = useQuery({
    queryKey: ['device', device.id, 'loans', 'newest'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/devices/{id}/loans', { params: { path: { id: device.id }, query: { limit: 1 } }, signal })),
    enabled: device.holder !== null,
  });
  const loan = data?.items.at(0);
  return loan && loan.returnedAt === null && device.holder ? loan : null;
}

const dueShown = (loan: Dto<'LoanDto'>): ReactNode => (
  <>
    {dueText(loan)} {loan.overdue && <Badge tone="red">Overdue</Badge>}
  </>
);

interface NowBlockProps {
  device: DeviceDetail;
  onClearHold: (hold: Dto<'Hold'>) => void;
}

/** Where it is, who has it, and what stands in the way. */
export function NowBlock({ device, onClearHold }: NowBlockProps): ReactNode {
  const { timeZone } = useSession().district;
  const loan = useOpenLoan(device);
  const { locationSite, fromSite, room } = device;
  const place = fromSite
    ? `On the way from ${fromSite.code} to ${locationSite.code}`
    : `${locationSite.code} · ${locationSite.name}`;
  return (
    <Block title="Now">
      <Facts
        rows={[
          [DEVICE_HEADS.holder, <Holder holder={device.holder} />],
          ['Since', <RelativeTime at={loan?.loanedAt ?? device.stateSince} timeZone={timeZone} />],
          ...(loan
            ? ([
                ['Loan', LOANS[loan.type]],
                ['Due', dueShown(loan)],
              ] as [string, ReactNode][])
            : []),
          ['Place', room ? `${place}, ${room.name}` : place],
          ['Condition', CONDITIONS[device.condition]],
          ['Holds', device.holds.length > 0 ? <Holds device={device} onClear={onClearHold} /> : 'None'],
          ['Last seen', <RelativeTime at={device.lastSeenAt} timeZone={timeZone} none="Never" />],
          ...(device.loanerPool ? [['Pool', 'Loaner'] as [string, ReactNode]] : []),
        ]}
      />
    </Block>
  );
}

const Holds = ({ device, onClear }: { device: DeviceDetail; onClear: (hold: Dto<'Hold'>) => void }): ReactNode => (
  <ul className={styles.holds}>
    {device.holds.map((hold) => (
      <li key={hold}>
        <Badge tone="amber">{HOLDS[hold]}</Badge>
        {hold === 'damaged' && device.may.includes('device:clear-hold') && (
          <Button variant="default" size="compact-xs" onClick={() => onClear(hold)}>
            Clear
          </Button>
        )}
      </li>
    ))}
  </ul>
);

interface ActionsBlockProps {
  device: DeviceDetail;
  onChoose: (action: DeviceAction) => void;
  /** Steps that have a page of their own. */
  children?: ReactNode;
}

/** Every step that the rules know from here: the open ones as buttons, the others with the reason why not. */
export function ActionsBlock({ device, onChoose, children }: ActionsBlockProps): ReactNode {
  const here = device.actions.filter(({ place }) => place === 'page');
  const open = here.filter(({ allowed }) => allowed);
  const closed = here.filter(({ allowed }) => !allowed);
  return (
    <Block title="Actions">
      {open.length === 0 && !children && <p className={styles.muted}>Nothing can be changed on this page now.</p>}
      <div className={styles.moves}>
        {open.map((action) => (
          <Button key={action.action} variant="default" justify="flex-start" fullWidth onClick={() => onChoose(action)}>
            {action.label}
          </Button>
        ))}
        {children}
      </div>
      {closed.length > 0 && (
        <>
          <h3 className={styles.small}>Not possible now</h3>
          <ul className={styles.closed}>
            {closed.map(({ action, label, refusal }) => (
              <li key={action}>
                <strong>{label}</strong>
                <span>{refusal?.message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Block>
  );
}
