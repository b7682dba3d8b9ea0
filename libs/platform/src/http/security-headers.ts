import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Headers by name, for every response of one kind. */
export type Headers = Readonly<Record<string, string>>;

const HSTS_SECONDS = 2 * 31_536_000;

const common = (https: boolean) =>
  ({
    // On plain http a browser would remember to never come back, and would fetch our assets over https.
    strictTransportSecurity: https ? { maxAge: HSTS_SECONDS, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  }) satisfies FastifyHelmetOptions;

/** For pages: nothing from elsewhere, no inline script or style without the nonce of this very response. */
export const pageHeaders = (https: boolean, nonceOf: (response: object) => string): FastifyHelmetOptions => ({
  ...common(https),
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
      'style-src': ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
      'img-src': ["'self'", 'data:', 'blob:'],
      'media-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'worker-src': ["'self'"],
      'manifest-src': ["'self'"],
      'form-action': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      ...(https ? { 'upgrade-insecure-requests': [] } : {}),
    },
  },
});

/**
 * For everything else: an answer of the API is never a page. The same set as helmet's, written down, because it never
 * changes while the process runs: asking helmet for each response cost half as much as the response (22 µs of 40).
 */
export const dataHeaders = (https: boolean): Headers => ({
  'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  ...(https ? { 'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains` } : {}),
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
});
