import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import { roomsQuery } from '../../lib/site-queries.js';
import styles from './sites.module.css';

const SHOWN = 12;

/** Rooms and carts: places that devices can be given to. */
export function RoomsBlock({ siteId, mayEdit }: { siteId: string; mayEdit: boolean }): ReactNode {
  const { data: rooms = [], isPending } = useQuery(roomsQuery(siteId));
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  return (
    <Block
      title={isPending ? 'Rooms' : `Rooms (${rooms.length})`}
      actions={
        mayEdit &&
        !adding && (
          <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
            Add room
          </Button>
        )
      }
    >
      {adding && <NewRoom siteId={siteId} onClose={() => setAdding(false)} />}
      {!isPending && rooms.length === 0 && <p className={styles.muted}>No rooms yet.</p>}
      {rooms.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Name</th>
              <th scope="col" data-align="right">
                Holds
              </th>
            </tr>
          </thead>
          <tbody>
            {(all ? rooms : rooms.slice(0, SHOWN)).map(({ id, code, name, capacity }) => (
              <tr key={id}>
                <td className="mono">{code}</td>
                <th scope="row">{name}</th>
                <td data-align="right">{capacity ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rooms.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rooms.length}`}
        </Button>
      )}
    </Block>
  );
}

function NewRoom({ siteId, onClose }: { siteId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [missing, setMissing] = useState<{ field: string; message: string }[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewRoomDto'>) =>
      ask(api.POST('/api/v1/sites/{id}/rooms', { params: { path: { id: siteId } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: roomsQuery(siteId).queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { roomCode: code, roomName: name, capacity } = filledFields(formValues(event.currentTarget));
    const wrong = [
      ...(code ? [] : [{ field: 'roomCode', message: 'Give the code on the door or the cart' }]),
      ...(name ? [] : [{ field: 'roomName', message: 'Give a name' }]),
      ...(capacity && !/^[1-9]\d{0,4}$/.test(capacity) ? [{ field: 'capacity', message: 'Write a number' }] : []),
    ];
    setMissing(wrong);
    if (wrong.length === 0) mutate({ code, name, ...(capacity && { capacity: Number(capacity) }) });
  };
  const shown = missing.length > 0 ? missing : refusedFields(error, 'roomCode');
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.inlineForm} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <TextInput id="roomCode" name="roomCode" label="Code" maxLength={40} error={errorOf('roomCode')} />
      <TextInput id="roomName" name="roomName" label="Name" maxLength={200} error={errorOf('roomName')} />
      <TextInput
        id="capacity"
        name="capacity"
        label="Devices that fit"
        inputMode="numeric"
        error={errorOf('capacity')}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          Add
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
