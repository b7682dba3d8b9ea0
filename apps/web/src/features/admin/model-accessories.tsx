import { Button, NativeSelect } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { AccessoryTypeForm, accessoryTypesQuery, typeText, type AccessoryType } from './accessory-types.js';
import styles from './admin.module.css';
import type { Model } from './model-words.js';
import { Saved } from './saved.js';

type Accessories = Dto<'ModelAccessoriesDto'>;
type Line = Dto<'ModelAccessoryDto'>;

const CONFLICT =
  'Somebody else changed this model meanwhile. Close this, look at the list again, then repeat your change.';

const modelAccessoriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['models', id, 'accessories'],
    queryFn: ({ signal }) =>
      ask<Accessories>(api.GET('/api/v1/models/{id}/accessories', { params: { path: { id } }, signal })),
    // What is being chosen must not be replaced by what comes from elsewhere.
    refetchOnWindowFocus: false,
  });

const CHOICES = [
  { value: '', label: 'Does not fit' },
  ...[1, 2, 3].map((n) => ({ value: `comes-with ${n}`, label: n === 1 ? 'Comes with it' : `${n} come with it` })),
  { value: 'compatible 1', label: 'Taken instead' },
];

const choiceOf = (line: Line | undefined): string => (line ? `${line.relation} ${line.count}` : '');

function lineOf(typeId: string, choice: string): Line[] {
  const [relation, count] = choice.split(' ');
  return relation ? [{ typeId, relation: relation as Line['relation'], count: Number(count) }] : [];
}

/** What goes out with a model, and what is taken back in its place. */
export function ModelAccessories({ model }: { model: Model }): ReactNode {
  const { data: types } = useQuery(accessoryTypesQuery);
  const { data } = useQuery(modelAccessoriesQuery(model.id));
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={styles.accessories}>
      <h3 id={heading}>Accessories</h3>
      <p className={styles.muted}>
        What comes with a model goes out with each of its loans and counts as returned with the device, unless the desk
        says otherwise.
      </p>
      {types && data && types.length > 0 && (
        <Choices key={data.version} model={model} types={types} accessories={data} />
      )}
      <AccessoryTypeForm />
    </section>
  );
}

interface ChoicesProps {
  model: Model;
  types: AccessoryType[];
  accessories: Accessories;
}

function Choices({ model, types, accessories }: ChoicesProps): ReactNode {
  const client = useQueryClient();
  const [items, setItems] = useState(accessories.items);
  const [isTypeId, setIsTypeId] = useState(accessories.isTypeId);
  const save = useMutation({
    mutationFn: (body: Dto<'SetModelAccessoriesDto'>) =>
      ask<Accessories>(api.PUT('/api/v1/models/{id}/accessories', { params: { path: { id: model.id } }, body })),
    onSuccess: (saved) => {
      client.setQueryData(modelAccessoriesQuery(model.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['models', 'page'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ version: accessories.version, isTypeId, items });
  };
  const choose = (typeId: string, choice: string): void =>
    setItems([...items.filter((line) => line.typeId !== typeId), ...lineOf(typeId, choice)]);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={refusedFields(save.error, 'items', CONFLICT)} />
      {model.deviceClass === 'accessory' && (
        <NativeSelect
          label="Its devices are"
          description="With a tag of their own: the tag says whose one is."
          value={isTypeId ?? ''}
          onChange={(event) => setIsTypeId(event.currentTarget.value || null)}
          data={[{ value: '', label: 'Not set' }, ...types.map((type) => ({ value: type.id, label: typeText(type) }))]}
        />
      )}
      <div className={styles.fields}>
        {types.map((type) => (
          <NativeSelect
            key={type.id}
            label={typeText(type)}
            value={choiceOf(items.find(({ typeId }) => typeId === type.id))}
            onChange={(event) => choose(type.id, event.currentTarget.value)}
            data={CHOICES}
          />
        ))}
      </div>
      <Saved when={accessories.version > model.version && !save.isPending && !save.error} />
      <Button type="submit" variant="default" loading={save.isPending}>
        Save accessories
      </Button>
    </form>
  );
}
