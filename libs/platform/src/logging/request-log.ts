import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { ApiRequest } from '../http/api-request.js';

/** What is told of one answered request. */
export interface AnsweredRequest {
  method: string;
  /** The pattern, `/api/v1/people/:id`; `(none)` for an address that does not exist. Never the address itself. */
  route: string;
  status: number;
  ms: number;
  requestId: string;
}

/**
 * Logs each answered request, and hands it to `measure` (metrics). Probes, assets and the routes of `quiet` are logged at
 * `debug`, as long as they answer well and soon.
 */
export function logRequests(
  instance: FastifyInstance,
  measure: (answered: AnsweredRequest) => void = () => undefined,
  quiet: ReadonlySet<string> = new Set(),
): void {
  const logger = new Logger('http');
  instance.addHook('onResponse', (request, reply, done) => {
    const answered = {
      event: 'http.request',
      method: request.method,
      route: (request as ApiRequest).routePattern,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
    };
    if (answered.status >= 500) logger.warn(answered);
    else if (isGood(answered) && (isQuiet(answered.route) || quiet.has(answered.route))) logger.debug(answered);
    else logger.log(answered);
    measure(answered);
    done();
  });
}

const SLOW_MS = 1_000;

const isGood = ({ status, ms }: AnsweredRequest): boolean => status < 400 && ms < SLOW_MS;

const isQuiet = (route: string): boolean =>
  route.startsWith('/health/') || route.startsWith('/assets/') || route === '/metrics';
