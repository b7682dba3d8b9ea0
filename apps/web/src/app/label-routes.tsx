import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from './guards.js';
import { shellRoute } from './root-routes.js';

const labelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels',
  beforeLoad: needs('labels', 'label:print'),
  component: lazyRouteComponent(() => import('../features/labels/labels-page.js'), 'LabelsPage'),
});

const labelRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels/runs/$id',
  beforeLoad: needs('labels', 'label:print'),
  component: lazyRouteComponent(() => import('../features/labels/run-page.js'), 'LabelRunPage'),
});

const labelStockRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels/stock',
  beforeLoad: needs('labels', 'label:print'),
  component: lazyRouteComponent(() => import('../features/labels/stock-page.js'), 'LabelStockPage'),
});

const labelPrintersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels/printers',
  beforeLoad: needs('labels', 'label:print'),
  component: lazyRouteComponent(() => import('../features/labels/printers-page.js'), 'LabelPrintersPage'),
});

/** What is printed to be scanned. */
export const labelRoutes = [labelsRoute, labelRunRoute, labelStockRoute, labelPrintersRoute] as const;
