import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { roomsQuery } from '../../../lib/site-queries.js';
import { useForm, type ReadForm } from '../../../lib/use-form.js';
import styles from '../admin.module.css';

type Cart = Dto<'CartDto'>;

const CONFLICT =
  'Somebody else changed this cart meanwhile. The list is loaded again: cancel, look at it, then repeat your change.';

function useSaveCart(siteId: string, cart: Cart | null, done: () => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['carts', siteId] });
  return useMutation({
    mutationFn: ({ active, ...body }: Body): Promise<unknown> =>
      cart
        ? ask(
            api.PATCH('/api/v1/carts/{id}', {
              params: { path: { id: cart.id } },
              body: { version: cart.version, ...body, active },
            }),
          )
        : ask(api.POST('/api/v1/sites/{id}/carts', { params: { path: { id: siteId } }, body })),
    onSuccess: async () => {
      if (cart) await client.invalidateQueries({ queryKey: ['cart', cart.id] });
      await again();
      done();
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void again();
    },
  });
}

type Body = Dto<'NewCartDto'> & { active: boolean };

const readCart =
  (isNew: boolean) =>
  ({ code, name, slots, roomId, responsibleId, inUse }: Record<string, string>): ReadForm<Body> => ({
    body: {
      ...{ code, name, slots: Number(slots), roomId: roomId || null, responsibleId: responsibleId || null },
      active: isNew || inUse === 'yes',
    },
    problems: [
      ...(code ? [] : [{ field: 'code', message: 'Give the code on the cart' }]),
      ...(name ? [] : [{ field: 'name', message: 'Give a name' }]),
      ...(/^([1-9]\d?|100)$/.test(slots) ? [] : [{ field: 'slots', message: 'Write a number from 1 to 100' }]),
    ],
  });

interface CartFormProps {
  siteId: string;
  /** `null`: a new one. */
  cart: Cart | null;
  onClose: () => void;
}

export function CartForm({ siteId, cart, onClose }: CartFormProps): ReactNode {
  const { mutate, isPending, error } = useSaveCart(siteId, cart, onClose);
  const { onSubmit, problems, field } = useForm({
    read: readCart(cart === null),
    send: mutate,
    refused: refusedFields(error, 'code', CONFLICT),
  });
  return (
    <form className={styles.inset} onSubmit={onSubmit} noValidate aria-label={cart ? 'Edit the cart' : 'New cart'}>
      <FormProblems problems={problems} />
      <CartFields siteId={siteId} cart={cart} about={field} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          {cart ? 'Save' : 'Add'}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  siteId: string;
  cart: Cart | null;
  about: (id: string) => { id: string; name: string; error: string | undefined };
}

/** Of the site, to choose from. */
function useStaff(siteId: string): { value: string; label: string }[] {
  const { data: staff } = useQuery({
    queryKey: ['staff', siteId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/people', { params: { query: { kind: ['staff'], site: [siteId], limit: 200 } }, signal })),
  });
  return (staff?.items ?? []).map(({ id, givenName, familyName }) => ({
    value: id,
    label: `${familyName}, ${givenName}`,
  }));
}

function CartFields({ siteId, cart, about }: FieldsProps): ReactNode {
  const { data: rooms = [] } = useQuery(roomsQuery(siteId));
  const people = useStaff(siteId);
  const { responsible } = cart ?? {};
  const known = responsible?.id && !people.some(({ value }) => value === responsible.id);
  return (
    <>
      <TextInput
        {...about('code')}
        label="Code"
        description="What a scan of the cart’s label reads."
        maxLength={40}
        autoComplete="off"
        defaultValue={cart?.code}
      />
      <TextInput {...about('name')} label="Name" maxLength={200} autoComplete="off" defaultValue={cart?.name} />
      <TextInput
        {...about('slots')}
        label="Slots"
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        defaultValue={cart?.slots ?? 32}
      />
      <NativeSelect
        key={`room ${rooms.length}`}
        {...about('roomId')}
        label="Room"
        defaultValue={cart?.room?.id ?? ''}
        data={[{ value: '', label: '–' }, ...rooms.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        key={`staff ${people.length}`}
        {...about('responsibleId')}
        label="Responsible"
        description="A member of staff. Another one is one change here, from today on; the devices stay where they are."
        defaultValue={responsible?.id ?? ''}
        data={[
          { value: '', label: '–' },
          ...(known && responsible.id ? [{ value: responsible.id, label: responsible.display }] : []),
          ...people,
        ]}
      />
      {cart && (
        <Checkbox
          name="inUse"
          value="yes"
          label="In use"
          description="Out of use: only when it is empty."
          defaultChecked={cart.active}
        />
      )}
    </>
  );
}
