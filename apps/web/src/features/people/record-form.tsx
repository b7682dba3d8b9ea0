import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { refusedFields } from '../../lib/form.js';
import { BASES } from '../../lib/privacy-words.js';
import { useForm } from '../../lib/use-form.js';
import styles from './people.module.css';

export interface RecordField {
  name: string;
  label: string;
  description?: string;
  kind?: 'day' | 'lines' | 'basis';
  initial?: string;
  optional?: boolean;
  most?: number;
}

interface RecordFormProps {
  fields: RecordField[];
  submit: string;
  pending: boolean;
  error: unknown;
  onSend: (values: Record<string, string>) => void;
  onCancel: () => void;
  children?: ReactNode;
}

/** Words about a record: who, what, why, when. Every field is asked for unless it says that it is optional. */
export function RecordForm({ fields, submit, pending, error, onSend, onCancel, children }: RecordFormProps): ReactNode {
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]));
  const { onSubmit, problems, field } = useForm<Record<string, string>>({
    read: (values) => ({ body: filled(fields, values), problems: missing(fields, values) }),
    send: onSend,
    refused: refusedFields(error, fields[0].name, undefined, labels),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <FormProblems problems={problems} />
      {children}
      {fields.map((each, at) => (
        <Field key={each.name} field={each} first={at === 0} input={field(each.name)} />
      ))}
      <div className={styles.buttons}>
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  field: RecordField;
  first: boolean;
  input: { id: string; name: string; error: string | undefined };
}

function Field({ field, first, input }: FieldProps): ReactNode {
  const { label, description, kind, initial, most = 500 } = field;
  const shared = { ...input, label, description, defaultValue: initial, 'data-autofocus': first || undefined };
  if (kind === 'basis')
    return <NativeSelect {...shared} data={Object.entries(BASES).map(([value, words]) => ({ value, label: words }))} />;
  if (kind === 'lines') return <Textarea {...shared} autosize minRows={2} maxLength={most} />;
  return <TextInput {...shared} type={kind === 'day' ? 'date' : 'text'} maxLength={most} autoComplete="off" />;
}

const missing = (fields: RecordField[], values: Record<string, string>): FieldProblem[] =>
  fields
    .filter(({ name, optional }) => !optional && !values[name])
    .map(({ name, label }) => ({ field: name, message: `${label}: must be filled in` }));

const filled = (fields: RecordField[], values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name }) => (values[name] ? [[name, values[name]]] : [])));
