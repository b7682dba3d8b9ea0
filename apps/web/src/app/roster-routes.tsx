import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from './guards.js';
import { shellRoute } from './root-routes.js';

const rostersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters',
  beforeLoad: needs('rosters', 'roster:run', 'roster:approve'),
  component: lazyRouteComponent(() => import('../features/rosters/rosters-page.js'), 'RostersPage'),
});

const uploadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/new',
  beforeLoad: needs('rosters', 'roster:run'),
  component: lazyRouteComponent(() => import('../features/rosters/upload-page.js'), 'UploadRosterPage'),
});

const runRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/runs/$id',
  beforeLoad: needs('rosters', 'roster:run', 'roster:approve'),
  component: lazyRouteComponent(() => import('../features/rosters/run-page.js'), 'RosterRunPage'),
});

const newSourceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/sources/new',
  beforeLoad: needs('rosters', 'roster:run'),
  component: lazyRouteComponent(() => import('../features/rosters/source-page.js'), 'NewRosterSourcePage'),
});

const sourceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/sources/$id',
  beforeLoad: needs('rosters', 'roster:run'),
  component: lazyRouteComponent(() => import('../features/rosters/source-page.js'), 'RosterSourcePage'),
});

const orgsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/sources/$id/schools',
  beforeLoad: needs('rosters', 'roster:run'),
  component: lazyRouteComponent(() => import('../features/rosters/orgs-page.js'), 'RosterOrgsPage'),
});

const questionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rosters/questions',
  beforeLoad: needs('answering for people', 'person:edit'),
  component: lazyRouteComponent(() => import('../features/rosters/questions-page.js'), 'RosterQuestionsPage'),
});

const siteMovesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sites/$code/moved',
  beforeLoad: needs('people', 'person:read'),
  component: lazyRouteComponent(() => import('../features/sites/site-moves-page.js'), 'SiteMovesPage'),
});

/** Who sends rosters, what came of each, what they ask, and who moved. */
export const rosterRoutes = [
  rostersRoute,
  uploadRoute,
  runRoute,
  newSourceRoute,
  sourceRoute,
  orgsRoute,
  questionsRoute,
  siteMovesRoute,
] as const;
