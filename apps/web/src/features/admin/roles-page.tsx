import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { rolesQuery, type Role } from './account-queries.js';
import styles from './admin.module.css';

/** Every permission that some role has, by its code. */
export const permissionsOf = (roles: readonly Role[]): { code: string; label: string }[] =>
  [...new Map(roles.flatMap(({ permissions }) => permissions.map((each) => [each.code, each]))).values()].sort(
    (a, b) => (a.code < b.code ? -1 : 1),
  );

/** What each role may do: permissions by role. */
export function RolesPage(): ReactNode {
  const { data, error, refetch } = useQuery(rolesQuery);
  return (
    <Page
      title="Roles"
      lead="A role is a set of permissions. An account may have several, each at one site or in the whole district."
    >
      {!data && error ? (
        <ErrorState error={error} what="The roles" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.length === 0 ? (
        <EmptyState title="There are no roles" />
      ) : (
        <Matrix roles={data} />
      )}
    </Page>
  );
}

const Matrix = ({ roles }: { roles: Role[] }): ReactNode => (
  <div className={styles.scroll} tabIndex={0} role="region" aria-label="Permissions by role, scrollable">
    <table className={styles.matrix}>
      <caption className="visually-hidden">Permissions by role</caption>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          {roles.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {permissionsOf(roles).map(({ code, label }) => (
          <tr key={code}>
            <th scope="row">
              {label}
              <code>{code}</code>
            </th>
            {roles.map(({ id, permissions }) => (
              <td key={id}>
                {permissions.some((each) => each.code === code) ? (
                  <IconCheck size={18} stroke={2.4} role="img" aria-label="Yes" />
                ) : (
                  <span className="visually-hidden">No</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
