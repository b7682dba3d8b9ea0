import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from './guards.js';
import { shellRoute } from './root-routes.js';

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

/** People, what they owe, and the lists for the morning. */
export const peopleRoutes = [
  peopleRoute,
  newPersonRoute,
  temporaryPeopleRoute,
  personRoute,
  clearancesRoute,
  clearanceRoute,
  loanersRoute,
  overdueRoute,
  noShowsRoute,
] as const;
