import { Logger } from '@nestjs/common';
import { fastify } from 'fastify';
import { JsonLogger } from './logger.js';
import type { AnsweredRequest } from './request-log.js';
import { logRequests } from './request-log.js';

/** The levels at which requests to `/scans?status=…` and `/list` were logged, and what was measured of them. */
async function answered(...addresses: string[]): Promise<{ levels: unknown[]; measured: AnsweredRequest[] }> {
  const lines: string[] = [];
  Logger.overrideLogger(new JsonLogger('debug', { write: (line: string) => void lines.push(line) }));
  const measured: AnsweredRequest[] = [];
  const server = fastify();
  server.decorateRequest('routePattern', '');
  server.addHook('onRequest', (request, _reply, done) => {
    Object.assign(request, { routePattern: request.routeOptions.url });
    done();
  });
  logRequests(server, (each) => measured.push(each), new Set(['/scans']));
  server.get('/list', () => ({}));
  server.get<{ Querystring: { status: number } }>('/scans', (request, reply) => {
    void reply.code(request.query.status).send({});
  });
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  for (const address of addresses) await (await fetch(origin + address)).text();
  await server.close();
  return { levels: lines.map((line) => (JSON.parse(line) as { level: unknown }).level), measured };
}

afterAll(() => {
  Logger.overrideLogger(false);
});

it('a route that is quiet is logged at debug while it answers well, and like any other when it does not', async () => {
  const { levels, measured } = await answered('/list', '/scans?status=200', '/scans?status=422', '/scans?status=500');
  expect(levels).toEqual(['info', 'debug', 'info', 'warn']);
  expect(measured.map(({ route, status }) => [route, status])).toEqual([
    ['/list', 200],
    ['/scans', 200],
    ['/scans', 422],
    ['/scans', 500],
  ]);
});
