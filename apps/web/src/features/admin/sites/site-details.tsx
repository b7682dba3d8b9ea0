import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { formValues, refusedFields } from '../../../lib/form.js';
import styles from '../admin.module.css';
import { Saved } from '../saved.js';
import { readSite, siteField, SiteFields } from './site-form.js';
import { useSiteChange, type Site } from './site-queries.js';

export const CONFLICT =
  'Somebody else changed this site meanwhile. What you entered is kept: save again to put it in the place of theirs, or load the page again to see theirs.';

export function SiteDetails({ site }: { site: Site }): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error, reset } = useSiteChange(site.id, (body: Dto<'EditSiteDto'>) =>
    ask(api.PATCH('/api/v1/sites/{id}', { params: { path: { id: site.id } }, body })),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { body, problems: wrong } = readSite(formValues(event.currentTarget));
    setProblems(wrong);
    if (wrong.length === 0) mutate({ version: site.version, ...body });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'siteCode', CONFLICT).map(siteField);
  return (
    <form className={styles.form} onSubmit={submit} onInput={() => isSuccess && reset()} noValidate>
      <FormProblems problems={shown} />
      <SiteFields site={site} problems={shown} />
      <Saved when={isSuccess} />
      <Button type="submit" loading={isPending}>
        Save
      </Button>
    </form>
  );
}
