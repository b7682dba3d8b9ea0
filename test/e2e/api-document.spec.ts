import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Operation {
  operationId?: string;
  'x-permission'?: 'public' | 'signed-in' | string[];
  responses: Record<string, unknown>;
}

const document = JSON.parse(read('apps/server/openapi.json')) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
);

/** Open to anybody, each for a reason: health, sign-in and out, the first run. */
const PUBLIC = [
  // Answers where the district publishes its standards list, with models and days only.
  'GET /api/v1/public/standards',
  'GET /api/v1/setup',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'POST /api/v1/session',
  'GET /api/v1/sign-in-options',
  'POST /api/v1/sign-in-attempts',
  'POST /api/v1/session/provider',
  'POST /api/v1/setup',
  'DELETE /api/v1/session',
];

describe('the API document', () => {
  it('has a permission, an operationId and answers for every route', () => {
    const incomplete = operations.filter(
      ({ operation }) =>
        !operation['x-permission'] || !operation.operationId || Object.keys(operation.responses).length === 0,
    );
    expect(incomplete.map(({ name }) => name)).toEqual([]);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('names no public route beyond the known ones', () => {
    const open = operations.filter(({ operation }) => operation['x-permission'] === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual([...PUBLIC].sort());
  });

  it('is the one of the built server', () => {
    const fresh = execFileSync(process.execPath, [join(ROOT, 'dist/apps/server/src/emit-openapi.js'), '--print'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 24,
    });
    expect(JSON.parse(fresh)).toEqual(document);
  });

  it('is what the client types were generated from', () => {
    const schema = read('libs/api-client/src/schema.ts');
    const missing = operations.filter(({ operation }) => !schema.includes(`operations["${operation.operationId}"]`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
