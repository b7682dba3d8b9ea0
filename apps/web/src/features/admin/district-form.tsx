import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { sessionQuery } from '../../lib/session.js';
import { DistrictFields } from '../../components/district-fields.js';
import { districtProblems } from '../../lib/district-values.js';
import styles from './admin.module.css';
import { Saved } from './saved.js';
import { districtQuery } from './district-queries.js';

const CONFLICT =
  'Somebody else changed the district meanwhile. What you entered is kept: save again to put it in the place of theirs, or load the page again to see theirs.';

/** Name, zone, fiscal year and rules. */
export function DistrictForm({ district }: { district: Dto<'DistrictDto'> }): ReactNode {
  const client = useQueryClient();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error, reset } = useMutation({
    mutationFn: (body: Dto<'EditDistrictDto'>) => ask(api.PATCH('/api/v1/district', { body })),
    onSuccess: (changed) => {
      client.setQueryData(districtQuery.queryKey, changed);
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: districtQuery.queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const wrong = districtProblems(values);
    setProblems(wrong);
    if (wrong.length > 0) return;
    mutate({
      version: district.version,
      name: values.districtName,
      timeZone: values.timeZone,
      fiscalYearStartMonth: Number(values.fiscalYearStartMonth),
      profile: values.profile as Dto<'DistrictProfile'>,
    });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'districtName', CONFLICT);
  return (
    <form className={styles.form} onSubmit={submit} onInput={() => isSuccess && reset()} noValidate>
      <FormProblems problems={shown} />
      <DistrictFields values={district} problems={shown} />
      <Saved when={isSuccess} />
      <Button type="submit" loading={isPending}>
        Save
      </Button>
    </form>
  );
}
