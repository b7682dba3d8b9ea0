import { OutgoingRefused } from '@app/platform';
import type { AnswerFault } from './provider-sign-in.errors.js';

/** What an error of the library may hold, at any depth of its causes. */
interface Facts {
  name?: string;
  message?: string;
  code?: string;
  /** Of an OAuth error that the provider sent. */
  error?: unknown;
  /** The claim that was not as expected. */
  claim?: unknown;
  cause?: unknown;
}

const CLAIMS: Readonly<Record<string, AnswerFault>> = {
  aud: 'audience',
  azp: 'audience',
  iss: 'issuer',
  nonce: 'nonce',
  exp: 'expired',
  nbf: 'not-yet-valid',
  iat: 'not-yet-valid',
};

const MESSAGES: readonly (readonly [RegExp, AnswerFault])[] = [
  [/signature verification failed/i, 'signature'],
  [/"alg"|unsupported JWS/, 'algorithm'],
  [/"iss"/, 'issuer'],
  [/"nonce"/, 'nonce'],
  [/"exp"/, 'expired'],
  [/"aud"|"azp"/, 'audience'],
];

const CLIENT_ERRORS = new Set(['invalid_client', 'unauthorized_client']);

/** Why the library did not take an answer; `unreachable` when there was none. */
export function answerFault(error: unknown): AnswerFault | 'unreachable' {
  const found = chainOf(error);
  if (found.some(isSilence)) return 'unreachable';
  const sent = found.find((facts) => facts.name === 'ResponseBodyError' && typeof facts.error === 'string');
  if (sent) return CLIENT_ERRORS.has(String(sent.error)) ? 'client' : 'code';
  if (found.some(({ code }) => code === 'OAUTH_KEY_SELECTION_FAILED')) return 'key';
  for (const { claim } of found) if (typeof claim === 'string' && claim in CLAIMS) return CLAIMS[claim];
  for (const { message = '' } of found)
    for (const [pattern, fault] of MESSAGES) if (pattern.test(message)) return fault;
  return 'response';
}

const isSilence = (facts: Facts): boolean => facts instanceof OutgoingRefused || facts.code === 'OAUTH_TIMEOUT';

/** An error and its causes. */
export function chainOf(error: unknown): Facts[] {
  const found: Facts[] = [];
  for (let each = error; typeof each === 'object' && each !== null && found.length < 6; each = (each as Facts).cause)
    found.push(each);
  return found;
}
