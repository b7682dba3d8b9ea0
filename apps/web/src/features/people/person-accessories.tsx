import { Button, Group } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './people.module.css';

type Owed = Dto<'OwedAccessoryDto'>;
type How = Dto<'ReturnAccessoryDto'>['how'];

const owedQueryOf = (personId: string) =>
  queryOptions({
    queryKey: ['person', personId, 'owed-accessories'],
    queryFn: async ({ signal }) =>
      (
        await ask<Dto<'OwedAccessoriesDto'>>(
          api.GET('/api/v1/people/{id}/owed-accessories', { params: { path: { id: personId } }, signal }),
        )
      ).items,
  });

/** Chargers and cases that did not come back with their device. */
export function PersonAccessories({ personId }: { personId: string }): ReactNode {
  const client = useQueryClient();
  const { data = [] } = useQuery(owedQueryOf(personId));
  const mayTakeBack = useCan('device:check-in');
  const back = useMutation({
    mutationFn: ({ id, how }: { id: string; how: How }) =>
      ask(api.POST('/api/v1/loan-accessories/{id}/returns', { params: { path: { id } }, body: { how } })),
    onSettled: () => client.invalidateQueries({ queryKey: owedQueryOf(personId).queryKey }),
  });
  if (data.length === 0) return null;
  return (
    <Block title="Still owed">
      <ul className={styles.guardians}>
        {data.map((line) => (
          <li key={line.id} className={styles.line}>
            <OwedLine line={line} />
            {mayTakeBack && (
              <Group gap={8}>
                <TakeBack line={line} how="returned" label="Came back" onClick={back.mutate} />
                <TakeBack line={line} how="substitute" label="Another one instead" onClick={back.mutate} />
              </Group>
            )}
          </li>
        ))}
      </ul>
      {back.error && <p role="alert">{problemOf(back.error).detail ?? problemOf(back.error).title}</p>}
    </Block>
  );
}

const OwedLine = ({ line: { name, owed, deviceId, tag, returnedAt } }: { line: Owed }): ReactNode => (
  <span>
    {owed > 1 && `${owed} × `}
    {name} of{' '}
    <Link to="/devices/$id" params={{ id: deviceId }} className="mono">
      {tag ?? 'a device'}
    </Link>
    , back {dayText(returnedAt.slice(0, 10))}
  </span>
);

interface TakeBackProps {
  line: Owed;
  how: How;
  label: string;
  onClick: (request: { id: string; how: How }) => void;
}

const TakeBack = ({ line, how, label, onClick }: TakeBackProps): ReactNode => (
  <Button
    variant="default"
    size="compact-sm"
    aria-label={`${label}: ${line.name} of ${line.tag ?? 'a device'}`}
    onClick={() => onClick({ id: line.id, how })}
  >
    {label}
  </Button>
);
