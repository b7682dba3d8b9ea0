import type { AccessoryQuestion } from '../contract.js';
import type { Scene } from '../scene.js';
import { can, isAccessory } from '../scene.js';

export const questionOf = ({ facts, answer }: Scene): AccessoryQuestion | null =>
  answer?.fault === null ? (facts.answered?.question ?? null) : null;

/** In stock, and brought by somebody who owes one of its kind. A repeat of its own return is none. */
const broughtFor = ({ device, facts }: Scene) =>
  isAccessory(device) && device?.state === 'in-stock' && !device.loan && facts.person
    ? (device.fit?.owed ?? null)
    : null;

const takesInstead = (s: Scene): boolean => {
  const { ask, cameFits } = questionOf(s) ?? {};
  return ask === 'accept' || ask === 'tag' || (ask === 'type' && cameFits === true);
};

export const OWED_PREDICATES = {
  // A key that is about a line of a loan
  asks: (s: Scene) => questionOf(s) !== null,
  asksIfCame: (s: Scene) => questionOf(s)?.ask === 'line',
  asksWhich: (s: Scene) => questionOf(s)?.ask === 'other',
  takesInstead,
  leavesOwed: (s: Scene) => questionOf(s)?.ask === 'type' && !takesInstead(s),
  /** Somebody has taken it since. */
  settled: (s: Scene) => {
    const question = questionOf(s);
    return question !== null && question.root === null && !question.owed;
  },

  // A tagged one
  bringsOwed: (s: Scene) => broughtFor(s)?.how === 'returned',
  bringsSubstitute: (s: Scene) => broughtFor(s)?.how === 'substitute',
  bringsOther: (s: Scene) => broughtFor(s)?.how === null,
  owes: (s: Scene) => (s.person?.owedLines?.length ?? 0) > 0 && can(s, 'device:check-in'),
  /** Their devices take another kind of it. */
  unfit: ({ device, receiver, mode }: Scene) =>
    device?.fit?.fits === false &&
    device.fit.expected.length > 0 &&
    !device.fit.linked &&
    (mode === 'in' || receiver.person !== null),
};
