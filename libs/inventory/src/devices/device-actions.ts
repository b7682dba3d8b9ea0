import type { Viewer } from '@app/platform';
import { reaches } from '../shared/scope.js';
import type { DeviceSites } from '../shared/scope.js';
import type { MoveSubject, StateMove } from '../states/state.rules.js';
import { ACTIONS, moveRefusal, movesFrom } from '../states/state.rules.js';
import type { DeviceActionDto, EvidenceFieldDto } from './device-detail.dto.js';

/** Every legal move from the device's state, each with what it needs or why it is not open to this viewer now. */
export const actionsOf = (
  moves: readonly StateMove[],
  device: MoveSubject & DeviceSites,
  viewer: Viewer,
): DeviceActionDto[] =>
  movesFrom(moves, device.state).map((move) => {
    const refusal = moveRefusal(move, device, reaches(viewer, move.permission, device));
    const rule = ACTIONS[move.action];
    return {
      action: move.action,
      label: rule?.label ?? move.action,
      to: move.to,
      place: rule?.place ?? 'elsewhere',
      allowed: refusal === null,
      refusal: refusal && { code: `device.${refusal.reason}`, message: refusal.message },
      evidence: evidenceOf(move),
    };
  });

/** What the move's row demands; a reason is offered, and not demanded, where the row does not ask for one. */
function evidenceOf({ action, evidence }: StateMove): EvidenceFieldDto[] {
  const choices = ACTIONS[action]?.reasons ?? [];
  const fields = choices.length > 0 && !evidence.includes('reason') ? [...evidence, 'reason'] : evidence;
  return fields.map((field) => ({
    field,
    required: evidence.includes(field),
    choices: field === 'reason' ? choices : [],
  }));
}

/** Permissions besides those of the moves that decide what the page offers. */
const OFFERED = [
  'device:edit',
  'device:clear-hold',
  'device:check-out',
  'device:check-in',
  'device:report-missing',
] as const;

export const permissionsOn = (viewer: Viewer, device: DeviceSites): string[] =>
  OFFERED.filter((permission) => reaches(viewer, permission, device));
