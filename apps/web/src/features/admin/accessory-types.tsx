import { Button, NativeSelect, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import styles from './admin.module.css';

export type AccessoryType = Dto<'AccessoryTypeDto'>;
type Body = Dto<'NewAccessoryTypeDto'>;

export const accessoryTypesQuery = queryOptions({
  queryKey: ['accessory-types'],
  queryFn: async ({ signal }) =>
    (await ask<Dto<'AccessoryTypesDto'>>(api.GET('/api/v1/accessory-types', { signal }))).items,
});

export const typeText = ({ name, connector, watts }: AccessoryType): string =>
  [name, connector && !name.includes(connector) && connector, watts && `${watts} W`].filter(Boolean).join(' · ');

const KINDS: [Body['kind'], string][] = [
  ['charger', 'Charger'],
  ['case', 'Case'],
  ['hotspot', 'Hotspot'],
  ['stylus', 'Stylus'],
  ['other', 'Other'],
];

function read({ kind, accessoryName, connector, watts }: Record<string, string>): {
  body: Body;
  problems: FieldProblem[];
} {
  const body = {
    kind: kind as Body['kind'],
    name: accessoryName,
    connector: connector || null,
    watts: watts ? Number(watts) : null,
  };
  const problems = [
    ...(accessoryName ? [] : [{ field: 'accessoryName', message: 'Give the name' }]),
    ...(!watts || /^([1-9]\d?|[1-4]\d\d|500)$/.test(watts)
      ? []
      : [{ field: 'watts', message: 'Give whole watts, 1 to 500, or leave it empty' }]),
  ];
  return { body, problems };
}

/** A type that the district did not have yet. */
export function AccessoryTypeForm(): ReactNode {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (body: Body) => ask(api.POST('/api/v1/accessory-types', { body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: accessoryTypesQuery.queryKey });
      setOpen(false);
    },
  });
  if (!open)
    return (
      <Button
        variant="subtle"
        onClick={() => {
          reset();
          setOpen(true);
        }}
      >
        Another type of accessory…
      </Button>
    );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { body, problems: wrong } = read(formValues(event.currentTarget));
    setProblems(wrong);
    if (wrong.length === 0) mutate(body);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'accessoryName', 'Another type has this name');
  const text = (name: string, label: string, max: number): ReactNode => (
    <TextInput
      id={name}
      name={name}
      label={label}
      maxLength={max}
      autoComplete="off"
      error={shown.find(({ field }) => field === name)?.message}
    />
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Add a type of accessory">
      <FormProblems problems={shown} />
      <div className={styles.fields}>
        <NativeSelect name="kind" label="Kind" data={KINDS.map(([value, label]) => ({ value, label }))} />
        {text('accessoryName', 'Name, as the desk says it', 80)}
        {text('connector', 'Connector', 40)}
        {text('watts', 'Watts', 3)}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="default" loading={isPending}>
          Add the type
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
