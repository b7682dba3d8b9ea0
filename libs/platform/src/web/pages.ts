import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from '../http/security-headers.js';
import type { SiteFile } from './site-files.js';
import { readSite } from './site-files.js';

/** Stands in the built `index.html` wherever a nonce belongs. */
const PLACEHOLDER = '__CSP_NONCE__';
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Kept by the browser, but asked for each time whether it is still the same. */
const ASK_EACH_TIME = 'no-cache';

/**
 * Addresses of pages: plain lower-case words and ids; a device's short link and a site's page have any code. A slash at the end, as
 * people type one, changes nothing. What looks like a file is one, or nothing.
 */
const PAGE = /^\/(?:d\/[^/]+|sites\/[^/]+(?:\/[a-z-]+)?|[a-z0-9_-]+(?:\/[a-z0-9_-]+)*)?\/?$/;
const NOT_A_PAGE = /^\/(?:api|health|metrics|assets)(?:\/|$)/;

export interface PagesOptions {
  /** Folder of the built web app, with `index.html` in it. */
  folder: string;
  https: boolean;
}

/** The nonce of one response: the header and the page must say the same. */
class Nonces {
  private readonly byResponse = new WeakMap<object, string>();

  of(response: object): string {
    const nonce = this.byResponse.get(response) ?? randomBytes(16).toString('base64url');
    this.byResponse.set(response, nonce);
    return nonce;
  }
}

/** Answers everything that is neither API nor health with the web app: files as they are, pages with a fresh nonce. */
export async function servePages(instance: FastifyInstance, { folder, https }: PagesOptions): Promise<void> {
  const root = resolve(folder);
  const files = existsSync(join(root, 'index.html')) ? await readSite(root) : null;
  const page = files?.get('/index.html')?.body.toString('utf8') ?? null;
  const nonces = new Nonces();
  await instance.register(async (site) => {
    await site.register(
      helmet,
      pageHeaders(https, (response) => nonces.of(response)),
    );
    site.get('/*', { compress: false }, async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      const file = path === '/index.html' ? undefined : files?.get(path);
      if (file) return sendFile(request, reply, path, file);
      if (!PAGE.test(path) || NOT_A_PAGE.test(path)) return reply.callNotFound();
      return sendPage(reply, page, nonces);
    });
  });
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  file: SiteFile,
): Promise<FastifyReply> {
  reply
    .header('cache-control', path.startsWith('/assets/') ? IMMUTABLE : ASK_EACH_TIME)
    .header('etag', file.etag)
    .type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const packed = file.gzipped();
  if (!packed) return reply.send(file.body);
  reply.header('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(file.body);
  return reply.header('content-encoding', 'gzip').send(await packed);
}

function sendPage(reply: FastifyReply, page: string | null, nonces: Nonces): FastifyReply {
  if (page === null) {
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The pages of Cubby have not been built yet. Run "npm run build" and start again.\n');
  }
  return reply
    .header('cache-control', ASK_EACH_TIME)
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(PLACEHOLDER, nonces.of(reply.raw)));
}
