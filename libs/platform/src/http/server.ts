import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '@app/kernel';
import type { Settings } from '../config/index.js';
import { runInContext } from '../database/request-context.js';
import type { ApiRequest } from './api-request.js';
import { NO_ROUTE } from './api-request.js';
import { readJson } from './json-guard.js';
import { isReplayed } from './idempotency.guard.js';
import { problemOf } from './problem.js';
import { sendProblem } from './problem.filter.js';
import { newRequestId } from './request-id.js';
import type { Headers } from './security-headers.js';
import { dataHeaders } from './security-headers.js';
import { endUnreadRequests } from './unread-body.js';
import { LARGEST_UPLOAD_BYTES } from './upload.js';

const SECOND = 1_000;
const JSON_BYTES = 1_048_576;

/** How long each wait of HTTP may take, in milliseconds. */
export const HTTP_WAITS = {
  /** From the connection to the last header; Node looks every `checkEvery`, so 15 s at most. */
  headers: 10 * SECOND,
  checkEvery: 5 * SECOND,
  /** The whole request, an upload over a slow line included. */
  request: 300 * SECOND,
  /** Without a byte in either direction. */
  silence: 120 * SECOND,
  /** Between two requests on one connection. */
  keepAlive: 65 * SECOND,
} as const;

/** What the adapter must know before Nest is there: limits, time-outs, request ids, answers to what is not HTTP. */
export async function createAdapter(settings: Settings): Promise<FastifyAdapter> {
  const headers = dataHeaders(settings.publicOrigin.startsWith('https:'));
  const adapter = new FastifyAdapter({
    skipMiddie: true, // no path middleware, ever: guards only
    bodyLimit: JSON_BYTES,
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: trustedHops(settings.TRUSTED_PROXIES),
    connectionTimeout: HTTP_WAITS.silence,
    requestTimeout: HTTP_WAITS.request,
    keepAliveTimeout: HTTP_WAITS.keepAlive,
    forceCloseConnections: 'idle',
    http: { headersTimeout: HTTP_WAITS.headers, connectionsCheckingInterval: HTTP_WAITS.checkEvery },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, headers),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      for (const name in headers) reply.raw.setHeader(name, headers[name]);
      reply.header('x-request-id', request.id);
      sendProblem(reply, problemOf(error, newId).problem);
    },
  });
  await install(adapter.getInstance(), headers);
  return adapter;
}

/** Who is believed about the client's address: the nearest `count` proxies. Fastify takes a bare number for none. */
const trustedHops = (count: number): false | ((address: string, hop: number) => boolean) =>
  count > 0 && ((_address, hop) => hop < count);

async function install(instance: FastifyInstance, headers: Headers): Promise<void> {
  instance.decorateRequest('viewer', null);
  instance.decorateRequest('routePattern', NO_ROUTE);
  // Fastify builds a frozen object for each look at `request.routeOptions`; this is one assignment.
  instance.addHook('onRoute', (route) => {
    const note = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
      (request as ApiRequest).routePattern = route.url;
      done();
    };
    route.onRequest = [note, ...[route.onRequest ?? []].flat()];
  });
  instance.addHook('onRequest', (request, reply, done) => {
    // On the raw response: a page, an asset or a handler may still say otherwise.
    for (const name in headers) reply.raw.setHeader(name, headers[name]);
    reply.raw.setHeader('x-request-id', request.id);
    done();
  });
  // After the body has been read: the events of the socket would lose the context again.
  instance.addHook('preValidation', (request, _reply, done) => {
    runInContext({ requestId: request.id }, done);
  });
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (request.method === 'POST' && isReplayed(request)) reply.header('idempotent-replayed', 'true');
    done(null, payload);
  });
  endUnreadRequests(instance);
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJson(body as Buffer, request.headers['content-type']));
    } catch (error) {
      done(error as Error);
    }
  });
  await instance.register(cookie);
  await instance.register(multipart, {
    limits: {
      fileSize: LARGEST_UPLOAD_BYTES,
      files: 1,
      fields: 10,
      parts: 12,
      fieldSize: 4_096,
      fieldNameSize: 100,
      headerPairs: 50,
    },
  });
  // Only what is worth it: lists and pages' scripts. A scan's answer stays below and is not delayed.
  await instance.register(compress, {
    threshold: 4_096,
    encodings: ['gzip'],
    zlibOptions: { level: 4 },
    globalDecompression: false,
  });
}

/** What Node's parser refuses never becomes a request: the answer is written by hand, then the connection ends. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket, headers: Headers): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const { problem } = problemOf(Object.assign(new Error('broken request'), { statusCode: status }), newId);
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${status} ${REASON[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

const REASON: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
