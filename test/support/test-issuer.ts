import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who signs in next: the claims that the provider makes about them. */
export interface Somebody extends Record<string, unknown> {
  sub: string;
  email: string;
  email_verified?: boolean;
  name?: string;
}

/** How it misbehaves. Without any of it the issuer keeps every rule of OpenID Connect. */
export interface Mischief {
  claims?: (right: Record<string, unknown>) => Record<string, unknown>;
  /** `none`; HS256 with the public key as its secret; a key of somebody else; a `kid` that nobody knows, or that is the path of an empty file. */
  signature?: 'none' | 'public-key-as-secret' | 'stranger' | 'unknown-kid' | 'kid-of-empty-file';
  discovery?: (right: Record<string, unknown>) => Record<string, unknown>;
  /** Takes a code any number of times, and without its verifier. */
  careless?: boolean;
  /** In place of an answer. */
  answers?: Partial<Record<'discovery' | 'jwks' | 'token', (response: ServerResponse) => void>>;
}

interface Grant {
  query: URLSearchParams;
  somebody: Somebody;
  used: boolean;
}

interface Key {
  kid: string;
  private: KeyObject;
  public: KeyObject;
}

const HOUR_S = 3_600;

const newKey = (): Key => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: randomUUID(), private: pair.privateKey, public: pair.publicKey };
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of OpenID Connect on this machine, with one client. It can be told to misbehave. */
export class TestIssuer {
  readonly client = { id: 'cubby', secret: 'the secret of the tests' };
  somebody: Somebody = { sub: 'somebody', email: 'somebody@district.org', email_verified: true, name: 'Some Body' };
  mischief: Mischief = {};
  /** What was asked: `GET /jwks`. */
  asked: string[] = [];
  private key = newKey();
  private readonly grants = new Map<string, Grant>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param path of the issuer, as Microsoft's have one: `/TENANT/v2.0` */
  static async start(path = ''): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = new TestIssuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    server.on('request', (request, response) => void issuer.answer(request, response));
    return issuer;
  }

  /** What a person does in the browser: goes to the address, agrees, and is sent back. */
  async consent(address: string): Promise<URL> {
    const url = new URL(address);
    url.pathname = url.pathname.replace(/authorize$/, 'consent');
    const response = await fetch(url, { redirect: 'manual' });
    const back = response.headers.get('location');
    if (!back) throw new Error(`The issuer did not send back: ${response.status} ${await response.text()}`);
    return new URL(back);
  }

  /** From now on it signs with another key. */
  turnKey(): void {
    this.key = newKey();
  }

  reset(): void {
    this.mischief = {};
    this.asked = [];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(`${this.url}/`);
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith(path)) url.pathname = url.pathname.slice(path.length - 1);
    else url.pathname = '/outside-of-the-issuer';
    this.asked.push(`${request.method} ${url.pathname}`);
    const { answers = {} } = this.mischief;
    if (url.pathname === '/.well-known/openid-configuration')
      return answers.discovery ? answers.discovery(response) : json(response, 200, this.description());
    if (url.pathname === '/jwks') return answers.jwks ? answers.jwks(response) : json(response, 200, this.keys());
    if (url.pathname === '/authorize') return this.page(url, response);
    if (url.pathname === '/consent') return this.sendBack(url, response);
    if (url.pathname === '/token') {
      const body = new URLSearchParams(await textOf(request));
      return answers.token ? answers.token(response) : this.token(body, request, response);
    }
    response.writeHead(404).end();
  }

  private description(): Record<string, unknown> {
    const right = {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
    };
    return this.mischief.discovery?.(right) ?? right;
  }

  private keys(): object {
    return { keys: [{ ...this.key.public.export({ format: 'jwk' }), kid: this.key.kid, use: 'sig', alg: 'RS256' }] };
  }

  /** The page of the provider, as plain as it can be. */
  private page(url: URL, response: ServerResponse): void {
    const hidden = [...url.searchParams].map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${inHtml(value)}">`,
    );
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Test provider</title><h1>Test provider</h1>
       <form action="consent">${hidden.join('')}
       <button autofocus>Continue as ${inHtml(this.somebody.email)}</button></form>`,
    );
  }

  private sendBack({ searchParams: query }: URL, response: ServerResponse): void {
    const code = randomUUID();
    this.grants.set(code, { query, somebody: this.somebody, used: false });
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  private token(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    if (!this.isClient(body, request)) return json(response, 401, { error: 'invalid_client' });
    const grant = this.grants.get(body.get('code') ?? '');
    const { careless } = this.mischief;
    if (!grant || (grant.used && !careless) || !(careless || isVerified(grant, body)))
      return json(response, 400, { error: 'invalid_grant' });
    grant.used = true;
    json(response, 200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: HOUR_S,
      id_token: this.idToken(grant),
    });
  }

  private isClient(body: URLSearchParams, { headers }: IncomingMessage): boolean {
    const { id, secret } = this.client;
    const basic = `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret).replaceAll('%20', '+')}`).toString('base64')}`;
    return headers.authorization === basic || (body.get('client_id') === id && body.get('client_secret') === secret);
  }

  private idToken({ query, somebody }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: this.url,
      aud: this.client.id,
      iat: now,
      exp: now + HOUR_S,
      nonce: query.get('nonce'),
      ...somebody,
    };
    const claims = this.mischief.claims?.(right) ?? right;
    const { signature } = this.mischief;
    const kids = { 'unknown-kid': randomUUID(), 'kid-of-empty-file': '../../../../../../dev/null' };
    const algorithms = { none: 'none', 'public-key-as-secret': 'HS256', 'kid-of-empty-file': 'HS256' };
    const { kid, alg } = {
      kid: kids[signature as keyof typeof kids] ?? this.key.kid,
      alg: algorithms[signature as keyof typeof algorithms] ?? 'RS256',
    };
    const signed = `${encode({ alg, kid, typ: 'JWT' })}.${encode(claims)}`;
    return `${signed}.${this.sign(signed)}`;
  }

  private sign(text: string): string {
    const { signature } = this.mischief;
    if (signature === 'none') return '';
    if (signature === 'kid-of-empty-file') return createHmac('sha256', '').update(text).digest('base64url');
    if (signature === 'public-key-as-secret') {
      const secret = this.key.public.export({ format: 'pem', type: 'spki' });
      return createHmac('sha256', secret).update(text).digest('base64url');
    }
    const key = signature === 'stranger' ? newKey().private : this.key.private;
    return sign('sha256', Buffer.from(text), key).toString('base64url');
  }
}

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** One client, one redirect, the verifier of the challenge. */
function isVerified({ query }: Grant, body: URLSearchParams): boolean {
  const challenge = createHash('sha256')
    .update(body.get('code_verifier') ?? '')
    .digest('base64url');
  return body.get('redirect_uri') === query.get('redirect_uri') && challenge === query.get('code_challenge');
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}
