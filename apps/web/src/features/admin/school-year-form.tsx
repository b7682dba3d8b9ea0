import { Button, TextInput } from '@mantine/core';
import { isDay } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { yearLabel } from '../../lib/school-calendar.js';
import { dayText } from '../../lib/time.js';
import styles from './admin.module.css';
import { schoolYearsQuery } from '../../lib/school-years.js';

type SchoolYear = Dto<'SchoolYearDto'>;

const CONFLICT =
  'Somebody else changed the district meanwhile. What you entered is kept: save again to put it in the place of theirs.';

/** "2026-27 · Aug 10, 2026 – Jun 11, 2027 · now" */
export const yearLine = ({ label, startsOn, endsOn }: SchoolYear, now: boolean): string =>
  `${label} · ${dayText(startsOn)} – ${dayText(endsOn)}${now ? ' · now' : ''}`;

function problemsIn({ startsOn, endsOn }: Record<string, string>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isDay(startsOn)) problems.push({ field: 'startsOn', message: 'Give the first day of school' });
  if (!isDay(endsOn)) problems.push({ field: 'endsOn', message: 'Give the last day of school' });
  if (problems.length === 0 && endsOn <= startsOn)
    problems.push({ field: 'endsOn', message: 'The last day must be later than the first' });
  return problems;
}

interface SchoolYearFormProps {
  /** `null`: a new one. */
  year: SchoolYear | null;
  /** Of the district: school years are changed under it. */
  version: number;
  onClose: (id?: string) => void;
}

/** First and last day; the name follows from them unless one is given. */
export function SchoolYearForm({ year, version, onClose }: SchoolYearFormProps): ReactNode {
  const client = useQueryClient();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewSchoolYearDto'>) =>
      year
        ? ask(api.PATCH('/api/v1/school-years/{id}', { params: { path: { id: year.id } }, body: { version, ...body } }))
        : ask(api.POST('/api/v1/school-years', { body })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: schoolYearsQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['district'] });
      onClose(id);
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: ['district'] });
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
  const shown = problems.length > 0 ? problems : refusedFields(error, labelTaken ? 'yearName' : 'startsOn', CONFLICT);
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  const day = (id: 'startsOn' | 'endsOn', label: string): ReactNode => (
    <TextInput id={id} name={id} type="date" label={label} defaultValue={year?.[id]} error={errorOf(id)} />
  );
  return (
    <form className={styles.inset} onSubmit={submit} noValidate aria-label={year ? 'Change the year' : 'New year'}>
      <FormProblems problems={shown} />
      {day('startsOn', 'First day of school')}
      {day('endsOn', 'Last day of school')}
      <TextInput
        id="yearName"
        name="yearName"
        label="Name"
        description="Empty: from the days, such as 2026-27"
        maxLength={40}
        defaultValue={year?.label}
        error={errorOf('yearName')}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          {year ? 'Save' : 'Add'}
        </Button>
        <Button variant="default" size="xs" onClick={() => onClose()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
