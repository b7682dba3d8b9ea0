import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useForm } from '../../../lib/use-form.js';
import styles from '../admin.module.css';
import { Saved } from '../saved.js';
import { readSite, siteField, SiteFields } from './site-form.js';
import { useSiteChange, type Site } from './site-queries.js';

export const CONFLICT =
  'Somebody else changed this site meanwhile. What you entered is kept: save again to put it in the place of theirs, or load the page again to see theirs.';

export function SiteDetails({ site }: { site: Site }): ReactNode {
  const { mutate, isPending, isSuccess, error, reset } = useSiteChange(site.id, (body: Dto<'EditSiteDto'>) =>
    ask(api.PATCH('/api/v1/sites/{id}', { params: { path: { id: site.id } }, body })),
  );
  const { onSubmit, problems } = useForm({
    read: readSite,
    send: (body) => mutate({ version: site.version, ...body }),
    refused: refusedFields(error, 'siteCode', CONFLICT).map(siteField),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} onInput={() => isSuccess && reset()} noValidate>
      <FormProblems problems={problems} />
      <SiteFields site={site} problems={problems} />
      <Saved when={isSuccess} />
      <Button type="submit" loading={isPending}>
        Save
      </Button>
    </form>
  );
}
