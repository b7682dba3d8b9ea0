import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { api, ask, problemOf } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useForm, type ReadForm } from '../../../lib/use-form.js';
import styles from '../admin.module.css';
import type { Room } from './site-queries.js';

const CONFLICT =
  'Somebody else changed this room meanwhile. The list is loaded again: cancel, look at it, then repeat your change.';

interface Body {
  code: string;
  name: string;
  capacity: number | null;
  active: boolean;
}

const readRoom = ({ roomCode, roomName, capacity, inUse }: Record<string, string>): ReadForm<Body> => ({
  body: { code: roomCode, name: roomName, capacity: capacity ? Number(capacity) : null, active: inUse === 'yes' },
  problems: [
    ...(roomCode ? [] : [{ field: 'roomCode', message: 'Give the code on the door' }]),
    ...(roomName ? [] : [{ field: 'roomName', message: 'Give a name' }]),
    ...(capacity && !/^[1-9]\d{0,4}$/.test(capacity)
      ? [{ field: 'capacity', message: 'Write a number from 1 to 99999, or leave it empty' }]
      : []),
  ],
});

/** Fields of the request as they are called on the page. */
const FIELDS: Record<string, string> = { code: 'roomCode', name: 'roomName' };
const refusals = (error: unknown): FieldProblem[] =>
  refusedFields(error, 'roomCode', CONFLICT).map(({ field, message }) => ({ field: FIELDS[field] ?? field, message }));

function useSaveRoom(siteId: string, room: Room | null, done: () => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['rooms', siteId] });
  return useMutation({
    mutationFn: ({ active, ...body }: Body) =>
      room
        ? ask(
            api.PATCH('/api/v1/rooms/{id}', {
              params: { path: { id: room.id } },
              body: { version: room.version, ...body, active },
            }),
          )
        : ask(api.POST('/api/v1/sites/{id}/rooms', { params: { path: { id: siteId } }, body })),
    onSuccess: async () => {
      await again();
      done();
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void again();
    },
  });
}

interface RoomFormProps {
  siteId: string;
  /** `null`: a new one. */
  room: Room | null;
  onClose: () => void;
}

/** A room is taken out of use, never deleted: its history names it. */
export function RoomForm({ siteId, room, onClose }: RoomFormProps): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { mutate, isPending, error } = useSaveRoom(siteId, room, onClose);
  const { onSubmit, problems } = useForm({ read: readRoom, send: mutate, refused: refusals(error) });
  return (
    <form
      ref={form}
      className={styles.inset}
      onSubmit={onSubmit}
      noValidate
      aria-label={room ? 'Edit the room' : 'New room'}
    >
      <FormProblems problems={problems} />
      <RoomFields room={room} problems={problems} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          {room ? 'Save' : 'Add'}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function RoomFields({ room, problems }: { room: Room | null; problems: FieldProblem[] }): ReactNode {
  const text = (id: string, label: string, value: string | undefined, max: number, help?: string): ReactNode => (
    <TextInput
      id={id}
      name={id}
      label={label}
      description={help}
      maxLength={max}
      autoComplete="off"
      inputMode={id === 'capacity' ? 'numeric' : undefined}
      defaultValue={value}
      error={problems.find(({ field }) => field === id)?.message}
    />
  );
  return (
    <>
      {text('roomCode', 'Code', room?.code, 40, 'What a scan of the door’s label reads.')}
      {text('roomName', 'Name', room?.name, 200)}
      {text('capacity', 'Devices that fit', room?.capacity?.toString(), 5)}
      {room && (
        <Checkbox
          name="inUse"
          value="yes"
          label="In use"
          description="Out of use: no device can be given to it any more."
          defaultChecked={room.active}
        />
      )}
    </>
  );
}
