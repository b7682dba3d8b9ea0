import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { reservationsQueryOf, useCancelReservation, useReserve } from '../../components/reservations/reservations.js';
import { api, ask, refusalOf } from '../../lib/api.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import type { PersonDetail } from '../../lib/person-words.js';
import { useCan } from '../../lib/session.js';
import styles from './people.module.css';

/** Devices that wait for somebody; their card at the desk shows the tags. */
export function PersonReservations({ person }: { person: PersonDetail }): ReactNode {
  const { data } = useQuery(reservationsQueryOf({ personId: person.id }));
  const cancel = useCancelReservation();
  const mayReserve = useCan('device:check-out') && person.state === 'active';
  if (!data || (data.items.length === 0 && !mayReserve)) return null;
  return (
    <Block title="Reserved">
      {data.items.length > 0 && (
        <ul className={styles.guardians}>
          {data.items.map((reservation) => (
            <li key={reservation.id} className={styles.line}>
              <span>
                <Link to="/devices/$id" params={{ id: reservation.device.id }} className="mono">
                  {deviceName(reservation.device)}
                </Link>{' '}
                {modelName(reservation.device.model)}
              </span>
              {mayReserve && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`Cancel the reservation of ${deviceName(reservation.device)}`}
                  onClick={() => cancel.mutate(reservation)}
                >
                  Cancel
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayReserve && <ReserveByTag personId={person.id} />}
    </Block>
  );
}

function ReserveByTag({ personId }: { personId: string }): ReactNode {
  const [tag, setTag] = useState('');
  const reserve = useReserve(() => setTag(''));
  const find = useMutation({
    mutationFn: (text: string) => ask(api.GET('/api/v1/devices/by-tag/{tag}', { params: { path: { tag: text } } })),
    onSuccess: ({ id }) => reserve.mutate({ deviceId: id, personId }),
  });
  const error = find.error ?? reserve.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    reserve.reset();
    if (tag.trim()) find.mutate(tag.trim());
  };
  return (
    <form onSubmit={submit} className={styles.line}>
      <TextInput
        aria-label="Reserve a device by its tag"
        placeholder="Tag"
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
        error={error && refusalOf(error)}
      />
      <Button type="submit" variant="default" loading={find.isPending || reserve.isPending}>
        Reserve
      </Button>
    </form>
  );
}
