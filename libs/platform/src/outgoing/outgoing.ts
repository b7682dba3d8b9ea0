import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { isLoopbackAddress, isLoopbackHost, isPublicAddress } from './address.rules.js';

/** How long one call may take, from the look-up of the name to the last byte. */
export const OUTGOING_MS = 8_000;
/** How much an answer may hold. */
export const OUTGOING_BYTES = 512 * 1024;

export type OutgoingReason =
  | 'not-https'
  | 'private-address'
  | 'unknown-host'
  | 'certificate'
  | 'unreachable'
  | 'redirect'
  | 'too-large'
  | 'too-slow';

/** A call to another system that was not made, or was broken off. The message names no address. */
export class OutgoingRefused extends Error {
  constructor(
    readonly reason: OutgoingReason,
    cause?: unknown,
  ) {
    super(`An outgoing call was refused: ${reason}`, { cause });
    this.name = 'OutgoingRefused';
  }
}

export interface OutgoingCall {
  method?: string;
  headers?: ConstructorParameters<typeof Headers>[0];
  body?: string | URLSearchParams | Uint8Array | null;
  signal?: AbortSignal | null;
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * The only way in which the server calls addresses that people enter: https, to public addresses (looked at when the
 * connection is made, so that a name cannot change its mind), redirects refused, answers bounded in size and time.
 */
@Injectable()
export class Outgoing {
  private readonly local: boolean;

  constructor({ ALLOW_LOOPBACK_ISSUER: local }: Settings) {
    this.local = local;
  }

  /** Whether an address may be called at all: https, or (in test settings) this very machine. */
  mayCall(url: URL): boolean {
    return url.protocol === 'https:' || (this.local && url.protocol === 'http:' && isLoopbackHost(url.hostname));
  }

  /** As `fetch` does it. @throws OutgoingRefused */
  async fetch(address: string | URL, { method = 'GET', headers, body, signal }: OutgoingCall = {}): Promise<Response> {
    const url = new URL(address);
    if (!this.mayCall(url)) throw new OutgoingRefused('not-https');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.admits(host)) throw new OutgoingRefused('private-address');
    const sent = body === null || body === undefined ? undefined : body instanceof Uint8Array ? body : String(body);
    const options: RequestOptions = {
      method,
      headers: {
        ...Object.fromEntries(new Headers(headers)),
        'accept-encoding': 'identity',
        ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
      },
      lookup: (name, wanted, done) => this.lookUp(name, wanted, done),
      agent: false,
      signal: AbortSignal.any([AbortSignal.timeout(OUTGOING_MS), ...(signal ? [signal] : [])]),
    };
    try {
      return await exchange(url, options, sent);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private admits(address: string): boolean {
    return isPublicAddress(address) || (this.local && isLoopbackAddress(address));
  }

  /** One private address among several is enough to refuse the name. */
  private lookUp(name: string, options: LookupOptions, done: LookupCallback): void {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(new OutgoingRefused('unknown-host', error), []);
      if (found.length === 0 || !found.every(({ address }) => this.admits(address)))
        return done(new OutgoingRefused('private-address'), []);
      if (options.all) return done(null, found);
      done(null, found[0].address, found[0].family);
    });
  }
}

/** What breaks the answer off ends the connection too. */
function exchange(url: URL, options: RequestOptions, body: string | Uint8Array | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const call = request(url, options, (answer) => {
      answerOf(answer).then(resolve, (error: Error) => {
        call.destroy();
        reject(error);
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function answerOf(answer: IncomingMessage): Promise<Response> {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new OutgoingRefused('redirect');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > OUTGOING_BYTES) throw new OutgoingRefused('too-large');
    parts.push(part);
  }
  const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
    [value ?? []].flat().map((each) => [name, each]),
  );
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(parts), { status, headers });
}

const CERTIFICATE = /^(CERT_|DEPTH_ZERO|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO_)/;

function refusalOf(error: unknown): OutgoingRefused {
  if (error instanceof OutgoingRefused) return error;
  const { name, code = '' } = error as { name?: string; code?: string };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT')
    return new OutgoingRefused('too-slow', error);
  return new OutgoingRefused(CERTIFICATE.test(code) ? 'certificate' : 'unreachable', error);
}
