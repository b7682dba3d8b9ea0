import type { LockedDevice } from '../devices/device-lock.js';
import type { NewDeviceEvent } from '../ledger/ledger.js';
import type { StateMove } from '../states/state.rules.js';
import { ACTIONS, evidenceRefusal, factsAfter, moveBetween, moveRefusal } from '../states/state.rules.js';
import type { BulkAction, BulkFields } from './bulk-action.js';

/** A device as far as a run must know it. */
export interface BulkDevice extends LockedDevice, Required<BulkFields> {
  heldBy: 'person' | 'room' | null;
  /** The federal and E-Rate money that bought it, which is for its own program (E23). */
  restrictedFunding: string | null;
}

export interface BulkContext {
  moves: readonly StateMove[];
  /** The district's day. */
  today: string;
  /** Whether the account holds the permission at the device's home or location site. */
  may: (permission: string, device: BulkDevice) => boolean;
  /** Why the run is made; the preview goes by its being said at the start. */
  reasoned: boolean;
}

/** What happens to one device: why nothing, or its one ledger entry with the fields beside it. */
export type BulkPlan =
  { refused: string } | { event: Omit<NewDeviceEvent, 'deviceId'>; fields: BulkFields; news: StateMove | null };

/** Reasons in words that follow "cannot:". Those of moves of state are theirs, shortened. */
export const BULK_REASONS: Readonly<Record<string, string>> = {
  unchanged: 'already so',
  'not-permitted': 'not permitted at its sites',
  'with-person': 'with a person',
  'with-room': 'checked out to a room',
  'in-transit': 'on its way to another site',
  astray: 'missing, stolen or written off',
  leaving: 'left the district or is leaving it',
  merged: 'merged into another record',
  'hold-not-set': 'has no such hold',
  'move-not-legal': 'cannot go there from its present state',
  'evidence-missing': 'needs another reason',
  'done-in-case': 'done with its missing case',
  'done-at-desk': 'done by a scan at a desk',
  'done-elsewhere': 'done elsewhere',
  'two-persons-needed': 'needs a second person',
  'loan-open': 'still on loan',
  'no-holder': 'nobody has it on loan',
  'legal-hold': 'under a legal hold',
  'on-hold': 'under a hold',
  untagged: 'has no asset tag',
  'has-history': 'has a history',
  deprovisioned: 'not enrolled in device management',
  'site-closed': 'the site or room is closed',
  'reason-needed': 'bought for a program of its own: needs a reason',
  'moved-on': 'something happened to it since',
  refused: 'refused by a rule of the database',
};

const plain = (event: Omit<NewDeviceEvent, 'deviceId'>): BulkPlan => ({ event, fields: {}, news: null });

/** What the action does to this device now. The preview and the run ask the same. */
export function planFor(action: BulkAction, device: BulkDevice, context: BulkContext): BulkPlan {
  if (device.merged) return { refused: 'merged' };
  const plan = unreasoned(action, device, context);
  const withoutReason = !context.reasoned && !('refused' in plan) && leavesProgram(action, device) !== null;
  return withoutReason ? { refused: 'reason-needed' } : plan;
}

/**
 * The money of a device that the action takes to another site or program than it was bought for (2 CFR 200.313(c), 47 CFR
 * 54.513(d)), or takes off its record: with the money gone, nothing would ask any more when the program changes.
 */
export function leavesProgram(
  action: BulkAction,
  device: Pick<BulkDevice, 'homeSiteId' | 'program' | 'fundingSplitId' | 'restrictedFunding'>,
): string | null {
  const leaves = action.kind === 'move' ? action.siteId !== device.homeSiteId : changes(action, device);
  return leaves ? device.restrictedFunding : null;
}

const changes = (action: BulkAction, device: Pick<BulkDevice, 'program' | 'fundingSplitId'>): boolean =>
  action.kind === 'edit' &&
  (['program', 'fundingSplitId'] as const).some(
    (field) => action.fields[field] !== undefined && action.fields[field] !== device[field],
  );

function unreasoned(action: BulkAction, device: BulkDevice, context: BulkContext): BulkPlan {
  switch (action.kind) {
    case 'move':
      return planMove(action, device, context);
    case 'state':
      return planState(action, device, context);
    case 'condition':
      if (!context.may('device:edit', device)) return { refused: 'not-permitted' };
      if (device.condition === action.condition) return { refused: 'unchanged' };
      return plain({ type: 'condition-reported', after: { condition: action.condition } });
    case 'clear-hold':
      return planClearHold(action, device, context);
    case 'edit':
      return planEdit(action, device, context);
  }
}

type Of<Kind extends BulkAction['kind']> = Extract<BulkAction, { kind: Kind }>;

const ASTRAY = ['missing', 'stolen', 'lost'];
const LEAVING = ['in-ewaste-lot', 'disposed', 'void'];

/** A device is carried only while it stands somewhere: what somebody has moves with them. */
function planMove({ siteId, roomId, alsoHome }: Of<'move'>, device: BulkDevice, { may }: BulkContext): BulkPlan {
  if (!may('device:edit', device)) return { refused: 'not-permitted' };
  if (ASTRAY.includes(device.state)) return { refused: 'astray' };
  if (LEAVING.includes(device.state)) return { refused: 'leaving' };
  if (device.state === 'in-transit') return { refused: 'in-transit' };
  if (device.heldBy) return { refused: `with-${device.heldBy}` };
  const after = {
    ...(device.locationSiteId === siteId ? {} : { location_site_id: siteId }),
    ...(device.locationRoomId === roomId ? {} : { location_room_id: roomId }),
    ...(alsoHome && device.homeSiteId !== siteId ? { home_site_id: siteId } : {}),
  };
  return Object.keys(after).length === 0 ? { refused: 'unchanged' } : plain({ type: 'moved', after });
}

function planState({ to, reason }: Of<'state'>, device: BulkDevice, { moves, today, may }: BulkContext): BulkPlan {
  if (device.state === to) return { refused: 'unchanged' };
  const move = moveBetween(moves, device.state, to);
  if (!move) return { refused: 'move-not-legal' };
  const refusal = moveRefusal(move, device, may(move.permission, device)) ?? evidenceRefusal(move, { reason }, today);
  if (refusal) return { refused: refusal.reason };
  const event = {
    type: ACTIONS[move.action]?.event ?? 'state-changed',
    after: factsAfter(move, device.holderCustody),
    evidence: { action: move.action, ...(reason === undefined ? {} : { reason }) },
  };
  return { event, fields: {}, news: move };
}

function planClearHold({ hold, reason }: Of<'clear-hold'>, device: BulkDevice, { may }: BulkContext): BulkPlan {
  if (!may('device:clear-hold', device)) return { refused: 'not-permitted' };
  if (!device.holds.includes(hold)) return { refused: 'hold-not-set' };
  const holds = device.holds.filter((other) => other !== hold);
  return plain({ type: 'hold-cleared', after: { holds }, evidence: { hold, reason } });
}

function planEdit({ fields }: Of<'edit'>, device: BulkDevice, { may }: BulkContext): BulkPlan {
  if (!may('device:edit', device)) return { refused: 'not-permitted' };
  const names = (Object.keys(fields) as (keyof BulkFields)[]).filter((name) => fields[name] !== device[name]);
  if (names.length === 0) return { refused: 'unchanged' };
  const changed: BulkFields = Object.fromEntries(names.map((name) => [name, fields[name]]));
  const before = Object.fromEntries(names.map((name) => [name, device[name]]));
  return { event: { type: 'edited', after: {}, evidence: { before, after: changed } }, fields: changed, news: null };
}
