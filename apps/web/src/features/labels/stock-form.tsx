import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import type { LabelStock } from './label-words.js';
import type { Unit } from './lengths.js';
import {
  askedOf,
  formOf,
  inUnit,
  LENGTH_WORDS,
  readStock,
  type NewStock,
  type StockForm as Form,
} from './own-stock.rules.js';
import { StockDrawing } from './stock-drawing.js';
import { DISTRICT, stockSites } from './stock-site.js';
import styles from './stock.module.css';

const CONFLICT =
  'Somebody else changed this stock meanwhile. The list is loaded again: close this, look at it, then repeat your change.';
const WORDS: Record<string, string> = {
  ...LENGTH_WORDS,
  columns: 'Side by side',
  rows: 'One under the other',
  name: 'Name',
  siteId: 'Belongs to',
};

function useSave(stock: LabelStock | null, siteId: string, done: () => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['label-stock'] });
  return useMutation({
    mutationFn: (body: NewStock): Promise<unknown> =>
      stock
        ? ask(
            api.PATCH('/api/v1/label-stock/{id}', {
              params: { path: { id: stock.id } },
              body: { version: stock.version ?? 0, ...body },
            }),
          )
        : ask(api.POST('/api/v1/label-stock', { body: { ...body, siteId: siteId === DISTRICT ? null : siteId } })),
    onSuccess: async () => {
      await again();
      done();
    },
    onError: (refused) => {
      if (problemOf(refused).code.endsWith('version-conflict')) void again();
    },
  });
}

interface StockFormProps {
  /** `null`: a new one. */
  stock: LabelStock | null;
  onClose: () => void;
}

/** Own stock by its numbers, drawn while they are typed. */
export function StockForm({ stock, onClose }: StockFormProps): ReactNode {
  const [unit, setUnit] = useState<Unit>('mm');
  const [form, setForm] = useState<Form>(() => formOf(stock, 'mm'));
  const [missing, setMissing] = useState<FieldProblem[]>([]);
  const site = useStockSite();
  const { mutate, isPending, error } = useSave(stock, site.value, onClose);
  const read = readStock(form, unit);
  // The drawing stays as it was while a number is being typed.
  const [drawn, setDrawn] = useState(read.stock);
  if (read.stock && JSON.stringify(read.stock) !== JSON.stringify(drawn)) setDrawn(read.stock);
  const refused = useMemo(() => refusedFields(error, 'name', CONFLICT, WORDS), [error]);
  const problems = missing.length > 0 ? missing : refused;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const unplaced = stock || site.value ? [] : [{ field: 'siteId', message: 'Choose the site that it belongs to' }];
    setMissing([...read.problems, ...unplaced]);
    if (read.problems.length + unplaced.length === 0 && read.stock) mutate(read.stock);
  };
  const field = (name: Exclude<keyof Form, 'medium'>) => ({
    ...{ id: name, value: form[name], error: problems.find((problem) => problem.field === name)?.message },
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setForm({ ...form, [name]: event.currentTarget.value }),
    autoComplete: 'off',
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={stock ? 'Change the stock' : 'New stock'}>
      <div className={styles.fields}>
        <FormProblems problems={problems} />
        <TextInput {...field('name')} data-autofocus label="Name" placeholder="Asset tags, silver" maxLength={80} />
        {!stock && <SiteField site={site} error={problems.find((problem) => problem.field === 'siteId')?.message} />}
        <Switches
          form={form}
          unit={unit}
          set={(next, nextUnit) => {
            setForm(next);
            setUnit(nextUnit);
          }}
        />
        <div className={styles.numbers}>
          {form.medium === 'sheet' && (
            <>
              <TextInput {...field('columns')} label="Side by side" inputMode="numeric" />
              <TextInput {...field('rows')} label="One under the other" inputMode="numeric" />
            </>
          )}
          {askedOf(form).map((name) => (
            <TextInput key={name} {...field(name)} label={LENGTH_WORDS[name]} rightSection={<small>{unit}</small>} />
          ))}
        </div>
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            {stock ? 'Save' : 'Add'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
      {drawn && <StockDrawing stock={drawn} unit={unit} />}
    </form>
  );
}

function useStockSite() {
  const session = useSession();
  const { choices, usual } = useMemo(() => stockSites(session), [session]);
  const [value, set] = useState(usual);
  return { choices, value, set };
}

interface SiteFieldProps {
  site: ReturnType<typeof useStockSite>;
  error: string | undefined;
}

/** Nothing to choose where the account prints at one site. */
const SiteField = ({ site: { choices, value, set }, error }: SiteFieldProps): ReactNode =>
  choices.length > 1 && (
    <NativeSelect
      id="siteId"
      label="Belongs to"
      description="Everybody may print on it; it is changed there."
      error={error}
      value={value}
      data={[...(value ? [] : [{ value: '', label: 'Choose a site', disabled: true }]), ...choices]}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );

interface SwitchesProps {
  form: Form;
  unit: Unit;
  set: (form: Form, unit: Unit) => void;
}

const Switches = ({ form, unit, set }: SwitchesProps): ReactNode => (
  <div className={styles.switches}>
    <SegmentedControl
      size="xs"
      aria-label="Sheet or roll"
      value={form.medium}
      data={[
        { value: 'sheet', label: 'Sheet' },
        { value: 'roll', label: 'Roll' },
      ]}
      onChange={(medium) => set({ ...form, medium }, unit)}
    />
    <SegmentedControl
      size="xs"
      aria-label="Unit"
      value={unit}
      data={[
        { value: 'mm', label: 'Millimetres' },
        { value: 'in', label: 'Inches' },
      ]}
      onChange={(next) => set(inUnit(form, unit, next), next)}
    />
  </div>
);
