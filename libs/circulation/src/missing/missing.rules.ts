import type { SchoolCalendar } from '@app/directory';
import { addSchoolDays } from '@app/directory';
import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';
import type { CaseKind, CaseState, NotNeeded, Step } from './vocabulary.js';

/** A row of `policy_missing_step`. */
export interface StepPolicy {
  id: string;
  step: Step;
  afterDays: number;
  /** Days of the calendar, or school days of the site. */
  counted: 'calendar' | 'school';
}

export type CaseHolder = 'student' | 'staff' | 'none';

export interface CaseStep {
  step: Step;
  dueOn: CalendarDay;
  notNeededAs: NotNeeded | null;
  doneOn: CalendarDay | null;
}

/** The clock of a new case: every step of the policy with its day, also those that this case does not need. */
export const clockOf = (
  policies: readonly StepPolicy[],
  calendar: SchoolCalendar,
  { notifiedOn, holder }: { notifiedOn: CalendarDay; holder: CaseHolder },
): (CaseStep & { policyId: string })[] =>
  policies.map((policy) => ({
    step: policy.step,
    policyId: policy.id,
    dueOn: dueDay(policy, calendar, notifiedOn),
    notNeededAs: notNeeded(policy.step, holder),
    doneOn: null,
  }));

/** A site that never opens has no school days: there the days of the calendar count. */
export function dueDay({ afterDays, counted }: StepPolicy, calendar: SchoolCalendar, from: CalendarDay): CalendarDay {
  const schoolDay = counted === 'school' ? addSchoolDays(calendar, from, afterDays) : null;
  return schoolDay ?? addDays(from, afterDays);
}

/** Letters need somebody to write to: nobody for a device out of stock or a room, no family for staff. */
function notNeeded(step: Step, holder: CaseHolder): NotNeeded | null {
  if (step !== 'family-notice' && step !== 'demand') return null;
  if (holder === 'none') return 'no-holder';
  return step === 'family-notice' && holder === 'staff' ? 'not-a-student' : null;
}

/** What a theft makes superfluous: its holder owes no return, and a stolen device stays stolen until it is found. */
export const NOT_NEEDED_WHEN_STOLEN: readonly Step[] = ['family-notice', 'demand', 'write-off'];

export type Standing = 'done' | 'not-needed' | 'overdue' | 'due-today' | 'ahead' | 'stopped';

/** How a step stands on a day. The clock of a case that is over has stopped. */
export function standingOf(step: CaseStep, state: CaseState, today: CalendarDay): Standing {
  if (step.doneOn !== null) return 'done';
  if (step.notNeededAs !== null) return 'not-needed';
  if (state !== 'open') return 'stopped';
  if (step.dueOn === today) return 'due-today';
  return step.dueOn < today ? 'overdue' : 'ahead';
}

/** The steps that somebody has to do on this very day. */
export const dueToday = (steps: readonly CaseStep[], state: CaseState, today: CalendarDay): Step[] =>
  steps.filter((step) => standingOf(step, state, today) === 'due-today').map(({ step }) => step);

export const WRITE_OFF_REFUSALS = [
  'not-open',
  'stolen',
  'own-device',
  'own-proposal',
  'proposed-already',
  'demand-missing',
  'review-missing',
  'too-early',
  'investigation-missing',
] as const;

/** Why not: `reason` is the last part of the error code `missing-case.<reason>`. */
export interface WriteOffRefusal {
  reason: (typeof WRITE_OFF_REFUSALS)[number];
  message: string;
}

export interface WriteOffFacts {
  state: CaseState;
  kind: CaseKind;
  steps: readonly CaseStep[];
  today: CalendarDay;
  /** A proposal waits for its decision. */
  pending: boolean;
  /** Federal, ECF or E-Rate money is in the device. */
  needsInvestigation: boolean;
  investigated: boolean;
  /** The account is the person who held the device. */
  isHolder: boolean;
}

const refusal = (reason: WriteOffRefusal['reason'], message: string): WriteOffRefusal => ({ reason, message });
const OWN_DEVICE = refusal('own-device', 'Nobody decides about a device that they held themselves');
export const PROPOSED_ALREADY = refusal('proposed-already', 'A proposal waits for its decision');
const INVESTIGATION = refusal(
  'investigation-missing',
  'The device was bought with federal, ECF or E-Rate money: say how the loss was investigated',
);

/** Everything that keeps the device from being proposed for a write-off now; empty when it may be. */
export function proposalRefusals(facts: WriteOffFacts): WriteOffRefusal[] {
  const waits = (step: Step): CaseStep | undefined =>
    facts.steps.find((each) => each.step === step && each.doneOn === null && each.notNeededAs === null);
  const due = waits('write-off')?.dueOn ?? facts.today;
  return [
    facts.state !== 'open' && refusal('not-open', 'The case is over'),
    facts.kind === 'stolen' && refusal('stolen', 'A stolen device stays stolen until it is found'),
    facts.isHolder && OWN_DEVICE,
    facts.pending && PROPOSED_ALREADY,
    waits('demand') && refusal('demand-missing', 'The written demand for return comes first'),
    waits('review') && refusal('review-missing', "An administrator's review comes first"),
    due > facts.today && refusal('too-early', `The policy allows a write-off from ${due} on`),
    facts.needsInvestigation && !facts.investigated && INVESTIGATION,
  ].filter((found) => found !== false && found !== undefined);
}

/** Everything that keeps an account from deciding about a proposal. */
export const decisionRefusals = (facts: {
  isProposer: boolean;
  isHolder: boolean;
  needsInvestigation: boolean;
  investigated: boolean;
}): WriteOffRefusal[] =>
  [
    facts.isProposer && refusal('own-proposal', 'Whoever proposed it does not decide it: this needs a second person'),
    facts.isHolder && OWN_DEVICE,
    facts.needsInvestigation && !facts.investigated && INVESTIGATION,
  ].filter((found) => found !== false);

export const REMINDERS = ['unlock', 'tell-police'] as const;

/** What is left to do once the device is back. */
export const remindersOf = (found: {
  state: CaseState;
  steps: readonly CaseStep[];
  policeReport: boolean;
}): (typeof REMINDERS)[number][] =>
  found.state !== 'recovered'
    ? []
    : [
        ...(found.steps.some(({ step, doneOn }) => step === 'lock' && doneOn !== null) ? (['unlock'] as const) : []),
        ...(found.policeReport ? (['tell-police'] as const) : []),
      ];
