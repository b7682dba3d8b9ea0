import { DEVICE_HEADS } from '@app/kernel';
import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Holder } from '../../components/holder.js';
import { StateBadge } from '../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { CONDITIONS, deviceName, HOLDS, modelName, type DeviceDetail } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { deviceQueryOf } from './device-queries.js';
import styles from './devices.module.css';

/** One device beside the list; the focus stays in the list, so that the arrows and Space go on. */
export function PeekPanel({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { data, error } = useQuery(deviceQueryOf(id));
  return (
    <aside className={styles.peek} aria-label="The device in short" aria-live="polite">
      <CloseButton className={styles.peekClose} aria-label="Close the short view" onClick={onClose} />
      {error ? (
        <ErrorState error={error} what="The device" />
      ) : data ? (
        <Peeked device={data} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </aside>
  );
}

function Peeked({ device }: { device: DeviceDetail }): ReactNode {
  const { timeZone } = useSession().district;
  return (
    <>
      <h2 className="mono">{deviceName(device)}</h2>
      <StateBadge state={device.state} />
      <Facts
        rows={[
          ['Model', modelName(device.model)],
          ['Serial', device.serial && <span className="mono">{device.serial}</span>],
          [DEVICE_HEADS.holder, <Holder holder={device.holder} />],
          ['Place', `${device.locationSite.code}${device.room ? `, ${device.room.name}` : ''}`],
          [DEVICE_HEADS.home, device.homeSite.code],
          ['Condition', CONDITIONS[device.condition]],
          ['Holds', device.holds.map((hold) => HOLDS[hold]).join(', ') || 'None'],
          [DEVICE_HEADS.bought, device.purchasedOn && dayText(device.purchasedOn)],
          ['Last seen', <RelativeTime at={device.lastSeenAt} timeZone={timeZone} none="Never" />],
        ]}
      />
      <Button
        variant="default"
        size="compact-sm"
        renderRoot={(props) => <Link to="/devices/$id" params={{ id: device.id }} {...props} />}
      >
        Open the device
      </Button>
    </>
  );
}
