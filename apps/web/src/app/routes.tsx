import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { api, ask, problemOf } from '../lib/api.js';
import { safeNext } from '../lib/safe-next.js';
import { NotFoundPage } from './error-page.js';
import { onlyForSetup, setupFirst } from '../features/setup/setup-guard.js';
import { adminRoutes, publicStandardsRoute } from './admin-routes.js';
import { needs } from './guards.js';
import { rootRoute, shellRoute, signedInRoute } from './root-routes.js';
import { scanRoutes } from './scan-routes.js';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    search.next ? { next: safeNext(search.next) } : {},
  beforeLoad: setupFirst,
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: onlyForSetup,
  component: lazyRouteComponent(() => import('../features/setup/setup-page.js'), 'SetupPage'),
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.js'), 'HomePage'),
});

const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/sessions',
  component: lazyRouteComponent(() => import('../features/account/sessions-page.js'), 'SessionsPage'),
});

const passwordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/password',
  component: lazyRouteComponent(() => import('../features/account/password-page.js'), 'PasswordPage'),
});

const devicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices',
  beforeLoad: needs('devices', 'device:read'),
  component: lazyRouteComponent(() => import('../features/devices/devices-page.js'), 'DevicesPage'),
});

const newDeviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/new',
  beforeLoad: needs('registering devices', 'device:register'),
  component: lazyRouteComponent(() => import('../features/devices/register-device-page.js'), 'RegisterDevicePage'),
});

const deviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/$id',
  beforeLoad: needs('devices', 'device:read'),
  component: lazyRouteComponent(() => import('../features/devices/device-page.js'), 'DevicePage'),
});

const reportMissingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/$id/report-missing',
  beforeLoad: needs('reporting devices missing', 'device:report-missing'),
  component: lazyRouteComponent(() => import('../features/missing/report-page.js'), 'ReportMissingPage'),
});

const missingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/missing',
  beforeLoad: needs('missing devices', 'device:read'),
  component: lazyRouteComponent(() => import('../features/missing/missing-page.js'), 'MissingPage'),
});

const missingCaseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/missing/$caseId',
  beforeLoad: needs('missing devices', 'device:read'),
  component: lazyRouteComponent(() => import('../features/missing/case-page.js'), 'CasePage'),
});

const reservationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reservations',
  beforeLoad: needs('reservations', 'device:read'),
  component: lazyRouteComponent(() => import('../features/reservations/reservations-page.js'), 'ReservationsPage'),
});

const clearancesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/clearances',
  beforeLoad: needs('clearances', 'person:read'),
  component: lazyRouteComponent(() => import('../features/clearances/clearances-page.js'), 'ClearancesPage'),
});

const clearanceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/clearances/$id',
  beforeLoad: needs('clearances', 'person:read'),
  component: lazyRouteComponent(() => import('../features/clearances/clearance-page.js'), 'ClearancePage'),
});

const loanersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/lists/loaners',
  beforeLoad: needs('lists', 'person:read'),
  component: lazyRouteComponent(() => import('../features/lists/loan-list-page.js'), 'LoanListPage'),
});

const overdueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/lists/overdue',
  beforeLoad: needs('lists', 'person:read'),
  component: lazyRouteComponent(() => import('../features/lists/loan-list-page.js'), 'LoanListPage'),
});

const noShowsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/lists/no-shows',
  beforeLoad: needs('lists', 'person:read'),
  component: lazyRouteComponent(() => import('../features/lists/no-shows-page.js'), 'NoShowsPage'),
});

const deviceTabRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/$id/$tab',
  beforeLoad: needs('devices', 'device:read'),
  component: lazyRouteComponent(() => import('../features/devices/device-page.js'), 'DevicePage'),
});

/** The address on a label: leads to the device, or to a search when no device of the account's sites has the tag. */
const tagRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/d/$tag',
  beforeLoad: needs('devices', 'device:read'),
  loader: async ({ params: { tag } }) => {
    const device = await ask(api.GET('/api/v1/devices/by-tag/{tag}', { params: { path: { tag } } })).catch(
      unlessUnknown,
    );
    if (device) redirect({ to: '/devices/$id', params: { id: device.id }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('../features/devices/by-tag-page.js'), 'UnknownTagPage'),
});

/** Nothing for a tag that is not known or not well formed; anything else is a real failure. */
function unlessUnknown(error: unknown): null {
  if ([400, 404, 422].includes(problemOf(error).status)) return null;
  throw error;
}

const bulkRunsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulk',
  beforeLoad: needs('changes of many devices', 'device:edit', 'device:change-state', 'device:clear-hold'),
  component: lazyRouteComponent(() => import('../features/bulk/bulk-runs-page.js'), 'BulkRunsPage'),
});

const bulkRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulk/$id',
  beforeLoad: needs('changes of many devices', 'device:edit', 'device:change-state', 'device:clear-hold'),
  component: lazyRouteComponent(() => import('../features/bulk/bulk-page.js'), 'BulkPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  beforeLoad: needs('people', 'person:read'),
  component: lazyRouteComponent(() => import('../features/people/people-page.js'), 'PeoplePage'),
});

const newPersonRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/new',
  beforeLoad: needs('adding people', 'person:edit'),
  component: lazyRouteComponent(() => import('../features/people/person-form.js'), 'NewPersonPage'),
});

const temporaryPeopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/temporary',
  beforeLoad: needs('people', 'person:read'),
  component: lazyRouteComponent(() => import('../features/people/temporary-page.js'), 'TemporaryPeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  beforeLoad: needs('people', 'person:read'),
  component: lazyRouteComponent(() => import('../features/people/person-page.js'), 'PersonPage'),
});

const sitesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sites',
  beforeLoad: needs('sites', 'site:read'),
  component: lazyRouteComponent(() => import('../features/sites/sites-page.js'), 'SitesPage'),
});

const siteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sites/$code',
  beforeLoad: needs('sites', 'site:read'),
  component: lazyRouteComponent(() => import('../features/sites/site-page.js'), 'SitePage'),
});

const cartRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/carts/$id',
  beforeLoad: needs('carts', 'site:read'),
  component: lazyRouteComponent(() => import('../features/carts/cart-page.js'), 'CartPage'),
});

const siteLoansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sites/$code/loans',
  beforeLoad: needs('loans', 'device:read'),
  component: lazyRouteComponent(() => import('../features/sites/site-loans-page.js'), 'SiteLoansPage'),
});

const siteStudentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sites/$code/students',
  beforeLoad: needs('people', 'person:read'),
  component: lazyRouteComponent(() => import('../features/sites/site-students-page.js'), 'SiteStudentsPage'),
});

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/search',
  component: lazyRouteComponent(() => import('../features/search/search-page.js'), 'SearchPage'),
});

const helpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('../features/help/help-page.js'), 'HelpPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  beforeLoad: needs('imports', 'import:run'),
  component: lazyRouteComponent(() => import('../features/imports/imports-page.js'), 'ImportsPage'),
});

const newImportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/new',
  beforeLoad: needs('imports', 'import:run'),
  component: lazyRouteComponent(() => import('../features/imports/new-import-page.js'), 'NewImportPage'),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$id',
  beforeLoad: needs('imports', 'import:run'),
  component: lazyRouteComponent(() => import('../features/imports/import-page.js'), 'ImportPage'),
});

const noticesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notices',
  component: lazyRouteComponent(() => import('../features/notices/notices-page.js'), 'NoticesPage'),
});

/** Any other address: not found, inside the shell. */
const nowhereRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage });

/**
 * Every page of the app. To add one: a route under `shellRoute` with `needs(…)` and a lazy component, its entry in `routeTree`
 * below, and its menu item in `menu.ts`. Those of administration stand
 * in `admin-routes.tsx`, those of the scan station in `scan-routes.tsx`.
 */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  setupRoute,
  publicStandardsRoute,
  signedInRoute.addChildren([
    ...scanRoutes,
    shellRoute.addChildren([
      homeRoute,
      devicesRoute,
      newDeviceRoute,
      deviceRoute,
      reportMissingRoute,
      deviceTabRoute,
      reservationsRoute,
      clearancesRoute,
      clearanceRoute,
      loanersRoute,
      overdueRoute,
      noShowsRoute,
      missingRoute,
      missingCaseRoute,
      tagRoute,
      bulkRunsRoute,
      bulkRunRoute,
      peopleRoute,
      newPersonRoute,
      temporaryPeopleRoute,
      personRoute,
      sitesRoute,
      siteRoute,
      siteLoansRoute,
      cartRoute,
      siteStudentsRoute,
      importsRoute,
      newImportRoute,
      importRoute,
      ...adminRoutes,
      noticesRoute,
      searchRoute,
      sessionsRoute,
      passwordRoute,
      helpRoute,
      nowhereRoute,
    ]),
  ]),
]);
