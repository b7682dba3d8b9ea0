import type { DeskFacts, LoanType } from '../contract.js';
import type { Scene } from '../scene.js';
import { isHelper, liveLoan } from '../scene.js';

export interface Due {
  dueOn: string | null;
  dueAt: string | null;
}

/** The day that the chip says, else that of the type. What comes back the same day is due when the site closes. */
export function dueOf({ request, facts }: Scene, loanType: LoanType): Due {
  const sameDay = loanType === 'daily' || loanType === 'in-school';
  if (request.context.due && facts.due?.on) return { dueOn: facts.due.on, dueAt: sameDay ? facts.due.at : null };
  if (sameDay) {
    const { on, at } = (request.context.backDatedTo && facts.backDated?.dailyDue) || facts.dailyDue;
    return { dueOn: on, dueAt: at };
  }
  return { dueOn: DUE_DAY[loanType]?.(facts) ?? null, dueAt: null };
}

const DUE_DAY: Partial<Record<LoanType, (facts: DeskFacts) => string | null>> = {
  'one-to-one': (facts) => facts.schoolYearEndsOn,
  summer: (facts) => facts.nextYearStartsOn,
};

/** Beyond the next school year no calendar and no policy is made. */
export const isDueTooFar = ({ request, facts: { due } }: Scene): boolean =>
  request.context.due !== null && Boolean(due?.on && due.latest && due.on > due.latest);

/** When the loaner would be due if its loan began now. Null: no later than it is, or not for this desk to say. */
export function renewedDue(scene: Scene): Due | null {
  const loan = liveLoan(scene);
  const { facts, request } = scene;
  if (!loan?.dueOn || loan.dueByClearance || !loan.person || loan.type === 'one-to-one') return null;
  if (request.context.backDatedTo || isDueTooFar(scene)) return null;
  if (isHelper(facts) && loan.type !== 'daily') return null;
  const due = dueOf(scene, loan.type);
  return due.dueOn !== null && due.dueOn > loan.dueOn && due.dueOn >= facts.today ? due : null;
}
