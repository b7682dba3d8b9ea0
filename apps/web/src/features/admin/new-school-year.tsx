import { Button, TextInput } from '@mantine/core';
import { isDay } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { yearLabel } from '../../lib/school-calendar.js';
import styles from './admin.module.css';
import { schoolYearsQuery } from './district-queries.js';

const Open = ({ onOpen }: { onOpen: () => void }): ReactNode => (
  <Button variant="default" size="compact-sm" onClick={onOpen}>
    Add a school year
  </Button>
);

function problemsIn({ startsOn, endsOn }: Record<string, string>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isDay(startsOn)) problems.push({ field: 'startsOn', message: 'Give the first day of school' });
  if (!isDay(endsOn)) problems.push({ field: 'endsOn', message: 'Give the last day of school' });
  if (problems.length === 0 && endsOn <= startsOn)
    problems.push({ field: 'endsOn', message: 'The last day must be later than the first' });
  return problems;
}

/** First and last day; the name follows from them unless one is given. */
function Form({ onClose }: { onClose: (id?: string) => void }): ReactNode {
  const client = useQueryClient();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewSchoolYearDto'>) => ask(api.POST('/api/v1/school-years', { body })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: schoolYearsQuery.queryKey });
      onClose(id);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const wrong = problemsIn(values);
    setProblems(wrong);
    const { startsOn, endsOn, yearName } = values;
    if (wrong.length === 0) mutate({ startsOn, endsOn, label: yearName || yearLabel(startsOn, endsOn) });
  };
  const labelTaken = error !== null && problemOf(error).code === 'school-year.label-taken';
  const shown = problems.length > 0 ? problems : refusedFields(error, labelTaken ? 'yearName' : 'startsOn');
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <TextInput id="startsOn" name="startsOn" type="date" label="First day of school" error={errorOf('startsOn')} />
      <TextInput id="endsOn" name="endsOn" type="date" label="Last day of school" error={errorOf('endsOn')} />
      <TextInput
        id="yearName"
        name="yearName"
        label="Name"
        description="Empty: from the days, such as 2026-27"
        maxLength={40}
        error={errorOf('yearName')}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          Add
        </Button>
        <Button variant="default" size="xs" onClick={() => onClose()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

export const NewSchoolYear = { Open, Form };
