import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import { Page } from '../../../components/page.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useForm } from '../../../lib/use-form.js';
import { sessionQuery } from '../../../lib/session.js';
import styles from '../admin.module.css';
import { readSite, siteField, SiteFields } from './site-form.js';

/** A new school, office or warehouse; its rooms, programs and hours follow on its page. */
export function NewSitePage(): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewSiteDto'>) => ask(api.POST('/api/v1/sites', { body })),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['sites'] });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void navigate({ to: '/admin/sites/$id', params: { id } });
    },
  });
  const { onSubmit, problems } = useForm({
    read: readSite,
    send: mutate,
    refused: refusedFields(error, 'siteCode').map(siteField),
  });
  return (
    <Page
      title="Add a site"
      area="Site settings"
      crumbs={[{ label: 'Site settings', href: '/admin/sites' }]}
      lead="A school, an office or a warehouse. Rooms, programs and hours follow on its page."
      narrow
    >
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        <SiteFields site={null} problems={problems} />
        <Button type="submit" loading={isPending}>
          Add
        </Button>
      </form>
    </Page>
  );
}
