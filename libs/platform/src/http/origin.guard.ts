import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import type { ApiRequest } from './api-request.js';
import { requestOf } from './api-request.js';
import { RequestRefused } from './refusal.js';
import { uploadLimitOf } from './upload.js';

/** The header that our own pages and scripts send, whatever its value: a form of another site cannot set it. */
export const CLIENT_HEADER = 'x-cubby-client';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Runs before every other guard. A request that changes something comes from our own pages: its `Origin` is that of
 * PUBLIC_URL. Where none is sent (scripts, some proxies) cookies count only beside the client header, which a form of
 * another site cannot set. Multipart is taken by upload routes only.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly origin: string;
  private readonly local: boolean;

  constructor(settings: Settings) {
    this.origin = settings.publicOrigin;
    this.local = isLoopback(new URL(this.origin).hostname);
  }

  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    if (SAFE.has(request.method)) return true;
    if (!this.isOurs(request)) {
      throw new RequestRefused(
        403,
        'request.foreign-origin',
        'This request does not come from a page of this installation',
      );
    }
    checkMultipart(request, uploadLimitOf(context.getHandler()));
    return true;
  }

  private isOurs({ headers, socket }: ApiRequest): boolean {
    const { origin, cookie } = headers;
    if (origin === undefined) return cookie === undefined || headers[CLIENT_HEADER] !== undefined;
    if (origin === this.origin) return true;
    // On one machine `localhost`, `127.0.0.1` and `[::1]` at our port are all this server.
    if (!this.local || !URL.canParse(origin)) return false;
    const { protocol, hostname, port } = new URL(origin);
    return protocol === 'http:' && isLoopback(hostname) && Number(port || 80) === socket.localPort;
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

function checkMultipart(request: ApiRequest, limit: number | null): void {
  const isMultipart = /^multipart\//i.test(request.headers['content-type'] ?? '');
  if (limit === null) {
    if (isMultipart) throw new RequestRefused(415, 'request.unsupported-media-type', 'This address takes no files');
    return;
  }
  if (!isMultipart)
    throw new RequestRefused(415, 'request.unsupported-media-type', 'This address takes multipart/form-data');
  // The parts have headers of their own; the file's exact size is counted while it streams.
  if (Number(request.headers['content-length'] ?? 0) > limit + 65_536) {
    throw new RequestRefused(413, 'request.too-large', 'The file is too large');
  }
}
