import { hash, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Settings } from '@app/platform';

const MINUTE = 60_000;

/** Without a request for this long a session is over. */
export const IDLE_MS = 30 * MINUTE;
/** A session is over after this long, whatever happens in it. */
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** How old `last_seen_at` may be before a request writes it again; the idle limit is that much sharper, never laxer. */
export const TOUCH_MS = MINUTE;

/** How long a process goes by what it read of a session, where the write checks that it still stands. */
export const RECALL_MS = MINUTE / 2;

/** How long requests that were on their way while their session got a new token may still read with the former one. */
export const FORMER_MS = 10_000;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits. Stands in the cookie only; the database keeps its SHA-256. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const API_TOKEN = /^cubby_[A-Za-z0-9_-]{43}$/;

/** The same for a program; what it begins with tells people, and scanners of leaked secrets, what it is. */
export const newApiToken = (): string => `cubby_${newToken()}`;

/** What the database keeps of an API token, or `null` for what is none of ours. A cookie is never one. */
export const apiTokenHash = (token: string | undefined): Buffer | null =>
  token !== undefined && API_TOKEN.test(token) ? sha256(token) : null;

/** What the database keeps of a session's token, or `null` for what is no token of ours. */
export const tokenHash = (token: string | undefined): Buffer | null =>
  token !== undefined && TOKEN.test(token) ? sha256(token) : null;

export const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');

/** `__Host-`: bound to this host, https (or localhost) only, never readable by a script. */
export const cookieName = ({ secureCookies }: Pick<Settings, 'secureCookies'>): string =>
  secureCookies ? '__Host-cubby' : 'cubby';

/** By what a browser is known again in which somebody signed in before; it opens nothing. */
export const deviceCookieName = (settings: Pick<Settings, 'secureCookies'>): string => `${cookieName(settings)}-device`;

/** The browser's own secret, or a new one for a browser that has none. */
export const deviceOf = (cookie: string | undefined): string =>
  cookie !== undefined && TOKEN.test(cookie) ? cookie : newToken();

/** No `Max-Age`: closing the browser ends it there; the server ends it by its own clock. */
export const cookieOptions = ({ secureCookies }: Pick<Settings, 'secureCookies'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies }) as const;

/** What counts as one place: an IPv4 address, or the /64 network that one IPv6 line has for itself. */
export function placeOf(ip: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(8 - front.length - back.length, 0)).fill('0');
  return `${[...front, ...zeros, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** The browser's name as shown in the list of one's own sessions: one printable line. */
export const browserName = (userAgent: string | undefined): string | null =>
  userAgent === undefined ? null : userAgent.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 300);
