import { createRouter } from '@tanstack/react-router';
import { SkeletonRows } from '../components/states.js';
import { onSignedOut } from '../lib/api.js';
import { sessionQuery } from '../lib/session.js';
import { NotFoundPage } from '../components/not-found-page.js';
import { ErrorPage } from './error-page.js';
import { queryClient } from '../lib/query-client.js';
import { routeTree } from './routes.js';
import { parseSearch, stringifySearch } from '../lib/search-params.js';

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: () => <SkeletonRows />,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A session that ended while a page was open. The station stays and asks in place: it may hold unsent scans. */
onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith('/scan') || pathname.startsWith('/sign-in')) return;
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: '/sign-in', search: { next: href } });
});
