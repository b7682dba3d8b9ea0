import { holdersText, permissionGroups, WHO_HAS_ROLE, said } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExportMenu } from '../../../components/exports/export-menu.js';
import { exportSay } from '../../../components/exports/export-words.js';
import { Page } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/states.js';
import type { Dto } from '../../../lib/api.js';
import { useCanEverywhere } from '../../../lib/session.js';
import { allRolesQuery } from '../account-queries.js';
import styles from '../admin.module.css';
import rights from './roles.module.css';

/** The columns of the page are the district's own roles; a file names in each line those that are ticked. */
const ROLE_LINES = ['part', 'permission', 'code', 'roles'] as const;

/** What each role may do: permissions by role. */
export function RolesPage(): ReactNode {
  const { data, error, refetch } = useQuery(allRolesQuery);
  const mayEdit = useCanEverywhere('account:manage');
  return (
    <Page
      title="Roles"
      lead="A role is a set of permissions. An account may have several, each at one site or in the whole district."
      actions={
        <>
          <ExportMenu list="roles" query={{}} columns={ROLE_LINES} lead={exportSay('lead.roles')} />
          {mayEdit && (
            <Button
              renderRoot={(props) => <Link to="/admin/roles/new" {...props} />}
              leftSection={<IconPlus size={16} />}
            >
              Role
            </Button>
          )}
        </>
      }
    >
      {!data && error ? (
        <ErrorState error={error} what="The roles" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.items.length === 0 ? (
        <EmptyState title="There are no roles" />
      ) : (
        <Matrix {...data} />
      )}
    </Page>
  );
}

export const Holders = ({ role }: { role: Dto<'RoleDto'> }): ReactNode => {
  const mayList = useCanEverywhere('account:manage');
  const text = holdersText(role.holders);
  return mayList && role.holders > 0 ? (
    <Link to="/admin/users" search={{ role: role.code } as never} aria-label={`${text} with ${role.label}`}>
      {text}
    </Link>
  ) : (
    text
  );
};

const Matrix = ({ items: roles, permissions }: Dto<'RolesDto'>): ReactNode => (
  <div className={table.scroll} tabIndex={0} role="region" aria-label="Permissions by role, scrollable">
    <table className={rights.matrix}>
      <caption className="visually-hidden">Permissions by role</caption>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          {roles.map(({ id, code, label }) => (
            <th key={id} scope="col">
              <Link to="/admin/roles/$code" params={{ code }} className={styles.name}>
                {label}
              </Link>
            </th>
          ))}
        </tr>
        <tr>
          <th scope="row">{said(WHO_HAS_ROLE)}</th>
          {roles.map((role) => (
            <td key={role.id}>
              <Holders role={role} />
            </td>
          ))}
        </tr>
      </thead>
      {permissionGroups(permissions).map((group) => (
        <tbody key={group.label}>
          <tr>
            <th scope="colgroup" colSpan={roles.length + 1} className={rights.group}>
              {group.label}
            </th>
          </tr>
          {group.permissions.map(({ code, label }) => (
            <tr key={code}>
              <th scope="row">
                {label}
                <code>{code}</code>
              </th>
              {roles.map((role) => (
                <td key={role.id}>
                  {role.permissions.some((each) => each.code === code) ? (
                    <IconCheck size={18} stroke={2.4} role="img" aria-label="Yes" />
                  ) : (
                    <span className="visually-hidden">No</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  </div>
);
