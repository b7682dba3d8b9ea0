import { permissionGroups } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../../components/not-found-page.js';
import { MENU } from '../../../lib/menu.js';
import { Block, Page } from '../../../components/page.js';
import { Badge } from '../../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import type { Dto } from '../../../lib/api.js';
import { useCanEverywhere } from '../../../lib/session.js';
import { allRolesQuery } from '../account-queries.js';
import styles from '../admin.module.css';
import rights from './roles.module.css';
import { RoleForm } from './role-form.js';
import { Holders } from './roles-page.js';

/** One role: what it permits, who has it, what somebody with nothing else sees. */
export function RolePage(): ReactNode {
  const { code = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(allRolesQuery);
  const mayEdit = useCanEverywhere('account:manage');
  if (!data && error) return <ErrorState page error={error} what="The role" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const role = data.items.find((each) => each.code === code);
  if (!role) return <NotFoundPage />;
  return (
    <Page
      title={role.label}
      area="Roles"
      crumbs={[{ label: 'Roles', href: '/admin/roles' }]}
      beside={role.builtIn && <Badge tone="grey">Came with Cubby</Badge>}
      lead={
        <>
          <Holders role={role} /> {role.holders === 1 ? 'has' : 'have'} it.
          {role.secondFactor && ' It gives nothing without a second factor.'}
          {role.builtIn && ' It stays as it is: copy it to change it.'}
        </>
      }
      actions={
        mayEdit && (
          <Button
            variant="default"
            leftSection={<IconCopy size={16} />}
            renderRoot={(props) => <Link to="/admin/roles/new" search={{ copy: role.code } as never} {...props} />}
          >
            Copy
          </Button>
        )
      }
    >
      <div className={styles.blocks}>
        <Block title="What it permits">
          {mayEdit && !role.builtIn ? (
            <RoleForm key={role.id} role={role} like={null} permissions={data.permissions} onSaved={() => undefined} />
          ) : (
            <Permitted role={role} />
          )}
        </Block>
        <Block title="What somebody with this role alone sees">
          <Preview role={role} />
        </Block>
      </div>
    </Page>
  );
}

const Permitted = ({ role }: { role: Dto<'RoleDto'> }): ReactNode => (
  <div className={rights.permissions}>
    {permissionGroups(role.permissions).map((group) => (
      <section key={group.label}>
        <h3>{group.label}</h3>
        <ul>
          {group.permissions.map(({ code, label }) => (
            <li key={code}>{label}</li>
          ))}
        </ul>
      </section>
    ))}
  </div>
);

/** The menu as such an account has it. Nothing is opened as somebody else. */
function Preview({ role }: { role: Dto<'RoleDto'> }): ReactNode {
  const may = new Set(role.permissions.map(({ code }) => code));
  const groups = MENU.map(({ label, items }) => ({
    label,
    items: items.filter(({ anyOf }) => !anyOf || anyOf.some((code) => may.has(code))),
  })).filter(({ items }) => items.length > 0);
  return (
    <div className={rights.permissions}>
      {groups.map(({ label, items }) => (
        <section key={label}>
          <h3>{label}</h3>
          <ul>
            {items.map((item) => (
              <li key={item.to}>{item.label}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
