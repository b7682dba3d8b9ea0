import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { DEVICE_CLASSES, isDay, parseCents } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { words } from '../../lib/device-words.js';
import styles from './admin.module.css';
import { TIERS, type Model } from './model-words.js';
import { textFields } from './text-fields.js';

type Body = Dto<'NewModelDto'>;

const CONFLICT =
  'Somebody else changed this model meanwhile. Close this, look at the list again, then repeat your change.';

function read(values: Record<string, string>): ReadForm<Body> {
  const { maker, modelName, deviceClass, supportEndsOn, supportSource, cycleYears, unitCost, supportTier } = values;
  const cents = unitCost ? parseCents(unitCost) : null;
  const problems: FieldProblem[] = [
    ...(maker ? [] : [{ field: 'maker', message: 'Give the maker' }]),
    ...(modelName ? [] : [{ field: 'modelName', message: 'Give the name of the model' }]),
    ...(!supportEndsOn || isDay(supportEndsOn)
      ? []
      : [{ field: 'supportEndsOn', message: 'Give a day, or leave it empty' }]),
    ...(!cycleYears || /^([1-9]|1\d|20)$/.test(cycleYears)
      ? []
      : [{ field: 'cycleYears', message: 'Give whole years, 1 to 20, or leave it empty' }]),
    ...(unitCost && cents === null ? [{ field: 'unitCost', message: 'Write the cost like 289.00' }] : []),
  ];
  return {
    problems,
    body: {
      maker,
      name: modelName,
      deviceClass: deviceClass as Body['deviceClass'],
      supportEndsOn: supportEndsOn || null,
      supportSource: supportSource || null,
      cycleYears: cycleYears ? Number(cycleYears) : null,
      unitCostCents: cents,
      supportTier: (supportTier || null) as Body['supportTier'],
      standard: values.standard === 'yes',
    },
  };
}

interface ModelFormProps {
  /** `null`: a new one. */
  model: Model | null;
  onSaved: () => void;
  onCancel: () => void;
}

export function ModelForm({ model, onSaved, onCancel }: ModelFormProps): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Body) =>
      model
        ? ask(
            api.PATCH('/api/v1/models/{id}', {
              params: { path: { id: model.id } },
              body: { version: model.version, ...body },
            }),
          )
        : ask(api.POST('/api/v1/models', { body })),
    onSuccess: onSaved,
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: ['models'] });
    },
  });
  const { onSubmit, problems } = useForm({
    read,
    send: (body) => {
      // A tier that was left alone is not sent: an old one would be refused.
      const { supportTier, ...rest } = body;
      mutate(supportTier === model?.supportTier ? rest : body);
    },
    refused: refusedFields(error, 'modelName', CONFLICT),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <FormProblems problems={problems} />
      <ModelFields model={model} problems={problems} />
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          {model ? 'Save' : 'Add'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** The tiers, and what stands there now when it is none of them. */
const tierOptions = (present: string | null): { value: string; label: string }[] => [
  ...Object.entries(TIERS).map(([value, label]) => ({ value, label })),
  ...(present && !(present in TIERS) ? [{ value: present, label: present }] : []),
];

function ModelFields({ model, problems }: { model: Model | null; problems: FieldProblem[] }): ReactNode {
  const text = textFields(problems);
  const cost = model?.unitCostCents;
  return (
    <>
      <div className={styles.fields}>
        {text('maker', 'Maker', model?.maker, 80)}
        {text('modelName', 'Model', model?.name, 120)}
        <NativeSelect
          name="deviceClass"
          label="Class"
          defaultValue={model?.deviceClass ?? 'chromebook'}
          data={DEVICE_CLASSES.map((value) => ({ value, label: words(value) }))}
        />
        <TextInput
          id="supportEndsOn"
          name="supportEndsOn"
          type="date"
          label="Updates end"
          defaultValue={model?.supportEndsOn ?? ''}
          error={problems.find(({ field }) => field === 'supportEndsOn')?.message}
        />
        {text('supportSource', 'Where that was read', model?.supportSource, 200)}
        {text('cycleYears', 'Planned years in service', model?.cycleYears?.toString(), 2)}
        {text('unitCost', 'Unit cost, dollars', cost === null || cost === undefined ? '' : (cost / 100).toFixed(2), 14)}
        <NativeSelect
          name="supportTier"
          label="Support tier"
          defaultValue={model?.supportTier ?? ''}
          data={[{ value: '', label: 'Not set' }, ...tierOptions(model?.supportTier ?? null)]}
        />
      </div>
      <Checkbox name="standard" value="yes" label="On the standards list" defaultChecked={model?.standard ?? true} />
    </>
  );
}
