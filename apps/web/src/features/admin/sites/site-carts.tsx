import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { Block } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';
import { formValues, refusedFields } from '../../../lib/form.js';
import { cartsQuery, roomsQuery } from '../../../lib/site-queries.js';
import styles from '../admin.module.css';
import type { Site } from './site-queries.js';

type Cart = Dto<'CartDto'>;

const SHOWN = 12;

/** Charging carts with numbered slots. */
export function SiteCarts({ site }: { site: Site }): ReactNode {
  const { data: carts } = useQuery(cartsQuery(site.id));
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState<Cart | 'new' | null>(null);
  return (
    <Block
      title={carts ? `Carts (${carts.length})` : 'Carts'}
      actions={
        site.active &&
        editing === null && (
          <Button variant="default" size="compact-sm" onClick={() => setEditing('new')}>
            Add a cart
          </Button>
        )
      }
    >
      {editing !== null && (
        <CartForm
          key={editing === 'new' ? 'new' : editing.id}
          siteId={site.id}
          cart={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {carts?.length === 0 && <p className={styles.muted}>No carts. Each has numbered slots and who is responsible.</p>}
      {carts && carts.length > 0 && <CartTable carts={all ? carts : carts.slice(0, SHOWN)} onEdit={setEditing} />}
      {carts && carts.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${carts.length}`}
        </Button>
      )}
    </Block>
  );
}

const CartTable = ({ carts, onEdit }: { carts: Cart[]; onEdit: (cart: Cart) => void }): ReactNode => (
  <table className={table.table}>
    <thead>
      <tr>
        <th scope="col">Code</th>
        <th scope="col">Name</th>
        <th scope="col">Responsible</th>
        <th scope="col" data-align="right">
          Slots
        </th>
        <th scope="col" data-align="right">
          Actions
        </th>
      </tr>
    </thead>
    <tbody>
      {carts.map((cart) => (
        <tr key={cart.id}>
          <td className="mono">{cart.code}</td>
          <th scope="row">
            <Link to="/carts/$id" params={{ id: cart.id }}>
              {cart.name}
            </Link>
          </th>
          <td>{cart.responsible?.display ?? '–'}</td>
          <td data-align="right">{cart.slots}</td>
          <td data-align="right">
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Edit ${cart.name}, ${cart.code}`}
              onClick={() => onEdit(cart)}
            >
              Edit
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const CONFLICT =
  'Somebody else changed this cart meanwhile. The list is loaded again: cancel, look at it, then repeat your change.';

function useSaveCart(siteId: string, cart: Cart | null, done: () => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['carts', siteId] });
  return useMutation({
    mutationFn: ({ active, ...body }: Dto<'NewCartDto'> & { active: boolean }): Promise<unknown> =>
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

const problemsIn = ({ code, name, slots }: Record<string, string>): FieldProblem[] => [
  ...(code ? [] : [{ field: 'code', message: 'Give the code on the cart' }]),
  ...(name ? [] : [{ field: 'name', message: 'Give a name' }]),
  ...(/^([1-9]\d?|100)$/.test(slots) ? [] : [{ field: 'slots', message: 'Write a number from 1 to 100' }]),
];

function CartForm({ siteId, cart, onClose }: { siteId: string; cart: Cart | null; onClose: () => void }): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useSaveCart(siteId, cart, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const wrong = problemsIn(values);
    setProblems(wrong);
    const { code, name, slots, roomId, responsibleId, inUse } = values;
    if (wrong.length > 0) return;
    mutate({
      code,
      name,
      slots: Number(slots),
      roomId: roomId || null,
      responsibleId: responsibleId || null,
      active: !cart || inUse === 'yes',
    });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'code', CONFLICT);
  return (
    <form className={styles.inset} onSubmit={submit} noValidate aria-label={cart ? 'Edit the cart' : 'New cart'}>
      <FormProblems problems={shown} />
      <CartFields siteId={siteId} cart={cart} problems={shown} />
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
  problems: FieldProblem[];
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

function CartFields({ siteId, cart, problems }: FieldsProps): ReactNode {
  const { data: rooms = [] } = useQuery(roomsQuery(siteId));
  const about = (id: string) => ({ id, name: id, error: problems.find(({ field }) => field === id)?.message });
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
