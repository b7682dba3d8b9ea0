import type { Effect } from '../contract.js';
import type { Scene } from '../scene.js';
import { FINDINGS, liveLoan } from '../scene.js';
import { dueOf, renewedDue } from './due.js';
import { questionOf } from './owed-predicates.js';
import { PREDICATES, undoTarget } from './predicates.js';
import { transferReason } from './transfer-predicates.js';

type Make = (scene: Scene) => Effect[];

const of =
  (make: (scene: Scene, deviceId: string) => Effect): Make =>
  (scene) =>
    scene.device ? [make(scene, scene.device.id)] : [];

const takeBack = of((scene, deviceId) => ({
  kind: 'check-in',
  deviceId,
  loanId: liveLoan(scene)?.id ?? null,
  how: 'forced',
}));

/** Under an amnesty nothing is charged for what comes back. */
const amnestyOf = ({ mode, request }: Scene): { amnesty?: true } =>
  mode === 'in' && request.context.amnesty ? { amnesty: true } : {};

/** What the names in the table ask the server to do. */
export const EFFECTS = {
  receive: of((_scene, deviceId) => ({ kind: 'receive', deviceId })),
  find: of((scene, deviceId) => ({
    kind: 'find',
    deviceId,
    loanId: scene.device?.loan?.id ?? null,
    ...amnestyOf(scene),
  })),
  'check-in': of((scene, deviceId) => ({
    kind: 'check-in',
    deviceId,
    loanId: liveLoan(scene)?.id ?? null,
    how: 'returned',
    ...amnestyOf(scene),
  })),
  'take-back': takeBack,
  /** What the person had comes back for what they get. */
  'take-other-back': ({ facts: { exchange } }) =>
    exchange ? [{ kind: 'check-in', deviceId: exchange.id, loanId: exchange.loan?.id ?? null, how: 'returned' }] : [],
  renew: (scene) => {
    const due = renewedDue(scene);
    const loanId = liveLoan(scene)?.id;
    return due && loanId && scene.device ? [{ kind: 'renew', deviceId: scene.device.id, loanId, ...due }] : [];
  },
  /** Deployed without an open loan, as imports leave it: closed first, so that every custody has its end. */
  release: (scene) => (scene.device?.state === 'deployed' ? takeBack(scene) : []),
  'transfer-in-hand': of((scene, deviceId) => {
    const reason = transferReason(scene);
    return {
      kind: 'transfer-in-hand',
      deviceId,
      fromSiteId: scene.device?.homeSite.id ?? '',
      ...(reason && { reason }),
    };
  }),
  'check-out': of((scene, deviceId) => ({ kind: 'check-out', deviceId, ...loanTerms(scene) })),
  'swap-custody': ({ facts: { swap } }) =>
    (swap ?? []).map(({ deviceId, person, loanType, dueOn, dueAt }) => ({
      kind: 'check-out',
      deviceId,
      personId: person.id,
      roomId: null,
      loanType,
      dueOn,
      dueAt,
    })),
  'send-home': of(({ device }, deviceId) => ({ kind: 'send-home', deviceId, toSiteId: device?.homeSite.id ?? '' })),
  see: of((_scene, deviceId) => ({ kind: 'see', deviceId })),
  /** A look-up of what was typed may come from anywhere; what a scanner or a camera read was there. */
  'see-scanned': ({ device, request: { source } }) =>
    device && (source === 'scanner' || source === 'camera') ? [{ kind: 'see', deviceId: device.id }] : [],
  alarm: of((_scene, deviceId) => ({ kind: 'alarm', deviceId, reason: 'stolen-device-scanned' })),
  'alarm-if-disposed': (scene) =>
    PREDICATES.disposed(scene) && scene.device
      ? [{ kind: 'alarm', deviceId: scene.device.id, reason: 'disposed-device-scanned' }]
      : [],
  report: ({ facts, answer }) => reportOf({ facts, answer }, false),
  'withdraw-report': ({ facts, answer }) => reportOf({ facts, answer }, true),
  'take-original': ({ facts: { answered } }) =>
    answered?.deviceId
      ? [{ kind: 'answer-charger', deviceId: answered.deviceId, scanId: answered.scanId, as: 'original' }]
      : [],
  'take-owed': (scene) => answerOwed(scene, 'returned'),
  'take-instead': (scene) => answerOwed(scene, 'substitute'),
  /** With its device it counted as returned; what is owed since before stays so. */
  'leave-owed': (scene) => (questionOf(scene)?.root ? answerOwed(scene, 'missing') : []),
  'settle-owed': ({ device }) =>
    device?.fit?.owed?.how
      ? [
          {
            kind: 'return-accessory',
            lineId: device.fit.owed.lineId,
            how: device.fit.owed.how,
            typeId: device.fit.typeId,
            tagDeviceId: device.id,
          },
        ]
      : [],
  note: ({ facts: { answered } }) => (answered ? [{ kind: 'note', scanId: answered.scanId }] : []),
  reverse: (scene) => {
    const scanId = undoTarget(scene);
    return scanId === null ? [] : [{ kind: 'reverse', scanId }];
  },
} satisfies Record<string, Make>;

export type EffectName = keyof typeof EFFECTS;

function reportOf({ facts: { answered }, answer }: Pick<Scene, 'facts' | 'answer'>, withdrawn: boolean): Effect[] {
  const finding = FINDINGS.get(answer?.key ?? '');
  if (!answered?.deviceId || !finding) return [];
  const { deviceId, loanId, scanId } = answered;
  return [{ kind: 'report-condition', deviceId, loanId, scanId, finding, withdrawn }];
}

/** Of a return that goes on: what came with it. Of a loan that was over before: the line itself. */
function answerOwed(scene: Scene, as: 'returned' | 'substitute' | 'missing'): Effect[] {
  const question = questionOf(scene);
  const deviceId = scene.facts.answered?.deviceId ?? null;
  if (!question) return [];
  const { lineId, root, typeId, ask } = question;
  if (as !== 'returned' && root && deviceId) return [{ kind: 'answer-charger', deviceId, scanId: root, as, typeId }];
  if (as === 'missing') return [];
  return [{ kind: 'return-accessory', lineId, how: as, typeId, tagDeviceId: ask === 'tag' ? deviceId : null }];
}

export type LoanTerms = Omit<Extract<Effect, { kind: 'check-out' }>, 'kind' | 'deviceId'>;

/** A loan to a room is long; a person's follows the type in use. */
export function loanTerms(scene: Scene): LoanTerms {
  const { person, room } = scene.receiver;
  const loanType = person ? scene.request.context.loanType : 'long';
  const place = person ? null : room;
  const to = {
    personId: person?.id ?? null,
    roomId: place && !place.cart ? place.id : null,
    ...slotOf(scene),
    loanType,
  };
  return { ...to, ...dueOf(scene, loanType) };
}

/** The next free slot of a cart, those that this scan has given out before left out. */
function slotOf({ receiver: { person, room }, givenBefore, request }: Scene): { cartId?: string; slot?: number } {
  const from = request.context.cartSlot ?? 1;
  const free = room?.cart?.free ?? [];
  // From the slot that was said on; when none is left there, from the first.
  const ordered = [...free.filter((n) => n >= from), ...free.filter((n) => n < from)];
  const slot = person ? undefined : ordered.at(givenBefore);
  return room && slot !== undefined ? { cartId: room.id, slot } : {};
}

/** The order in which the effects on one device make sense. */
const ORDER: readonly Effect['kind'][] = [
  'reverse',
  'find',
  'receive',
  'check-in',
  'transfer-in-hand',
  'check-out',
  'renew',
  'send-home',
  'report-condition',
  'answer-charger',
  'return-accessory',
  'note',
  'see',
  'alarm',
];

export const effectsOf = (scene: Scene, names: readonly EffectName[]): Effect[] =>
  names.flatMap((name): Effect[] => EFFECTS[name](scene)).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
