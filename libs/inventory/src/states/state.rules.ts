import type { DeviceState, Hold } from '@app/kernel';
import type { EventType, MdmStatus } from './vocabulary.js';

/** A row of `device_state_move`: the same table that the ledger's trigger reads. */
export interface StateMove {
  from: DeviceState | 'none';
  to: DeviceState;
  action: string;
  permission: string;
  /** Names of the evidence that must come with the move. */
  evidence: readonly string[];
  twoPerson: boolean;
}

/** What a move depends on besides its row. */
export interface MoveSubject {
  state: DeviceState;
  /** A person or a room holds it, so a loan is open. */
  held: boolean;
  holds: readonly Hold[];
  mdmStatus: MdmStatus;
  assetTag: string | null;
  lastSeq: number;
}

export interface MoveEvidence {
  reason?: string;
  /** `YYYY-MM-DD` */
  lastSeenOn?: string;
  policeAgency?: string;
  policeReportNumber?: string;
}

/** Why not: `reason` is the last part of the error code `device.<reason>`. */
export interface MoveRefusal {
  reason: string;
  message: string;
  /** The evidence that is missing or wrong. */
  fields?: readonly string[];
}

/** Where a move is made: on the device's page, by a scan at a desk, with the missing case, or with the lot that it belongs to. */
export const MOVE_PLACES = ['page', 'desk', 'case', 'elsewhere'] as const;
export type MovePlace = (typeof MOVE_PLACES)[number];

interface ActionRule {
  label: string;
  place: MovePlace;
  event: EventType;
  /** Codes, never sentences: the ledger keeps no free text. */
  reasons: readonly string[];
}

const page = (label: string, reasons: readonly string[] = []): ActionRule => ({
  label,
  place: 'page',
  event: 'state-changed',
  reasons,
});
const inCase = (label: string, event: EventType, reasons: readonly string[]): ActionRule => ({
  label,
  place: 'case',
  event,
  reasons,
});
const desk = (label: string): ActionRule => ({ label, place: 'desk', event: 'state-changed', reasons: [] });
const elsewhere = (label: string): ActionRule => ({ label, place: 'elsewhere', event: 'state-changed', reasons: [] });

/** Each action of `device_state_move` in words. A test holds the two lists against each other. */
export const ACTIONS: Readonly<Record<string, ActionRule>> = {
  order: elsewhere('Order'),
  register: elsewhere('Register'),
  'receive-order': page('Receive from the order'),
  accept: page('Accept into stock'),
  void: page('Void', ['created-in-error', 'duplicate', 'order-cancelled']),
  'check-out': desk('Check out'),
  'check-in': desk('Check in'),
  send: desk('Send to its home site'),
  receive: desk('Receive'),
  'send-to-repair': page('Send to repair', [
    'screen',
    'keyboard',
    'battery',
    'charging',
    'will-not-start',
    'liquid',
    'casing',
    'other',
  ]),
  'return-from-repair': page('Return from repair', [
    'repaired',
    'replaced-under-warranty',
    'no-fault-found',
    'not-repaired',
  ]),
  'hand-back': page('Hand back to its holder'),
  retire: page('Retire', [
    'cycle',
    'end-of-support',
    'beyond-economic-repair',
    'surplus',
    'parts-donor',
    'lease-end',
    'other',
  ]),
  'return-to-service': page('Return to service', ['retired-in-error', 'needed-again', 'other']),
  'report-missing': inCase('Report missing', 'reported-missing', [
    'lost-by-holder',
    'not-returned',
    'not-found',
    'other',
  ]),
  'report-stolen': inCase('Report stolen', 'reported-stolen', ['police-report', 'administrator-finding']),
  find: inCase('Found', 'found', ['returned', 'found-on-site', 'recovered-by-police', 'reported-in-error']),
  'write-off': inCase('Write off as lost', 'state-changed', ['not-returned', 'not-found', 'destroyed', 'other']),
  'add-to-lot': elsewhere('Add to an eWaste lot'),
  'take-from-lot': elsewhere('Take from the eWaste lot'),
  dispose: elsewhere('Dispose'),
  'short-at-vendor': elsewhere('Short at the vendor'),
  'over-at-vendor': elsewhere('Over at the vendor'),
  'found-after-disposal': elsewhere('Found after disposal'),
};

/** The reasons of the moves of the device's page. */
export const MOVE_REASONS: readonly string[] = [
  ...new Set(Object.values(ACTIONS).flatMap(({ place, reasons }) => (place === 'page' ? reasons : []))),
].sort();

/** The row that leads from one state to another, `null` when there is none. */
export const moveBetween = (moves: readonly StateMove[], from: DeviceState, to: DeviceState): StateMove | null =>
  moves.find((move) => move.from === from && move.to === to) ?? null;

export const movesFrom = (moves: readonly StateMove[], from: DeviceState): StateMove[] =>
  moves.filter((move) => move.from === from);

/** Why the move cannot be made there now, whatever its evidence; `null` when it can. The second person of a move in a case is the case's. */
export function moveRefusal(
  move: StateMove,
  device: MoveSubject,
  permitted: boolean,
  place: 'page' | 'case' = 'page',
): MoveRefusal | null {
  const rule = ACTIONS[move.action];
  if (!permitted) return { reason: 'not-permitted', message: "This account may not do that at the device's sites" };
  if (rule?.place === place) return factRefusal(move, device);
  if (rule?.place === 'case')
    return { reason: 'done-in-case', message: 'This is done with the missing case of the device' };
  if (move.twoPerson)
    return { reason: 'two-persons-needed', message: 'This needs a second person, which is not offered yet' };
  if (rule?.place === 'desk') return { reason: 'done-at-desk', message: 'This is done by a scan at a desk' };
  return { reason: 'done-elsewhere', message: 'This is not done on the page of the device' };
}

const OPEN_LOAN: MoveRefusal = {
  reason: 'loan-open',
  message: 'Somebody still has the device on loan: check it in at a desk first',
};

function factRefusal(move: StateMove, device: MoveSubject): MoveRefusal | null {
  const { held, holds, lastSeq } = device;
  const frozen = holds.find((hold) => hold !== 'damaged');
  switch (move.action) {
    case 'accept':
      return device.assetTag === null ? { reason: 'untagged', message: 'The device needs an asset tag first' } : null;
    case 'void':
      return lastSeq > 1 ? { reason: 'has-history', message: 'Only a device without any history can be voided' } : null;
    case 'hand-back':
      if (!held) return { reason: 'no-holder', message: 'Nobody has the device on loan: return it to stock instead' };
      return holds.includes('legal')
        ? { reason: 'legal-hold', message: 'A legal hold keeps the device where it is' }
        : null;
    case 'retire':
      if (held) return OPEN_LOAN;
      return frozen ? { reason: 'on-hold', message: `The hold "${frozen}" must be cleared first` } : null;
    case 'return-from-repair':
      return held ? OPEN_LOAN : null;
    case 'return-to-service':
      return device.mdmStatus === 'deprovisioned'
        ? { reason: 'deprovisioned', message: 'The device must be enrolled in device management again first' }
        : null;
    default:
      return null;
  }
}

/** What is wrong with the evidence; `today` is the district's day. */
export function evidenceRefusal(move: StateMove, evidence: MoveEvidence, today: string): MoveRefusal | null {
  const { reason, lastSeenOn } = evidence;
  // The finding itself stands in the case: it is free text.
  const needed = reason === 'administrator-finding' ? [] : move.evidence;
  const missing = needed.filter((field) => evidence[field as keyof MoveEvidence] === undefined);
  const wrong = [
    ...(reason !== undefined && !(ACTIONS[move.action]?.reasons ?? []).includes(reason) ? ['reason'] : []),
    ...(lastSeenOn !== undefined && lastSeenOn > today ? ['lastSeenOn'] : []),
  ];
  const fields = [...missing, ...wrong];
  return fields.length > 0
    ? { reason: 'evidence-missing', message: 'Evidence for this step is missing or wrong', fields }
    : null;
}

/** Who answers for the device after the move; `holderCustody` while somebody holds it. */
function custodyAfter(action: string, holderCustody: string): string | undefined {
  switch (action) {
    case 'send-to-repair':
      return 'technician';
    case 'hand-back':
      return holderCustody;
    case 'report-missing':
    case 'report-stolen':
      return undefined;
    default:
      return 'none';
  }
}

/**
 * The facts that the ledger entry sets. A missing or stolen device keeps its holder: its loan stays open until the
 * device is found or written off.
 * `foundAtSiteId`: for `find`, where it is now.
 */
export function factsAfter(
  move: StateMove,
  holderCustody: string,
  foundAtSiteId: string | null = null,
): Record<string, string | null> {
  const custody = custodyAfter(move.action, holderCustody);
  return {
    state: move.to,
    ...(custody === undefined ? {} : { custody }),
    ...(move.action === 'find' || move.action === 'write-off'
      ? { holder_person_id: null, holder_room_id: null, holder_cart_id: null, cart_slot: null }
      : {}),
    ...(move.action === 'find' ? { from_site_id: null } : {}),
    ...(move.action === 'find' && foundAtSiteId ? { location_site_id: foundAtSiteId, location_room_id: null } : {}),
  };
}
