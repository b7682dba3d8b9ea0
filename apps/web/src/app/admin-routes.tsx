import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from './guards.js';
import { rootRoute, shellRoute } from './root-routes.js';

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users',
  beforeLoad: needs('managing accounts', 'account:manage'),
  component: lazyRouteComponent(() => import('../features/admin/users-page.js'), 'UsersPage'),
});

const newUserRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users/new',
  beforeLoad: needs('managing accounts', 'account:manage'),
  component: lazyRouteComponent(() => import('../features/admin/new-user-page.js'), 'NewUserPage'),
});

const userRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users/$id',
  beforeLoad: needs('managing accounts', 'account:manage'),
  component: lazyRouteComponent(() => import('../features/admin/user-page.js'), 'UserPage'),
});

const rolesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/roles',
  beforeLoad: needs('roles', 'role:read'),
  component: lazyRouteComponent(() => import('../features/admin/roles/roles-page.js'), 'RolesPage'),
});

const newRoleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/roles/new',
  beforeLoad: needs('managing roles', 'account:manage'),
  component: lazyRouteComponent(() => import('../features/admin/roles/new-role-page.js'), 'NewRolePage'),
});

const roleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/roles/$code',
  beforeLoad: needs('roles', 'role:read'),
  component: lazyRouteComponent(() => import('../features/admin/roles/role-page.js'), 'RolePage'),
});

const tokensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/tokens',
  beforeLoad: needs('the tokens of others', 'account:manage'),
  component: lazyRouteComponent(() => import('../features/tokens/tokens-page.js'), 'TokensPage'),
});

const ownTokensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/tokens',
  component: lazyRouteComponent(() => import('../features/tokens/tokens-page.js'), 'OwnTokensPage'),
});

const signInSettingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sign-in',
  beforeLoad: needs('single sign-on', 'provider:manage'),
  component: lazyRouteComponent(
    () => import('../features/admin/sign-in/sign-in-settings-page.js'),
    'SignInSettingsPage',
  ),
});

const districtRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/district',
  beforeLoad: needs('the district’s settings', 'district:edit'),
  component: lazyRouteComponent(() => import('../features/admin/district-page.js'), 'DistrictPage'),
});

const adminSitesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sites',
  beforeLoad: needs('the settings of sites', 'site:edit'),
  component: lazyRouteComponent(() => import('../features/admin/sites/sites-page.js'), 'AdminSitesPage'),
});

const newSiteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sites/new',
  beforeLoad: needs('the settings of sites', 'site:edit'),
  component: lazyRouteComponent(() => import('../features/admin/sites/new-site-page.js'), 'NewSitePage'),
});

const adminSiteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sites/$id',
  beforeLoad: needs('the settings of sites', 'site:edit'),
  component: lazyRouteComponent(() => import('../features/admin/sites/site-page.js'), 'AdminSitePage'),
});

const modelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/models',
  beforeLoad: needs('the standards list', 'model:read'),
  component: lazyRouteComponent(() => import('../features/admin/models-page.js'), 'ModelsPage'),
});

const policiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/policies',
  beforeLoad: needs('policies', 'policy:edit', 'admin-log:read'),
  component: lazyRouteComponent(() => import('../features/admin/policies/policies-page.js'), 'PoliciesPage'),
});

const retentionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/retention',
  beforeLoad: needs('how long students are known', 'retention:run'),
  component: lazyRouteComponent(() => import('../features/retention/retention-page.js'), 'RetentionPage'),
});

const stationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/stations',
  beforeLoad: needs('the settings of sites', 'site:edit'),
  component: lazyRouteComponent(() => import('../features/admin/stations-page.js'), 'StationsPage'),
});

const backupsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/backups',
  beforeLoad: needs('backups', 'backup:manage'),
  component: lazyRouteComponent(() => import('../features/admin/backups/backups-page.js'), 'BackupsPage'),
});

const systemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/system',
  beforeLoad: needs('the state of the system', 'system:read'),
  component: lazyRouteComponent(() => import('../features/admin/system/system-page.js'), 'SystemPage'),
});

const standardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards',
  component: lazyRouteComponent(() => import('../features/standards/standards-page.js'), 'StandardsPage'),
});

const modelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models/$id',
  beforeLoad: needs('the standards list', 'model:read'),
  component: lazyRouteComponent(() => import('../features/standards/model-page.js'), 'ModelPage'),
});

/** Beside the shell: for people who do not sign in. */
export const publicStandardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/public/standards',
  component: lazyRouteComponent(() => import('../features/standards/standards-page.js'), 'PublicStandardsPage'),
});

const logRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/log',
  beforeLoad: needs('the log', 'ledger:verify', 'admin-log:read', 'access-log:read'),
  component: lazyRouteComponent(() => import('../features/log/log-page.js'), 'LogPage'),
});

const accessLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/log/access',
  beforeLoad: needs('the access log', 'access-log:read'),
  component: lazyRouteComponent(() => import('../features/access-log/access-log-page.js'), 'AccessLogPage'),
});

const changesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/log/changes',
  beforeLoad: needs('the log of changes', 'admin-log:read'),
  component: lazyRouteComponent(() => import('../features/admin/changes/changes-page.js'), 'ChangesPage'),
});

/** Pages of administration and of the logs. */
export const adminRoutes = [
  usersRoute,
  newUserRoute,
  userRoute,
  rolesRoute,
  newRoleRoute,
  roleRoute,
  tokensRoute,
  ownTokensRoute,
  signInSettingsRoute,
  districtRoute,
  adminSitesRoute,
  newSiteRoute,
  adminSiteRoute,
  modelsRoute,
  policiesRoute,
  backupsRoute,
  systemRoute,
  retentionRoute,
  stationsRoute,
  standardsRoute,
  modelRoute,
  logRoute,
  accessLogRoute,
  changesRoute,
] as const;
