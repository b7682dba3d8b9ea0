import { Button, NativeSelect, TextInput } from '@mantine/core';
import { addDays, isDay } from '@app/kernel';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { problemOf } from '../../../lib/api.js';
import { formValues, refusedFields } from '../../../lib/form.js';
import { dayText } from '../../../lib/time.js';
import styles from './policies.module.css';
import { PolicyEffects } from './policy-effects.js';
import { usePolicyChange } from './policy-queries.js';
import {
  barredChoices,
  openChoices,
  rowsOf,
  valueOf,
  valueText,
  type Policy,
  type PolicyField,
  type PolicyRow,
  type PolicyValue,
} from './policy-state.js';

/** Stands for `null` in a select: as the district has it. */
const FOLLOW = '';

const CHANGED = 'Somebody else planned a change meanwhile. It is shown below now: look at it, then plan yours again.';

/** The values that the form changes, and what is wrong with them. */
export function readChange(
  fields: readonly PolicyField[],
  last: PolicyRow | undefined,
  form: Record<string, string>,
): { values: Record<string, PolicyValue>; problems: FieldProblem[] } {
  const values: Record<string, PolicyValue> = {};
  const problems: FieldProblem[] = [];
  for (const { field, choices, min, max, label } of fields) {
    const text = form[field] ?? '';
    const value = text === FOLLOW ? null : choices ? text : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    const wrong =
      !choices && (value === null || Number.isNaN(value) || Number(value) < Number(min) || Number(value) > Number(max));
    if (wrong) problems.push({ field, message: `${label}: give a whole number from ${min} to ${max}` });
    else if (value !== valueOf(last, field)) values[field] = value;
  }
  if (!isDay(form.startsOn)) problems.push({ field: 'startsOn', message: 'Give the first day' });
  if (problems.length === 0 && Object.keys(values).length === 0)
    problems.push({ field: fields[0].field, message: 'Nothing changes: choose another value first' });
  return { values, problems };
}

const refusals = (error: unknown): FieldProblem[] =>
  error && problemOf(error).code === 'policy.changed'
    ? [{ field: 'startsOn', message: CHANGED }]
    : refusedFields(error, 'startsOn');

interface PolicyFormProps {
  policy: Policy;
  policyKey: string | null;
  today: string;
  onClose: () => void;
}

/** Choose, see what it would change, then save. */
export function PolicyForm({ policy, policyKey, today, onClose }: PolicyFormProps): ReactNode {
  const last = rowsOf(policy, policyKey).at(0);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { preview, save } = usePolicyChange(policy.kind, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = formValues(event.currentTarget);
    const { values, problems: wrong } = readChange(policy.fields, last, form);
    setProblems(wrong);
    save.reset();
    if (wrong.length > 0) preview.reset();
    else preview.mutate({ key: policyKey, startsOn: form.startsOn, lastId: last?.id ?? null, values });
  };
  const shown = problems.length > 0 ? problems : refusals(preview.error ?? save.error);
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.form} onSubmit={submit} onInput={() => preview.reset()} noValidate>
      <FormProblems problems={shown} />
      {policy.fields.map((field) => (
        <ValueInput
          key={field.field}
          field={field}
          site={policy.bySite && policyKey !== null}
          last={last}
          error={errorOf(field.field)}
        />
      ))}
      <FirstDay last={last} today={today} error={errorOf('startsOn')} />
      {preview.data && preview.variables && (
        <PolicyEffects
          policy={policy}
          last={last}
          change={preview.variables}
          effects={preview.data.items}
          saving={save.isPending}
          onSave={() => save.mutate(preview.variables)}
        />
      )}
      <div className={styles.buttons}>
        {!preview.data && (
          <Button type="submit" loading={preview.isPending}>
            See what would change
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function FirstDay({ last, today, error }: { last?: PolicyRow; today: string; error?: string }): ReactNode {
  const first = last && last.from >= today ? addDays(last.from, 1) : today;
  return (
    <TextInput
      id="startsOn"
      name="startsOn"
      type="date"
      label="First day"
      description={
        last && last.from > today
          ? `After ${dayText(last.from)}, when the change planned last starts.`
          : 'Today or later.'
      }
      min={first}
      defaultValue={first}
      error={error}
    />
  );
}

interface ValueInputProps {
  field: PolicyField;
  site: boolean;
  last: PolicyRow | undefined;
  error: string | undefined;
}

function ValueInput({ field, site, last, error }: ValueInputProps): ReactNode {
  const value = valueOf(last, field.field);
  const rows = field.affects.length > 0 ? `Affects rows ${field.affects.join(', ')}.` : '';
  const shared = {
    id: field.field,
    name: field.field,
    label: field.label,
    description: [field.description, rows, ...barredChoices(field)].filter(Boolean).join(' '),
    defaultValue: value === null ? FOLLOW : String(value),
    error,
  };
  if (!field.choices) return <TextInput {...shared} inputMode="numeric" maxLength={4} rightSection={null} />;
  const follow = site ? [{ value: FOLLOW, label: valueText(field, null) }] : [];
  return <NativeSelect {...shared} data={[...follow, ...openChoices(field)]} />;
}
