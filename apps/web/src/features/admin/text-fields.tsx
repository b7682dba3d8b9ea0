import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';

type TextField = (
  name: string,
  label: string,
  value: string | null | undefined,
  max: number,
  help?: string,
) => ReactNode;

/** A form's text fields, each with its own problem. */
export const textFields =
  (problems: FieldProblem[]): TextField =>
  (name, label, value, max, help) => (
    <TextInput
      id={name}
      name={name}
      label={label}
      description={help}
      maxLength={max}
      autoComplete="off"
      defaultValue={value ?? ''}
      error={problems.find(({ field }) => field === name)?.message}
    />
  );
