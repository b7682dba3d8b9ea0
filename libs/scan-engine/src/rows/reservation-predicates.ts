import type { Scene } from '../scene.js';
import { isAccessory } from '../scene.js';

/** Set aside for somebody who is not the one who receives. */
export const reservedForOther = ({ device, receiver }: Scene): boolean =>
  device?.reservedFor !== null &&
  device?.reservedFor !== undefined &&
  (receiver.person !== null || receiver.room !== null) &&
  device.reservedFor.id !== receiver.person?.id;

/** Other devices are set aside for whoever receives; a day's loaner beside them is nobody's mistake. */
const otherReserved = ({ device, receiver, request }: Scene): { ready: boolean } | null => {
  const { reservedTags = [], reservedUnready = [] } = receiver.person ?? {};
  if (request.context.loanType !== 'one-to-one' || isAccessory(device) || reservedTags.length === 0) return null;
  return device?.reservedFor?.id === receiver.person?.id
    ? null
    : { ready: reservedTags.length > reservedUnready.length };
};

export const RESERVATION_PREDICATES = {
  reservedOtherwise: (s: Scene) => reservedForOther(s) || otherReserved(s)?.ready === true,
  /** What is set aside for them cannot be handed out: another one may go instead. */
  reservedUnready: (s: Scene) => !reservedForOther(s) && otherReserved(s)?.ready === false,
  reservationBinds: (s: Scene) => s.facts.policy.reservedDevice === 'refuse' && !s.reservedAnyway,
  /** For somebody who is not the one who brings it back. */
  reservedNext: ({ device }: Scene) =>
    device?.reservedFor !== null &&
    device?.reservedFor !== undefined &&
    device.reservedFor.id !== device.loan?.person?.id,
};
