import {
  IconBarcode,
  IconBell,
  IconBook2,
  IconBookmark,
  IconBuilding,
  IconBuildingCog,
  IconClipboardCheck,
  IconBuildingCommunity,
  IconChecklist,
  IconCertificate,
  IconDatabaseExport,
  IconDeviceDesktop,
  IconDeviceLaptop,
  IconDeviceUnknown,
  IconDownload,
  IconEraser,
  IconFileImport,
  IconGavel,
  IconHistory,
  IconHome,
  IconKey,
  IconListCheck,
  IconListDetails,
  IconLockAccess,
  IconLogin2,
  IconScan,
  IconStethoscope,
  IconSchool,
  IconTags,
  IconTransfer,
  IconUserQuestion,
  IconUsers,
  IconUserShield,
  type Icon,
} from '@tabler/icons-react';

export interface MenuItem {
  label: string;
  to: string;
  icon: Icon;
  /** Shown to accounts that hold one of these; to everybody when absent. */
  anyOf?: string[];
}

export interface MenuGroup {
  label: string;
  items: MenuItem[];
}

/** The left rail. An item appears once its page exists (`routes.tsx`) and the account may open it. */
export const MENU: MenuGroup[] = [
  {
    label: 'Work',
    items: [
      { label: 'Home', to: '/', icon: IconHome },
      { label: 'Scan', to: '/scan', icon: IconScan, anyOf: ['scan:use'] },
      { label: 'Devices', to: '/devices', icon: IconDeviceLaptop, anyOf: ['device:read'] },
      { label: 'People', to: '/people', icon: IconUsers, anyOf: ['person:read'] },
      { label: 'Loans', to: '/loans', icon: IconTransfer, anyOf: ['device:read'] },
      { label: 'Reservations', to: '/reservations', icon: IconBookmark, anyOf: ['device:check-out'] },
      { label: 'Sites', to: '/sites', icon: IconBuilding, anyOf: ['site:read'] },
      { label: 'Lists', to: '/lists/loaners', icon: IconListCheck, anyOf: ['person:read'] },
      { label: 'Clearances', to: '/clearances', icon: IconClipboardCheck, anyOf: ['person:read'] },
      { label: 'Roster questions', to: '/rosters/questions', icon: IconUserQuestion, anyOf: ['person:edit'] },
      { label: 'Missing and stolen', to: '/missing', icon: IconDeviceUnknown, anyOf: ['device:read'] },
      { label: 'Labels', to: '/labels', icon: IconBarcode, anyOf: ['label:print'] },
      { label: 'Notices', to: '/notices', icon: IconBell },
      { label: 'Standards', to: '/standards', icon: IconCertificate },
      { label: 'Models', to: '/admin/models', icon: IconTags, anyOf: ['model:read'] },
    ],
  },
  {
    label: 'Data',
    items: [
      { label: 'Bulk changes', to: '/bulk', icon: IconChecklist, anyOf: ['device:edit', 'device:change-state'] },
      { label: 'Imports', to: '/imports', icon: IconFileImport, anyOf: ['import:run'] },
      { label: 'Rosters', to: '/rosters', icon: IconSchool, anyOf: ['roster:run', 'roster:approve'] },
      {
        label: 'Exports',
        to: '/exports',
        icon: IconDownload,
        anyOf: ['device:read', 'person:read', 'export:pseudonyms'],
      },
      {
        label: 'Log',
        to: '/log',
        icon: IconBook2,
        anyOf: ['ledger:verify', 'admin-log:read', 'access-log:read'],
      },
      { label: 'Access log', to: '/log/access', icon: IconHistory, anyOf: ['access-log:read'] },
    ],
  },
  {
    label: 'Admin',
    items: [
      { label: 'District', to: '/admin/district', icon: IconBuildingCommunity, anyOf: ['district:edit'] },
      { label: 'Site settings', to: '/admin/sites', icon: IconBuildingCog, anyOf: ['site:edit'] },
      { label: 'Stations', to: '/admin/stations', icon: IconDeviceDesktop, anyOf: ['site:edit'] },
      { label: 'Policies', to: '/admin/policies', icon: IconGavel, anyOf: ['policy:edit', 'admin-log:read'] },
      { label: 'Retention', to: '/admin/retention', icon: IconEraser, anyOf: ['retention:run'] },
      { label: 'Users', to: '/admin/users', icon: IconUserShield, anyOf: ['account:manage'] },
      { label: 'Roles', to: '/admin/roles', icon: IconLockAccess, anyOf: ['role:read'] },
      { label: 'Sign-in', to: '/admin/sign-in', icon: IconLogin2, anyOf: ['provider:manage'] },
      { label: 'Tokens', to: '/admin/tokens', icon: IconKey, anyOf: ['account:manage'] },
      { label: 'Backups', to: '/admin/backups', icon: IconDatabaseExport, anyOf: ['backup:manage'] },
      { label: 'System', to: '/admin/system', icon: IconStethoscope, anyOf: ['system:read'] },
      { label: 'Changes', to: '/log/changes', icon: IconListDetails, anyOf: ['admin-log:read'] },
    ],
  },
];
