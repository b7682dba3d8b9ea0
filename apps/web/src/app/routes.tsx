import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { safeNext } from '../lib/safe-next.js';
import { NotFoundPage } from '../components/not-found-page.js';
import { onlyForSetup, setupFirst } from '../features/setup/setup-guard.js';
import { adminRoutes, publicStandardsRoute } from './admin-routes.js';
import { deviceRoutes } from './device-routes.js';
import { needs } from './guards.js';
import { labelRoutes } from './label-routes.js';
import { peopleRoutes } from './people-routes.js';
import { rootRoute, shellRoute, signedInRoute } from './root-routes.js';
import { rosterRoutes } from './roster-routes.js';
import { scanRoutes } from './scan-routes.js';

/** Where to go on afterwards. */
const withNext = (search: Record<string, unknown>): { next?: string } =>
  search.next ? { next: safeNext(search.next) } : {};

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: withNext,
  beforeLoad: setupFirst,
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage'),
});

const callbackRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/callback',
  component: lazyRouteComponent(() => import('../features/sign-in/callback-page.js'), 'CallbackPage'),
});

const codeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/sign-in/code',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('../features/sign-in/code-page.js'), 'CodePage'),
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

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account-page.js'), 'AccountPage'),
});

const secondFactorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/second-factor',
  validateSearch: withNext,
  component: lazyRouteComponent(
    () => import('../features/account/second-factor/second-factor-page.js'),
    'SecondFactorPage',
  ),
});

const passwordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/password',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('../features/account/password-page.js'), 'PasswordPage'),
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
  beforeLoad: needs('loans', 'person:read'),
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
  beforeLoad: needs('the search', 'device:read', 'person:read'),
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

const exportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/exports',
  component: lazyRouteComponent(() => import('../features/exports/exports-page.js'), 'ExportsPage'),
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
 * below, and its menu item in `menu.ts`. Those of devices, people, labels,
 * rosters, administration and the scan station stand in files of their own beside this one.
 */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  callbackRoute,
  setupRoute,
  publicStandardsRoute,
  signedInRoute.addChildren([
    ...scanRoutes,
    codeRoute,
    shellRoute.addChildren([
      homeRoute,
      ...deviceRoutes,
      ...peopleRoutes,
      ...labelRoutes,
      sitesRoute,
      siteRoute,
      siteLoansRoute,
      cartRoute,
      siteStudentsRoute,
      importsRoute,
      newImportRoute,
      importRoute,
      ...rosterRoutes,
      exportsRoute,
      ...adminRoutes,
      noticesRoute,
      searchRoute,
      accountRoute,
      secondFactorRoute,
      sessionsRoute,
      passwordRoute,
      helpRoute,
      nowhereRoute,
    ]),
  ]),
]);
