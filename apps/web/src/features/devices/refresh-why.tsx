import { formatCents } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../../lib/api.js';
import { CONDITIONS, deviceName, modelName, type DeviceDetail } from '../../lib/device-words.js';
import { dayText } from '../../lib/time.js';
import styles from './device-page.module.css';

type Refresh = Dto<'DeviceRefreshDto'>;

const NAMES: Record<Dto<'DueReason'>, string> = {
  cycle: 'Useful life',
  support: 'Updates end',
  condition: 'Condition',
};

/** What a rule knows of this device. */
function known(reason: Dto<'DueReason'>, refresh: Refresh): string {
  const { receivedOn, cycleYears, ofModel, supportEndsOn, condition } = refresh;
  switch (reason) {
    case 'cycle':
      if (cycleYears === null) return 'neither its model nor its class has one';
      if (receivedOn === null) return `${cycleYears} years, but no day of receipt or purchase`;
      return `${cycleYears} years (${ofModel ? 'of the model' : 'of its class'}) from ${dayText(receivedOn)}`;
    case 'support':
      return supportEndsOn === null ? 'no day is known' : dayText(supportEndsOn);
    case 'condition':
      return `${CONDITIONS[condition]}${condition === 'D' || condition === 'F' ? '' : ': does not count'}`;
  }
}

/** "FY 2027-28 · Why?": the rules in the order in which they are asked, and the one that decides. */
export function RefreshWhy({ device }: { device: DeviceDetail }): ReactNode {
  const { data } = useQuery({
    queryKey: ['device', device.id, 'refresh'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/devices/{id}/refresh', { params: { path: { id: device.id } }, signal })),
  });
  if (!data) return '…';
  const late = data.backlog > 0 ? `, ${data.backlog} ${data.backlog === 1 ? 'year' : 'years'} late` : '';
  return (
    <details className={styles.why}>
      <summary>
        {data.label ?? 'Not known'}
        {late} · Why?
      </summary>
      <p>
        <span className="mono">{deviceName(device)}</span> · {modelName(device.model)}
        {device.purchasedOn && ` · bought ${dayText(device.purchasedOn)}`}
        {device.costCents !== null && ` · ${formatCents(device.costCents)}`}
      </p>
      <ol>
        {data.steps.map(({ reason, label }) => (
          <li key={reason} data-decides={reason === data.reason || undefined}>
            {NAMES[reason]}: {known(reason, data)}
            {label && ` → ${label}`}
            {reason === data.reason && <strong> ◄ decides</strong>}
          </li>
        ))}
      </ol>
      <p className={styles.muted}>
        The earliest decides; the useful life where two are the same. Nothing is due before the present fiscal year.
      </p>
    </details>
  );
}
