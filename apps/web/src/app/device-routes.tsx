import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { api, ask, problemOf } from '../lib/api.js';
import { needs } from './guards.js';
import { shellRoute } from './root-routes.js';

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

const lookAlikesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/look-alikes',
  beforeLoad: needs('merging devices', 'device:merge'),
  component: lazyRouteComponent(() => import('../features/devices/look-alikes-page.js'), 'LookAlikesPage'),
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

const reservationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reservations',
  beforeLoad: needs('reservations', 'device:read'),
  component: lazyRouteComponent(() => import('../features/reservations/reservations-page.js'), 'ReservationsPage'),
});

const loansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/loans',
  beforeLoad: needs('loans', 'device:read'),
  component: lazyRouteComponent(() => import('../features/loans/loans-page.js'), 'LoansPage'),
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

/** Devices, and what is done with them away from the desk. */
export const deviceRoutes = [
  devicesRoute,
  newDeviceRoute,
  lookAlikesRoute,
  deviceRoute,
  reportMissingRoute,
  deviceTabRoute,
  tagRoute,
  reservationsRoute,
  loansRoute,
  missingRoute,
  missingCaseRoute,
  bulkRunsRoute,
  bulkRunRoute,
] as const;
