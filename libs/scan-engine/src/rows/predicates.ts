import type { DeviceState, Hold } from '@app/kernel';
import { isScannable } from '@app/kernel';
import { AGREEMENT_PREDICATES } from './agreement-predicates.js';
import { EXCHANGE_PREDICATES } from './exchange-predicates.js';
import { CARD_PREDICATES } from './card-predicates.js';
import { RESERVATION_PREDICATES } from './reservation-predicates.js';
import type { Scene } from '../scene.js';
import { BACK_DATE_PREDICATES } from './back-date-predicates.js';
import { CART_PREDICATES } from './cart-predicates.js';
import { OWED_PREDICATES } from './owed-predicates.js';
import { isDueTooFar } from './due.js';
import { SITE_PREDICATES } from './site-predicates.js';
import { TRANSFER_PREDICATES } from './transfer-predicates.js';
import {
  allLoans,
  can,
  FINDINGS,
  isAccessory,
  isHelper,
  lifts,
  limitOf,
  liveLoan,
  loansOf,
  secondsSince,
} from '../scene.js';

/** Two desks at once: the second one is told who was first. */
export const SAME_MOMENT_SECONDS = 10;
/** The opposite scan so soon is more often a mistake than an errand. */
export const OPPOSITE_SECONDS = 60;

/** Shorter codes are more often slips than tags or serials. */
const MIN_DEVICE_CODE_LENGTH = 5;

/** Letters and digits together, as tags and serials have; a student's number has digits only. */
const isDeviceLike = (key: string): boolean =>
  key.length >= MIN_DEVICE_CODE_LENGTH && /[A-Z]/.test(key) && /[0-9]/.test(key) && isScannable(key);

/** UPC-A and EAN-13: the code of a product in a shop, whose last digit checks the others. */
function isProductCode(key: string): boolean {
  if (!/^\d{12,13}$/.test(key)) return false;
  const sum = [...key].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

const inState = ({ device }: Scene, ...states: DeviceState[]): boolean =>
  device !== null && states.includes(device.state);

const hasHold = ({ device }: Scene, hold: Hold): boolean => device?.holds.includes(hold) ?? false;

const thisSession = ({ device, request }: Scene): boolean =>
  device?.lastCustody?.sessionId === request.sessionId && device.lastCustody.sessionId !== null;

const custodyJustNow = (scene: Scene, type: 'checked-out' | 'checked-in'): boolean => {
  const last = scene.device?.lastCustody;
  const seconds = secondsSince(scene, last?.at);
  return last?.type === type && seconds !== null && seconds < OPPOSITE_SECONDS;
};

const withReceiver = (scene: Scene): boolean => {
  const loan = liveLoan(scene);
  const { person, room } = scene.receiver;
  if (!loan) return false;
  return person ? loan.person?.id === person.id : room !== null && loan.room?.id === room.id;
};

const holderInReach = (scene: Scene): boolean =>
  !liveLoan(scene)?.person?.foreign || can(scene, 'device:transfer-in-hand');

const returning = ({ facts }: Scene) => facts.person;

const answeredBefore = ({ answer, facts }: Scene): boolean =>
  facts.answered?.answers.includes(FINDINGS.get(answer?.key ?? '') ?? '') ?? false;

/** Answers that put the hold "damaged" on the device. */
const DAMAGE_KEYS = ['3', '4', '5', '6'];

const blocksWithdrawn = (s: Scene): boolean =>
  s.facts.policy.withdrawnPerson === 'block' || (s.facts.policy.withdrawnPerson === 'card' && !lifts(s, 'O5'));

/** What the holder of a card must be able to do, by the refusal that it lifts. */
const SUFFICES: Readonly<Record<string, (s: Scene) => boolean>> = {
  X5: (s) => PREDICATES.mayUseMode(s),
  O22: (s) => PREDICATES.mayTransfer(s),
  O14: (s) => PREDICATES.mayTakeOver(s),
  X6: (s) => PREDICATES.mayTakeOver(s),
  ...Object.fromEntries(
    ['O5', 'O15', 'O23', 'O8', 'O16'].map((row) => [row, (s: Scene) => PREDICATES.mayAllowExtra(s)]),
  ),
};

/** The words of the table's conditions. */
export const PREDICATES = {
  ...BACK_DATE_PREDICATES,
  // Who may
  mayUseMode: (s: Scene) =>
    (s.mode === 'look' ? !isHelper(s.facts) : can(s, s.mode === 'out' ? 'device:check-out' : 'device:check-in')) ||
    (s.mode !== 'look' && isHelper(s.facts)) ||
    // Receiving what arrives is less than taking a device back from somebody.
    (s.mode === 'in' && s.device?.state === 'in-transit' && can(s, 'device:transfer-in-hand')),
  mayAllowExtra: (s: Scene) => can(s, 'device:check-out') && can(s, 'scan:undo-any'),
  mayTransfer: (s: Scene) => s.facts.policy.otherSiteDevice === 'warn' && can(s, 'device:transfer-in-hand'),
  holderInReach,
  mayRegister: (s: Scene) => can(s, 'device:register'),
  helps: (s: Scene) => isHelper(s.facts),
  mayTakeOver: (s: Scene) =>
    !isHelper(s.facts) && holderInReach(s) && (s.takenOver || s.facts.policy.heldByOther === 'ok'),
  maySwap: (s: Scene) => s.facts.policy.swappedDevices === 'offer' && can(s, 'device:check-out'),
  answersSwap: (s: Scene) => s.answer?.key === 'x',
  answersExtra: (s: Scene) => s.answer?.key === '+',
  extraAllowed: (s: Scene) => s.extraAllowed,

  // The device
  stolen: (s: Scene) => inState(s, 'stolen'),
  disposed: (s: Scene) => inState(s, 'disposed'),
  outOfUse: (s: Scene) => inState(s, 'retired', 'in-ewaste-lot', 'disposed', 'ordered', 'received', 'void'),
  inRepair: (s: Scene) => inState(s, 'in-repair'),
  inPool: (s: Scene) => s.device?.loanerPool ?? false,
  /** A pool device that would not come back before the year ends. */
  leavesPool: (s: Scene) =>
    s.facts.policy.poolDevice === 'warn' &&
    (s.device?.loanerPool ?? false) &&
    s.receiver.person !== null &&
    s.request.context.loanType === 'one-to-one',
  damaged: (s: Scene) => hasHold(s, 'damaged'),
  frozen: (s: Scene) => hasHold(s, 'legal'),
  astray: (s: Scene) => inState(s, 'missing', 'lost'),
  inTransit: (s: Scene) => inState(s, 'in-transit'),
  inStock: (s: Scene) => inState(s, 'in-stock'),
  canBeGiven: (s: Scene) => inState(s, 'in-stock', 'deployed', 'in-transit', 'missing', 'lost'),
  onLoan: (s: Scene) => liveLoan(s) !== null,
  cameBack: (s: Scene) => liveLoan(s) !== null || inState(s, 'deployed'),
  fromOtherSite: (s: Scene) => s.device !== null && s.device.homeSite.id !== s.facts.station.site.id,
  goesElsewhere: (s: Scene) => s.device !== null && s.device.locationSite.id !== s.facts.station.site.id,
  leftFromHere: (s: Scene) => s.device?.fromSite?.id === s.facts.station.site.id,
  pastSupport: (s: Scene) => {
    const endsOn = s.device?.model.supportEndsOn ?? null;
    return s.facts.policy.pastSupport === 'warn' && endsOn !== null && endsOn < s.facts.today;
  },
  late: (s: Scene) => s.facts.policy.lateReturn === 'warn' && (liveLoan(s)?.daysLate ?? 0) > 0,
  dueForRefresh: (s: Scene) => typeof s.device?.refreshDue === 'string',
  borrowerWithdrawn: (s: Scene) => s.device?.loan?.borrowerWithdrawn ?? false,
  thisSession,
  checkedInJustNow: (s: Scene) => custodyJustNow(s, 'checked-in'),
  checkedOutJustNow: (s: Scene) => custodyJustNow(s, 'checked-out'),
  waitingAlready: (s: Scene) => s.device !== null && s.request.context.heldDeviceIds.includes(s.device.id),

  // Who receives, and who has it
  hasReceiver: (s: Scene) => s.receiver.person !== null || s.receiver.room !== null,
  withReceiver,
  withAnother: (s: Scene) => liveLoan(s) !== null && !withReceiver(s),
  givenJustNowElsewhere: (s: Scene) => {
    const loan = liveLoan(s);
    const seconds = secondsSince(s, loan?.loanedAt);
    const station = loan?.openedAtStationId ?? null;
    return station !== null && station !== s.facts.station.id && seconds !== null && seconds < SAME_MOMENT_SECONDS;
  },
  takenOver: (s: Scene) => s.takenOver,
  atLimit: (s: Scene) =>
    !isAccessory(s.device) &&
    s.receiver.person !== null &&
    loansOf(s, s.receiver.person) >= limitOf(s, s.receiver.person),
  loanersOnly: (s: Scene) => s.request.context.loanersOnly,
  poolIsStrict: (s: Scene) => !lifts(s, 'O23') && (isHelper(s.facts) || s.facts.policy.nonLoaner === 'refuse'),
  dueNotKnown: (s: Scene) => s.request.context.due !== null && !s.facts.due?.on,
  dueIsTooFar: isDueTooFar,
  dueIsMoved: (s: Scene) => s.request.context.due !== null && Boolean(s.facts.due?.closed),
  dueIsOver: (s: Scene) => {
    const on = s.request.context.due && s.facts.due?.on;
    return on ? on < (s.request.context.backDatedTo ?? s.facts.today) : false;
  },
  receiverBlocked: (s: Scene) => s.receiver.person?.state === 'withdrawn' && blocksWithdrawn(s),
  holderIsReturning: (s: Scene) => {
    const holder = liveLoan(s)?.person?.id;
    if (holder === undefined) return false;
    return holder === returning(s)?.id || (returning(s)?.twin?.ids.includes(holder) ?? false);
  },
  someoneReturning: (s: Scene) => returning(s) !== null,

  // The scanned person or room
  withdrawn: (s: Scene) => s.person?.state === 'withdrawn',
  withdrawnBlocked: blocksWithdrawn,
  enrolledElsewhere: (s: Scene) => s.person !== null && !s.person.atThisSite,
  deviceWaiting: (s: Scene) => s.facts.held.length > 0,
  isReceiver: (s: Scene) =>
    s.person ? s.receiver.person?.id === s.person.id : s.room !== null && s.receiver.room?.id === s.room.id,
  personSet: (s: Scene) => s.receiver.person !== null,
  hasLoans: (s: Scene) => allLoans(s.person).length > 0,
  /** A record that waits to be merged holds devices of this person. */
  twinHasLoans: (s: Scene) => (s.person?.twin?.loans.length ?? 0) > 0,

  ...RESERVATION_PREDICATES,
  ...AGREEMENT_PREDICATES,
  ...CARD_PREDICATES,
  ...EXCHANGE_PREDICATES,
  cardSuffices: (s: Scene) => (s.allowed !== null && SUFFICES[s.allowed.row]?.(s)) ?? false,
  ...CART_PREDICATES,
  ...OWED_PREDICATES,
  ...SITE_PREDICATES,
  ...TRANSFER_PREDICATES,

  // Codes that found nothing, and answers
  webLink: (s: Scene) => s.code?.kind === 'url-foreign',
  productCode: (s: Scene) => s.code?.kind === 'lookup' && isProductCode(s.code.exact[0]),
  tooShort: (s: Scene) => s.code?.kind === 'too-short',
  strayAnswer: (s: Scene) => s.code?.kind === 'answer',
  twoCodes: (s: Scene) => Boolean(s.facts.twoCodes),
  unreadable: (s: Scene) => s.code?.kind === 'unreadable',
  couldBeDevice: (s: Scene) => s.code?.kind === 'lookup' && isDeviceLike(s.code.exact[0]),
  answerFits: (s: Scene) => s.answer !== null && s.answer.fault === null,
  personChanged: (s: Scene) => s.answer?.fault === 'person-changed',
  aboutSubstitute: (s: Scene) => s.answer?.key === 'm',
  substituteSaid: (s: Scene) => s.facts.answered?.charger?.substitute ?? false,
  aboutCharger: (s: Scene) => s.answer?.key === 'c',
  aboutCondition: (s: Scene) =>
    s.answer !== null && !s.facts.answered?.question && s.answer.key !== 'c' && FINDINGS.has(s.answer.key),
  meansDamage: (s: Scene) => DAMAGE_KEYS.includes(s.answer?.key ?? ''),
  saysOk: (s: Scene) => s.answer?.key === '1',
  saysCosmetic: (s: Scene) => s.answer?.key === '2',
  /** This return has the hold from an answer before; only an undo of that answer lifts it. */
  damageReported: (s: Scene) =>
    hasHold(s, 'damaged') && DAMAGE_KEYS.some((key) => s.facts.answered?.answers.includes(FINDINGS.get(key) ?? '')),
  answeredBefore,
  noteHasRow: (s: Scene) => s.facts.answered !== null,
  nothingToUndo: (s: Scene) => undoTarget(s) === null,
  /** Rows whose words the station or the server uses by itself. */
  decidedElsewhere: () => false,
};

export function undoTarget({ request, facts }: Scene): string | null {
  return (request.act.kind === 'undo' ? request.act.scanId : null) ?? facts.answered?.scanId ?? null;
}

export type PredicateName = keyof typeof PREDICATES;
export type Condition = PredicateName | `not ${PredicateName}`;

/** The test behind the words of a condition. */
export function testOf(condition: Condition): (scene: Scene) => boolean {
  if (!condition.startsWith('not ')) return PREDICATES[condition as PredicateName];
  const test = PREDICATES[condition.slice(4) as PredicateName];
  return (scene) => !test(scene);
}
