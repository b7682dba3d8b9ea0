import type { Ask, DeskFacts, QuickAnswer } from '../contract.js';
import type { MessageKey } from '../messages.js';
import type { Scene } from '../scene.js';
import { can, FINDINGS, REASON_KEYS } from '../scene.js';
import { hasOneToExchange } from './exchange-predicates.js';
import { questionOf } from './owed-predicates.js';
import { PREDICATES } from './predicates.js';

const answer = (key: string): QuickAnswer => ({ key, label: { key: `answer.${key}`, values: {} } });

/** The keys that choose from a list; the last of a list of types is "none of these". */
const MOST_LINES = 4;
const NONE_OF_THESE = '6';

/** A key that is about a line of a loan: the server reads the line out of it again. */
const about = (
  key: string,
  label: MessageKey,
  ask: Ask,
  { lineId, typeId = null, root = null, name = null }: About,
): QuickAnswer => ({ key, label: { key: label, values: { name, ask, lineId, typeId, root } } });

interface About {
  lineId: string;
  typeId?: string | null;
  root?: string | null;
  name?: string | null;
}

/** What is still owed by whoever was scanned, else by whoever stands at the desk, without what this answer takes. */
function owedLines(scene: Scene): QuickAnswer[] {
  const { person, facts } = scene;
  const taken = questionOf(scene)?.root === null ? questionOf(scene)?.lineId : null;
  const lines = ((person ?? facts.person)?.owedLines ?? []).filter(({ lineId }) => lineId !== taken);
  if (!can(scene, 'device:check-in') || questionOf(scene)?.root) return [];
  const charger = lines.find(({ kind }) => kind === 'charger');
  return [
    ...lines
      .slice(0, MOST_LINES)
      .map(({ lineId, name, tag }, n) =>
        about(String(n + 1), 'answer.owed', 'line', { lineId, name: `${name} (${tag})` }),
      ),
    ...(charger ? [about('m', 'answer.m', 'other', { lineId: charger.lineId })] : []),
  ];
}

function chargerTypes(scene: Scene): QuickAnswer[] {
  const question = questionOf(scene);
  if (!question) return [];
  const { lineId, root, types } = question;
  return [
    ...types.map(({ id, name }, n) => about(String(n + 1), 'answer.type', 'type', { lineId, root, typeId: id, name })),
    about(NONE_OF_THESE, 'answer.type-other', 'type', { lineId, root }),
  ];
}

/** A tagged one that their device does not take, in the place of what they owe. */
const acceptTagged = ({ device }: Scene): QuickAnswer[] =>
  device?.fit?.owed && !device.fit.linked
    ? [about('m', 'answer.m.accept', 'tag', { lineId: device.fit.owed.lineId, typeId: device.fit.typeId })]
    : [];

const bothOf = ([first, second]: NonNullable<DeskFacts['twoCodes']>): QuickAnswer['label']['values'] => ({
  ...{ first: first.code, firstOf: first.of, firstId: first.recordId },
  ...{ second: second.code, secondOf: second.of, secondId: second.recordId },
});

/** Somebody receives it, and may take it from its holder. */
const mayTake = (scene: Scene): boolean =>
  PREDICATES.hasReceiver(scene) && PREDICATES.holderInReach(scene) && !PREDICATES.helps(scene);

const named = (key: string, label: MessageKey): QuickAnswer => ({ key, label: { key: label, values: {} } });

/** Quick answers that a row offers, if this account may give them. */
const ANSWERS = {
  /** Not where the limit would refuse it then. */
  'take-over': (scene) => (mayTake(scene) && !PREDICATES.atLimit(scene) ? [answer('t')] : []),
  'take-over-swap': (scene) => (mayTake(scene) && hasOneToExchange(scene) ? [named('s', 'answer.s.taking')] : []),
  'take-over-extra': (scene) =>
    mayTake(scene) && PREDICATES.mayAllowExtra(scene) ? [named('+', 'answer.+.taking')] : [],
  'allow-extra': (scene) => (PREDICATES.mayAllowExtra(scene) ? [answer('+')] : []),
  'give-anyway': (scene) => (PREDICATES.mayAllowExtra(scene) ? [named('+', 'answer.+.reserved')] : []),
  renew: (scene) => (PREDICATES.mayRenew(scene) ? [answer('r')] : []),
  'swap-this': (scene) => (PREDICATES.mayExchange(scene) ? [answer('s')] : []),
  'swap-other': (scene) => (hasOneToExchange(scene) ? [answer('s')] : []),
  /** The station makes two scans of it; the server never gets this answer. */
  'both-codes': ({ facts: { twoCodes } }) =>
    twoCodes ? [{ key: '1', label: { key: 'answer.both', values: bothOf(twoCodes) } }] : [],
  /** The station opens its panel for a new device; the server never gets this answer. */
  'quick-add': () => [answer('n')],
  'other-charger': (scene) => (scene.device?.loan?.charger ? [answer('m')] : acceptTagged(scene)),
  'owed-lines': owedLines,
  /** After "another charger came" the findings go on about its return. */
  'findings-of-return': (scene) => (questionOf(scene)?.root ? [...FINDINGS.keys()].map(answer) : []),
  'charger-types': chargerTypes,
  'accept-tagged': acceptTagged,
  'accept-other': (scene) => {
    const question = questionOf(scene);
    return question ? [about('m', 'answer.m.accept', 'accept', question)] : [];
  },
  'transfer-reasons': () =>
    Object.entries(REASON_KEYS).map(([key, reason]) => ({
      key,
      label: { key: `answer.reason.${reason}` satisfies MessageKey, values: { reason } },
    })),
  swap: (scene) => (scene.facts.swap && PREDICATES.maySwap(scene) ? [answer('x')] : []),
  findings: () => [...FINDINGS.keys()].map(answer),
} satisfies Record<string, (scene: Scene) => QuickAnswer[]>;

export type AnswerName = keyof typeof ANSWERS;

/** None where a card decided, a reason apart: an answer goes by the rights of the desk, and those did not suffice. */
export const answersOf = (scene: Scene, names: readonly AnswerName[] = []): QuickAnswer[] =>
  names.filter((name) => !scene.allowed || name === 'transfer-reasons').flatMap((name) => ANSWERS[name](scene));
