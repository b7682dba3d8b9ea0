import type { QuickAnswer } from '../contract.js';
import type { Scene } from '../scene.js';
import { FINDINGS } from '../scene.js';
import { hasOneToExchange } from './exchange-predicates.js';
import { PREDICATES } from './predicates.js';

const answer = (key: string): QuickAnswer => ({ key, label: { key: `answer.${key}`, values: {} } });

/** Quick answers that a row offers, if this account may give them. */
const ANSWERS = {
  'take-over': (scene) =>
    PREDICATES.hasReceiver(scene) && PREDICATES.holderInReach(scene) && !PREDICATES.helps(scene) ? [answer('t')] : [],
  'allow-extra': (scene) => (PREDICATES.mayAllowExtra(scene) ? [answer('+')] : []),
  'give-anyway': (scene) =>
    PREDICATES.mayAllowExtra(scene) ? [{ key: '+', label: { key: 'answer.+.reserved', values: {} } }] : [],
  renew: (scene) => (PREDICATES.mayRenew(scene) ? [answer('r')] : []),
  'swap-this': (scene) => (PREDICATES.mayExchange(scene) ? [answer('s')] : []),
  'swap-other': (scene) => (hasOneToExchange(scene) ? [answer('s')] : []),
  /** The station opens its panel for a new device; the server never gets this answer. */
  'quick-add': () => [answer('n')],
  'other-charger': (scene) => (scene.device?.loan?.charger ? [answer('m')] : []),
  swap: (scene) => (scene.facts.swap && PREDICATES.maySwap(scene) ? [answer('x')] : []),
  findings: () => [...FINDINGS.keys()].map(answer),
} satisfies Record<string, (scene: Scene) => QuickAnswer[]>;

export type AnswerName = keyof typeof ANSWERS;

/** None where a card decided: an answer goes by the rights of the desk, and those did not suffice. */
export const answersOf = (scene: Scene, names: readonly AnswerName[] = []): QuickAnswer[] =>
  (scene.allowed ? [] : names).flatMap((name) => ANSWERS[name](scene));
