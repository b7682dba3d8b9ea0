import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import styles from './missing.module.css';

export interface FormField {
  name: string;
  label: string;
  kind?: 'text' | 'area' | 'day' | 'choice';
  choices?: { value: string; label: string }[];
  /** What is said when it is left empty; without it the field may be. */
  needed?: string;
  value?: string | null;
  hint?: string;
  max?: number;
}

export const choicesOf = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

interface CaseFormProps {
  fields: readonly FormField[];
  button: string;
  color?: string;
  /** Empty fields are left out, unless `keepEmpty`. */
  send: (values: Record<string, string>) => Promise<unknown>;
  keepEmpty?: boolean;
  onDone: () => void;
  onCancel: () => void;
}

/** A short form of a case: labels above, problems on top and beside their fields. */
export function CaseForm({ fields, button, color, send, keepEmpty, onDone, onCancel }: CaseFormProps): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({ mutationFn: send, onSuccess: onDone });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const missing = fields
      .filter(({ name, needed }) => needed && !values[name])
      .map(({ name, needed }) => ({ field: name, message: needed ?? '' }));
    setProblems(missing);
    if (missing.length === 0) mutate(keepEmpty ? values : filledFields(values));
  };
  const first = fields[0]?.name ?? 'submit';
  const shown =
    problems.length > 0
      ? problems
      : refusedFields(
          error,
          first,
          'Somebody changed this case meanwhile. Load the page again to see it.',
          Object.fromEntries(fields.map(({ name, label }) => [name, label])),
        );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      {fields.map((field, index) => (
        <FieldInput
          key={field.name}
          field={field}
          focus={index === 0}
          error={shown.find((problem) => problem.field === field.name)?.message}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit" id="submit" color={color} loading={isPending}>
          {button}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function FieldInput({ field, error, focus }: { field: FormField; error?: string; focus: boolean }): ReactNode {
  const { name, label, kind = 'text', choices, needed, value, hint, max } = field;
  const shared = {
    id: name,
    name,
    label: needed ? label : `${label} (optional)`,
    description: hint,
    error,
    defaultValue: value ?? undefined,
    ...(focus ? { 'data-autofocus': true } : {}),
  };
  if (kind === 'choice')
    return (
      <NativeSelect
        {...shared}
        label={label}
        data={needed ? [{ value: '', label: 'Choose…' }, ...(choices ?? [])] : choices}
      />
    );
  if (kind === 'area') return <Textarea {...shared} autosize minRows={3} maxLength={max ?? 2000} />;
  return <TextInput {...shared} type={kind === 'day' ? 'date' : 'text'} maxLength={max ?? 200} />;
}
