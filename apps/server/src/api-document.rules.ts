import type { OpenAPIObject } from '@nestjs/swagger';
import { problemResponse } from '@app/platform';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Operation {
  operationId?: string;
  parameters?: object[];
  requestBody?: object;
  responses: Record<string, { description?: string }>;
  security?: object[];
  'x-permission'?: string | string[];
  'x-idempotency'?: string;
  'x-session-only'?: boolean;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'New for each request; the same again for a repeat. Kept for 30 days',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

/**
 * Adds to each operation what all of its kind share: the general refusals, the session, the idempotency key. Sorted, so
 * that the emitted file changes only where the API does.
 */
export function completed(document: OpenAPIObject): OpenAPIObject {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const path of Object.keys(document.paths).sort()) {
    const item = document.paths[path] as unknown as Record<string, Operation>;
    paths[path] = {};
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) paths[path][method] = completedOperation(method, operation);
    }
  }
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...document,
    paths: paths,
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  };
}

function completedOperation(method: string, operation: Operation): Operation {
  const isPublic = operation['x-permission'] === 'public';
  const isKeyed = method === 'post' && !isPublic && operation['x-idempotency'] === undefined;
  const byToken = !isPublic && !operation['x-session-only'];
  const general: Record<number, readonly string[]> = {
    400: ['request.invalid', 'request.malformed', ...(isKeyed ? ['idempotency.key-required'] : [])],
    401: isPublic ? [] : ['session.required', ...(byToken ? ['token.refused'] : [])],
    403: [
      ...(isPublic || byToken ? [] : ['token.session-only']),
      ...(Array.isArray(operation['x-permission']) ? ['access.forbidden'] : []),
      ...(method === 'get' ? [] : ['request.foreign-origin']),
    ],
    413: operation.requestBody ? ['request.too-large'] : [],
    415: operation.requestBody ? ['request.unsupported-media-type'] : [],
    422: isKeyed ? ['idempotency.key-reused'] : [],
    429: byToken ? ['token.too-many-requests'] : [],
    500: ['server.failed'],
    503: ['database.unavailable', 'database.busy', ...(isPublic || method === 'get' ? [] : ['session.renewed'])],
  };
  return {
    ...operation,
    ...(isKeyed ? { parameters: [...(operation.parameters ?? []), IDEMPOTENCY_KEY] } : {}),
    ...(isPublic ? {} : { security: [{ session: [] }, ...(byToken ? [{ token: [] }] : [])] }),
    responses: withProblems(operation.responses, general),
  };
}

/** The codes that a route declares itself come first; a response that it declares with a type of its own stays. */
function withProblems(
  declared: Operation['responses'],
  general: Record<number, readonly string[]>,
): Operation['responses'] {
  const responses = { ...declared };
  for (const [status, codes] of Object.entries(general)) {
    if (codes.length === 0) continue;
    const own = declared[status];
    if (own && !isProblem(own)) continue;
    const ownCodes = [...(own?.description ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]);
    const { status: _status, ...response } = problemResponse(Number(status), [...new Set([...ownCodes, ...codes])]);
    responses[status] = response;
  }
  return Object.fromEntries(Object.entries(responses).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isProblem = (response: object): boolean =>
  'content' in response && 'application/problem+json' in (response.content as object);
