import type { DeviceFacts } from '../contract.js';
import type { Scene } from '../scene.js';
import { can, isHelper, liveLoan, sameLoans } from '../scene.js';
import { renewedDue } from './due.js';

/** A plain return: out, and at home here. */
const comesBack = ({ facts }: Scene, device: DeviceFacts | null | undefined): boolean =>
  device?.state === 'deployed' && device.loan !== null && device.homeSite.id === facts.station.site.id;

const mayTakeBack = (s: Scene): boolean => can(s, 'device:check-in') || isHelper(s.facts);

export const EXCHANGE_PREDICATES = {
  answersRenew: (s: Scene) => s.answer?.key === 'r',
  mayRenew: (s: Scene) => renewedDue(s) !== null,
  answersExchange: (s: Scene) => s.answer?.key === 's',
  /** O12: this one comes back, the person waits for another. */
  mayExchange: (s: Scene) =>
    liveLoan(s)?.person !== null && s.receiver.person !== null && comesBack(s, s.device) && mayTakeBack(s),
  exchanges: (s: Scene) => s.exchanges,
  /** O15: the one that the person has comes back for this one. */
  canExchange: (s: Scene) => comesBack(s, s.facts.exchange) && mayTakeBack(s),
};

/** Whether there is just one that could come back; what stands in its way shows when it is asked for. */
export const hasOneToExchange = (s: Scene): boolean =>
  s.receiver.person !== null && sameLoans(s, s.receiver.person.loans).length === 1 && mayTakeBack(s);
