import { ORIGIN } from './sign-in.js';

export interface HttpAnswer<T = Record<string, unknown>> {
  status: number;
  body: T;
  cookies: string[];
}

/** What a browser does for a page of ours: keeps cookies, says where it is. */
export class HttpBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async send<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<HttpAnswer<T>> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        origin: ORIGIN,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie();
    for (const cookie of cookies) this.keep(cookie);
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T, cookies };
  }

  private keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (!name) return;
    if (/Max-Age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
