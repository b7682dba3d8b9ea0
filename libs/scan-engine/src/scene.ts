import type { CodeKeys, CodeRules } from './clean.js';
import { codeKeys } from './clean.js';
import type {
  CardFacts,
  ConditionFinding,
  DeskFacts,
  DeviceFacts,
  PersonFacts,
  RoomFacts,
  RowId,
  ScanMode,
  ScanRequest,
  StationContext,
  TransferReason,
} from './contract.js';

/** What a scan turned out to be. */
export type Scanned = 'device' | 'person' | 'room' | 'several' | 'unknown' | 'answer' | 'undo' | 'card' | 'note';

/** Request and facts in one, as the predicates, effects and messages of the table read them. */
export interface Scene {
  readonly request: ScanRequest;
  readonly facts: DeskFacts;
  readonly mode: ScanMode;
  readonly scanned: Scanned;
  /** The scanned record; at most one of the three. */
  readonly device: DeviceFacts | null;
  readonly person: PersonFacts | null;
  readonly room: RoomFacts | null;
  /** Check out: who receives. Check in: who stands at the desk. Never both. */
  readonly receiver: { readonly person: PersonFacts | null; readonly room: RoomFacts | null };
  /** For a code that found nothing: what it is. */
  readonly code: CodeKeys | null;
  /** For a quick answer: what is wrong with it, if anything. */
  readonly answer: { readonly key: string; readonly fault: AnswerFault | null } | null;
  /** The desk has said that the device is taken from its holder. */
  readonly takenOver: boolean;
  /** The desk has said that the limit does not count. */
  readonly extraAllowed: boolean;
  /** The desk has said that the device which the person has comes back in exchange. */
  readonly exchanges: boolean;
  /** The desk has said that the device is given though it is set aside. */
  readonly reservedAnyway: boolean;
  /** A supervisor's card decides a refused scan again, with the rights of its holder. */
  readonly allowed: { readonly row: RowId; readonly by: string } | null;
  /** Why a supervisor's card does nothing. */
  readonly cardFault: CardFault | null;
  /** Loans of the same type that this scan gives the receiver before this one. */
  readonly givenBefore: number;
}

export type CardFault = 'unknown' | 'throttled' | 'nothing' | 'never' | 'changed';

export type AnswerFault = 'no-question' | 'person-changed';

/** Quick answers to a return. */
export const FINDINGS: ReadonlyMap<string, ConditionFinding> = new Map<string, ConditionFinding>([
  ['1', 'ok'],
  ['2', 'cosmetic'],
  ['3', 'screen'],
  ['4', 'keyboard'],
  ['5', 'will-not-start'],
  ['6', 'other'],
  ['c', 'charger-missing'],
]);

/** E23, the reasons that a key gives. */
export const REASON_KEYS = {
  '1': 'same-program',
  '2': 'came-along',
  '3': 'not-needed',
  '4': 'recorded-wrongly',
} as const satisfies Record<string, TransferReason>;

/** The key of an answer that brings a reason in words. */
export const REASON_TYPED = 'n';

/** The primary rows that a key answers. */
const ANSWERABLE: ReadonlyMap<string, readonly RowId[]> = new Map<string, readonly RowId[]>([
  ['t', ['O14', 'X6']],
  ['+', ['O15', 'O16']],
  ['s', ['O12', 'D2', 'O15']],
  ['r', ['O12', 'D2']],
  ['x', ['I1', 'I3']],
  ['m', ['I1', 'I3', 'I6']],
  ...[...FINDINGS.keys()].map((key): [string, RowId[]] => [key, ['I1', 'I3', 'I6']]),
]);

const NO_RECORD = { device: null, person: null, room: null };

/** Lends loaners and nothing else. */
export const isHelper = ({ permissions }: Pick<DeskFacts, 'permissions'>): boolean =>
  permissions.includes('loaner:lend') && !permissions.includes('device:check-out');

/** What a helper may set up at a desk: nothing. */
const HELPERS: Partial<StationContext> = {
  loanType: 'daily',
  loanersOnly: true,
  due: null,
  backDatedTo: null,
  pair: false,
  amnesty: false,
  batch: false,
};

export function sceneOf(sent: ScanRequest, facts: DeskFacts, rules: CodeRules): Scene {
  const request = isHelper(facts) ? { ...sent, context: { ...sent.context, ...HELPERS } } : sent;
  const base: Scene = {
    request,
    facts,
    mode: request.mode,
    scanned: 'unknown',
    ...NO_RECORD,
    receiver: receiverOf(facts),
    code: null,
    answer: null,
    takenOver: false,
    extraAllowed: false,
    exchanges: false,
    reservedAnyway: false,
    allowed: null,
    cardFault: null,
    givenBefore: 0,
  };
  switch (request.act.kind) {
    case 'undo':
      return { ...base, scanned: 'undo', device: facts.found.devices[0] ?? null };
    case 'answer':
      return answerScene(base, request.act.key.toLowerCase());
    case 'batch':
      return { ...base, scanned: 'several' };
    case 'note':
      return { ...base, scanned: 'note', device: facts.found.devices[0] ?? null };
    case 'pick':
      return recordScene(base);
    case 'code': {
      if (facts.card) return cardScene(base, facts.card);
      const scene = recordScene(base);
      return scene.scanned === 'unknown' ? { ...scene, code: codeKeys(request.act.raw, rules) } : scene;
    }
  }
}

/** A person and a room are never set together; should both come, the person counts. */
const receiverOf = ({ person, room }: DeskFacts): Scene['receiver'] => ({ person, room: person ? null : room });

function recordScene(base: Scene): Scene {
  const { devices, persons, rooms } = base.facts.found;
  const count = devices.length + persons.length + rooms.length;
  if (count > 1) return { ...base, scanned: 'several' };
  if (devices[0]) return { ...base, scanned: 'device', device: devices[0] };
  if (persons[0]) return { ...base, scanned: 'person', person: persons[0] };
  if (rooms[0]) return { ...base, scanned: 'room', room: rooms[0] };
  return base;
}

/** `t`, `+` and the `s` of a limit decide their device again; the other answers are about the return itself. */
function answerScene(base: Scene, key: string): Scene {
  const { answered, found } = base.facts;
  const device = found.devices[0] ?? null;
  const scene: Scene = { ...base, scanned: 'answer', device, mode: answered?.mode ?? base.mode };
  const faulty = (fault: AnswerFault): Scene => ({ ...scene, answer: { key, fault } });

  // A row that put a line of a loan into its key asks about nothing else.
  if (answered?.question) {
    const may = answered.mode === 'in' && can(base, 'device:check-in');
    return may ? { ...scene, answer: { key, fault: null } } : faulty('no-question');
  }
  if (answered?.row === 'E23') return reasonScene(scene, key);
  const aboutReturn = FINDINGS.has(key) || key === 'x' || key === 'm';
  const fits = answered?.mode === (aboutReturn ? 'in' : 'out');
  if (!answered?.deviceId || !fits || !ANSWERABLE.get(key)?.includes(answered.row)) return faulty('no-question');
  if ((key === 'x' && !base.facts.swap) || (key === 'm' && !answered.charger)) return faulty('no-question');
  if (aboutReturn) return { ...scene, answer: { key, fault: null } };
  if (device?.id !== answered.deviceId) return faulty('no-question');
  if (!isSameReceiver(scene, answered.personId)) return faulty('person-changed');
  const exchanges = key === 's' && answered.row === 'O15';
  if (key === 'r' || (key === 's' && !exchanges)) return { ...scene, answer: { key, fault: null } };
  return {
    ...scene,
    answer: { key, fault: null },
    scanned: 'device',
    takenOver: true,
    // Rows stand in the order O14, O15, O16: whoever answers a later one has answered those before it.
    extraAllowed: key === '+' || exchanges,
    exchanges,
    reservedAnyway: key === '+' && answered.row === 'O16',
  };
}

/** A reason decides its device again; the server has read it out of the answer. */
function reasonScene(scene: Scene, key: string): Scene {
  const { answered } = scene.facts;
  const said = answered?.transferReason && scene.device?.id === answered.deviceId;
  if (!said) return { ...scene, answer: { key, fault: 'no-question' } };
  if (!isSameReceiver(scene, answered.personId)) return { ...scene, answer: { key, fault: 'person-changed' } };
  return { ...scene, answer: { key, fault: null }, scanned: 'device' };
}

/** The refusals that a card may lift, in the order of the table: whoever lifts a later one has lifted those before it. */
const OVERRIDABLE: readonly RowId[] = ['X5', 'O5', 'O22', 'O14', 'X6', 'O15', 'O23', 'O8', 'O16'];

/** Whether the card lifts this refusal, or one that stands behind it. */
export const lifts = ({ allowed }: Scene, row: RowId): boolean =>
  allowed !== null && OVERRIDABLE.indexOf(allowed.row) >= OVERRIDABLE.indexOf(row);

/** Whether any card lifts the refusal, as the site has it. */
const isLiftable = (row: RowId, { withdrawnPerson, otherSiteDevice }: DeskFacts['policy']): boolean =>
  OVERRIDABLE.includes(row) &&
  !(row === 'O5' && withdrawnPerson !== 'card') &&
  !(row === 'O22' && otherSiteDevice === 'refuse');

/** Refused here, with no answer that the desk may give: a supervisor's card is what is left. X5 says so itself. */
export const isLeftToCards = ({ facts }: Scene, row: RowId): boolean => row !== 'X5' && isLiftable(row, facts.policy);

/** The refused scan once more, with the rights of the card's holder; what the desk is set up for stays the desk's. */
function cardScene(base: Scene, { holder, throttled }: CardFacts): Scene {
  const faulty = (cardFault: CardFault): Scene => ({ ...base, scanned: 'card', cardFault });
  const { answered } = base.facts;
  if (!holder) return faulty(throttled ? 'throttled' : 'unknown');
  if (!answered) return faulty('nothing');
  if (!isLiftable(answered.row, base.facts.policy)) return faulty('never');
  const refused = recordScene({ ...base, facts: { ...base.facts, permissions: holder.permissions } });
  if (refused.scanned === 'unknown' || refused.scanned === 'several') return faulty('nothing');
  if (!isSameDesk(refused, answered.personId)) return faulty('changed');
  const scene = { ...refused, allowed: { row: answered.row, by: holder.name } };
  return {
    ...scene,
    takenOver: lifts(scene, 'O14'),
    extraAllowed: lifts(scene, 'O15'),
    reservedAnyway: lifts(scene, 'O16'),
  };
}

/** A device goes to whom it was refused to, and to nobody else. */
function isSameDesk(scene: Scene, answeredPersonId: string | null): boolean {
  const { device, mode, receiver } = scene;
  if (!device || mode !== 'out' || receiver.person || receiver.room)
    return !device || mode !== 'out' || isSameReceiver(scene, answeredPersonId);
  return answeredPersonId === null || answeredPersonId === device.loan?.person?.id;
}

/**
 * Whether the desk still serves whom it served at the answered scan. That scan's person is the one who receives, else the
 * device's holder, so with a room at the desk the holder stands there.
 */
function isSameReceiver({ receiver, device }: Scene, answeredPersonId: string | null): boolean {
  if (receiver.person) return receiver.person.id === answeredPersonId;
  return receiver.room !== null && (answeredPersonId === null || answeredPersonId === device?.loan?.person?.id);
}

export const can = ({ facts }: Scene, permission: string): boolean => facts.permissions.includes(permission);

/** Whole seconds from an instant to now, never negative; null when there is no such instant. */
export function secondsSince({ facts }: Scene, instant: string | null | undefined): number | null {
  if (!instant) return null;
  const seconds = (Date.parse(facts.now) - Date.parse(instant)) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : null;
}

/** The open loan as the desk sees it. A missing or lost device is not with its borrower any more: finding it closes the loan. */
export function liveLoan({ device }: Scene): DeviceFacts['loan'] {
  return device?.loan && device.state !== 'missing' && device.state !== 'lost' ? device.loan : null;
}

/** A charger or case with a tag of its own. */
export const isAccessory = (device: DeviceFacts | null): boolean => device?.model.deviceClass === 'accessory';

/** What the person has, under either record when a temporary one is not merged yet. */
export const allLoans = (person: PersonFacts | null): PersonFacts['loans'] =>
  person ? [...person.loans, ...(person.twin?.loans ?? [])] : [];

/** Open loans of the type in use that the person has or gets in this scan, this device left out. */
export const loansOf = (scene: Scene, person: PersonFacts): number =>
  sameLoans(scene, allLoans(person)).length + scene.givenBefore;

/** Those of the type in use, this device left out. */
export const sameLoans = ({ request, device }: Scene, loans: PersonFacts['loans']): PersonFacts['loans'] =>
  loans.filter(
    ({ type, deviceId, accessory }) => !accessory && type === request.context.loanType && deviceId !== device?.id,
  );

/** Pair 1:1: with what this scan gives, the person has as many as allowed. */
export const isPaired = (scene: Scene, person: PersonFacts | null, given: number): boolean =>
  person !== null &&
  scene.request.context.pair &&
  loansOf(scene, person) + (isAccessory(scene.device) ? 0 : given) >= limitOf(scene, person);

export const limitOf = (scene: Scene, person: PersonFacts): number =>
  person.limits[scene.request.context.loanType] ?? 0;
