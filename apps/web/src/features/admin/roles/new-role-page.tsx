import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../../components/page.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import { useUrlState } from '../../../lib/use-url-state.js';
import { allRolesQuery } from '../account-queries.js';
import { RoleForm } from './role-form.js';

/** A role from nothing, or (`?copy=site-clerk`) from another one. */
export function NewRolePage(): ReactNode {
  const [url] = useUrlState();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(allRolesQuery);
  if (!data && error) return <ErrorState page error={error} what="The roles" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const like = data.items.find(({ code }) => code === url.copy) ?? null;
  return (
    <Page
      title={like ? `New role like ${like.label}` : 'New role'}
      area="Roles"
      crumbs={[{ label: 'Roles', href: '/admin/roles' }]}
      lead="The role can be given to accounts once it is made."
    >
      <RoleForm
        key={like?.id}
        role={null}
        like={like}
        permissions={data.permissions}
        onSaved={({ code }) => void navigate({ to: '/admin/roles/$code', params: { code } })}
      />
    </Page>
  );
}
