import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from './guards.js';

export const rootRoute = createRootRoute();

/** Everything behind the sign-in. */
export const signedInRoute = createRoute({ getParentRoute: () => rootRoute, id: 'signed-in', beforeLoad: signedIn });

/** Pages with the rail and the top bar. */
export const shellRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell.js'), 'Shell'),
});
