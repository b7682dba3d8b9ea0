import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Holder } from '../../components/holder.js';
import { Block } from '../../components/page.js';
import { reservationsQueryOf, useCancelReservation, useReserve } from '../../components/reservations/reservations.js';
import type { DeviceDetail } from '../../lib/device-words.js';
import { refusedFields } from '../../lib/form.js';
import { useCan } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './device-page.module.css';
import { PersonPicker } from './person-picker.js';

/** Whom the device is set aside for: the desk gives it to nobody else unasked. */
export function ReservationBlock({ device }: { device: DeviceDetail }): ReactNode {
  const [choosing, setChoosing] = useState(false);
  const { data } = useQuery(reservationsQueryOf({ deviceId: device.id }));
  const reserve = useReserve(() => setChoosing(false));
  const cancel = useCancelReservation();
  const [here, there] = [
    useCan('device:check-out', device.homeSite.id),
    useCan('device:check-out', device.locationSite.id),
  ];
  const mayReserve = here || there;
  const reservation = data?.items.at(0);
  if (!data || (!reservation && !mayReserve)) return null;
  return (
    <Block
      title="Reserved"
      actions={
        mayReserve &&
        (reservation ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(reservation)}
          >
            Cancel
          </Button>
        ) : (
          !choosing && (
            <Button variant="default" size="compact-sm" onClick={() => setChoosing(true)}>
              Reserve
            </Button>
          )
        ))
      }
    >
      <FormProblems problems={refusedFields(reserve.error ?? cancel.error, 'reservation')} />
      {reservation ? (
        <p className={styles.muted}>
          For <Holder holder={reservation.person} /> since {dayText(reservation.reservedAt.slice(0, 10))}
        </p>
      ) : choosing ? (
        <>
          <PersonPicker
            label="Set aside for"
            onPick={({ id }) => reserve.mutate({ deviceId: device.id, personId: id })}
          />
          <Button variant="default" size="compact-sm" onClick={() => setChoosing(false)}>
            Close
          </Button>
        </>
      ) : (
        <p className={styles.muted}>For nobody.</p>
      )}
    </Block>
  );
}
