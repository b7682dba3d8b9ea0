import type { PersonFacts } from '../contract.js';
import type { Scene } from '../scene.js';
import { lifts } from '../scene.js';

/** Loans that stay at the school: nobody signs for those. */
const AT_SCHOOL: readonly string[] = ['daily', 'in-school'];

const isMissing = (scene: Scene, person: PersonFacts | null): boolean =>
  person?.kind === 'student' &&
  person.agreementSigned === false &&
  !person.foreign &&
  scene.facts.policy.agreement !== 'ignore' &&
  !AT_SCHOOL.includes(scene.request.context.loanType);

export const AGREEMENT_PREDICATES = {
  agreementMissing: (s: Scene) => isMissing(s, s.person),
  receiverAgreementMissing: (s: Scene) => isMissing(s, s.receiver.person),
  /** Law first: in California no agreement may refuse a device, whatever a policy says. */
  agreementBinds: (s: Scene) =>
    s.facts.policy.agreement === 'block' && s.facts.profile !== 'california' && !lifts(s, 'O8'),
};
