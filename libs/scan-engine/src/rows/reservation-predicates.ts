import type { Scene } from '../scene.js';
import { isAccessory } from '../scene.js';

/** Set aside for somebody who is not the one who receives. */
export const reservedForOther = ({ device, receiver }: Scene): boolean =>
  device?.reservedFor !== null &&
  device?.reservedFor !== undefined &&
  (receiver.person !== null || receiver.room !== null) &&
  device.reservedFor.id !== receiver.person?.id;

/** Another device is set aside for whoever receives; a day's loaner beside it is nobody's mistake. */
const hasOtherReserved = ({ device, receiver, request }: Scene): boolean =>
  request.context.loanType === 'one-to-one' &&
  !isAccessory(device) &&
  (receiver.person?.reservedTags.length ?? 0) > 0 &&
  device?.reservedFor?.id !== receiver.person?.id;

export const RESERVATION_PREDICATES = {
  reservedOtherwise: (s: Scene) => reservedForOther(s) || hasOtherReserved(s),
  reservationBinds: (s: Scene) => s.facts.policy.reservedDevice === 'refuse' && !s.reservedAnyway,
  /** For somebody who is not the one who brings it back. */
  reservedNext: ({ device }: Scene) =>
    device?.reservedFor !== null &&
    device?.reservedFor !== undefined &&
    device.reservedFor.id !== device.loan?.person?.id,
};
