import { holdersText, permissionGroups, permissionPart, said, WHO_HAS_ROLE } from '@app/kernel';
import { PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { PermissionDto, RoleDto } from '../roles/role.dto.js';
import type { RolesService } from '../roles/roles.service.js';

/** One line of the matrix; without a permission the line that counts who has each role. */
interface Row {
  permission: PermissionDto | null;
  roles: RoleDto[];
}

/** The matrix of the page, whose columns are the district's own roles: in a file each line names those that are ticked. */
export const rolesExport = (service: RolesService): ExportList<Row, PageQuery> => ({
  list: 'roles',
  title: { en: 'Roles', es: 'Funciones' },
  anyOf: ['role:read'],
  query: PageQuery,
  page: async () => {
    const { items, permissions } = await service.list();
    const lines = permissionGroups(permissions).flatMap((group) => group.permissions);
    const ticked = (code: string): RoleDto[] =>
      items.filter((role) => role.permissions.some((each) => each.code === code));
    return {
      items: [
        { permission: null, roles: items },
        ...lines.map((permission) => ({ permission, roles: ticked(permission.code) })),
      ],
      next: null,
    };
  },
  columns: [
    {
      key: 'part',
      title: { en: 'Part', es: 'Parte' },
      value: ({ permission }, language) => permission && permissionPart(permission, language),
    },
    {
      key: 'permission',
      title: { en: 'Permission', es: 'Permiso' },
      value: ({ permission }, language) => permission?.label ?? said(WHO_HAS_ROLE, language),
    },
    { key: 'code', title: { en: 'Code', es: 'Código' }, value: ({ permission }) => permission?.code ?? null },
    {
      key: 'roles',
      title: { en: 'Roles', es: 'Funciones' },
      value: ({ permission, roles }, language) =>
        roles
          .map(({ label, holders }) => (permission ? label : `${label}: ${holdersText(holders, language)}`))
          .join(' · ') || null,
    },
  ],
});
