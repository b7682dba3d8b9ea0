import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readSession, readSettings, writeSettings } from '../lib/station-store.js';
import { needs } from './guards.js';
import { signedInRoute } from './root-routes.js';

const scanRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scan',
  beforeLoad: ({ location }) => {
    if (location.pathname !== '/scan') return;
    redirect({ to: '/scan/$mode', params: { mode: localStorage.getItem('cubby.scan-mode') ?? 'in' }, throw: true });
  },
});

/** `session` is the one that runs in this browser; the address of any other shows what it came to. */
const stationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scan/$mode',
  validateSearch: (search: Record<string, unknown>): { session?: string; big?: string } => ({
    ...(typeof search.session === 'string' ? { session: search.session } : {}),
    ...(search.big === '1' || search.big === '0' ? { big: search.big } : {}),
  }),
  beforeLoad: ({ context, search: { session: id, big } }) => {
    needs('the scan station', 'scan:use')({ context });
    if (big) writeSettings({ ...readSettings(), big: big === '1' });
    if (id && id !== readSession()?.id) redirect({ to: '/scan/sessions/$id', params: { id }, throw: true });
  },
  component: lazyRouteComponent(() => import('../features/station/station-page.js'), 'StationPage'),
});

const checkRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scan/check',
  beforeLoad: needs('the scan station', 'scan:use'),
  component: lazyRouteComponent(() => import('../features/station/check-page.js'), 'CheckPage'),
});

/** The second screen of a desk; it faces the person. */
const displayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scan/display',
  validateSearch: (search: Record<string, unknown>): { station?: string } =>
    typeof search.station === 'string' ? { station: search.station } : {},
  beforeLoad: needs('the scan station', 'scan:use'),
  component: lazyRouteComponent(() => import('../features/station/display-page.js'), 'DisplayPage'),
});

const deskSessionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scan/sessions/$id',
  beforeLoad: needs('the scan station', 'scan:use'),
  component: lazyRouteComponent(() => import('../features/station/session-page.js'), 'SessionPage'),
});

/** The station and what belongs to it: without the shell. */
export const scanRoutes = [scanRoute, stationRoute, deskSessionRoute, checkRoute, displayRoute];
