import { joinWords, newId } from '@app/kernel';
import type { components, paths } from '@app/api-client';
import { daysInWords } from './time.js';
import createClient, { createQuerySerializer, type Middleware } from 'openapi-fetch';

/** A shape of the API by its name in the OpenAPI document. */
export type Dto<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The generated operations without their headers: `headers` below sets those on every request. */
type WithoutHeaders<Methods> = {
  [Method in keyof Methods]: Methods[Method] extends { parameters: infer Parameters }
    ? Omit<Methods[Method], 'parameters'> & { parameters: Omit<Parameters, 'header'> & { header?: never } }
    : Methods[Method];
};
type ApiPaths = { [Path in keyof paths]: WithoutHeaders<paths[Path]> };

/** `application/problem+json`, as every refusal of the API is. */
export interface Problem {
  status: number;
  /** Stable, dotted: `loan.device-held`. */
  code: string;
  title: string;
  detail?: string;
  errors?: { field: string; message: string }[];
  /** Facts of a refusal: ids, states, counts. */
  details?: Record<string, unknown>;
  /** What support needs to find a 500 in the log. */
  errorId?: string;
  /** Of the header: so long the same request is refused. */
  retryAfterSeconds?: number;
}

/** A refusal of the API, or `network.unreachable` with status 0. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
  }
}

const signedOutListeners = new Set<() => void>();

/** Called when any request but the session's own is answered 401. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Cubby-Client', 'web');
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', newId());
    return request;
  },
};

const plainQuery = createQuerySerializer();

/** Lists travel as `state=missing,lost`, as they stand in the addresses of the pages. */
export const querySerializer = (query: object): string =>
  plainQuery(
    Object.fromEntries(
      Object.entries(query)
        .filter(([, value]) => !Array.isArray(value) || value.length > 0)
        .map(([name, value]) => [name, Array.isArray(value) ? joinWords(value as string[]) : (value as unknown)]),
    ),
  ).replaceAll('%2C', ',');

export const api = createClient<ApiPaths>({
  baseUrl: '',
  credentials: 'same-origin',
  querySerializer,
});
api.use(headers);

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/**
 * Awaits a call of `api` and answers its data.
 * @throws ApiError for a refusal or an unreachable server
 */
export async function ask<T>(call: Call<T>): Promise<T>;
/** For a caller that knows the shape better than the document: the scan engine's own types. */
export async function ask<T>(call: Call<unknown>): Promise<T>;
export async function ask<T>(call: Call<unknown>): Promise<T> {
  let result: Awaited<typeof call>;
  try {
    result = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ status: 0, code: 'network.unreachable', title: 'The server cannot be reached' });
  }
  const { data, error, response } = result;
  if (response.ok) return data as T;
  if (response.status === 401 && !response.url.endsWith('/api/v1/session'))
    signedOutListeners.forEach((listener) => listener());
  throw new ApiError(asProblem(error, response));
}

function asProblem(error: unknown, response: Response): Problem {
  const known = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  const wait = Number(response.headers.get('retry-after'));
  return {
    ...known,
    ...(wait > 0 && { retryAfterSeconds: wait }),
    status: response.status,
    code: known.code ?? `http.${response.status}`,
    title: daysInWords(known.title ?? (response.statusText || 'The server refused')),
    ...(known.detail && { detail: daysInWords(known.detail) }),
    ...(known.errors && {
      errors: known.errors.map(({ field, message }) => ({ field, message: daysInWords(message) })),
    }),
  };
}

export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? error.problem
    : { status: 0, code: 'client.error', title: error instanceof Error ? error.message : 'Something went wrong' };

/** Why it was refused, in one sentence. */
export function refusalOf(error: unknown): string {
  const { detail, title } = problemOf(error);
  return detail ?? title;
}
