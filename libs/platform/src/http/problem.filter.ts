import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import { newId } from '@app/kernel';
import type { ApiReply, ApiRequest } from './api-request.js';
import { errorFacts } from '../logging/error-facts.js';
import type { Problem } from './problem.js';
import { problemOf } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Answers every exception of every route, of Fastify itself and of unknown addresses as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const reply = http.getResponse<ApiReply>();
    const { problem, retryAfterSeconds, unexpected } = problemOf(exception, newId);
    if (unexpected) {
      this.logger.error({
        event: 'http.failed',
        errorId: problem.errorId,
        requestId: request.id,
        route: request.routePattern,
        error: errorFacts(exception),
      });
    }
    // A stream that broke half way cannot become a problem any more: the connection is cut, so that nobody takes the half for the whole.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, problem, retryAfterSeconds);
  }
}

/** Sends a problem by hand: for hooks and handlers that stand outside Nest. */
export function sendProblem(reply: ApiReply, problem: Problem, retryAfterSeconds?: number): void {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  // What a handler had said about its own answer does not hold for the problem.
  for (const name of ['content-disposition', 'content-length', 'content-encoding', 'etag']) reply.removeHeader(name);
  reply.header('cache-control', 'no-store');
  void reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}
