import { type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorState, NoPermission } from '../components/states.js';
import { usePageTitle } from '../components/page.js';
import { NotFoundPage } from '../components/not-found-page.js';
import { ApiError } from '../lib/api.js';
import { Forbidden } from './guards.js';

/** Whatever a page throws: the shell stays, the page says what happened. */
export function ErrorPage({ error, reset }: ErrorComponentProps): ReactNode {
  const forbidden = error instanceof Forbidden || (error instanceof ApiError && error.problem.status === 403);
  const missing = error instanceof ApiError && error.problem.status === 404;
  usePageTitle(forbidden ? 'Not allowed' : missing ? 'Not found' : 'Something went wrong');
  if (forbidden) return <NoPermission page what={error instanceof Forbidden ? error.what : 'this page'} />;
  if (missing) return <NotFoundPage />;
  return <ErrorState page error={error} what="This page" onRetry={reset} />;
}
