import type { DeviceState } from '@app/kernel';

export const RESERVATION_REFUSALS = [
  'device-unknown',
  'person-unknown',
  'device-twice',
  'device-unfit',
  'person-withdrawn',
  'device-reserved',
  'has-it-already',
] as const;
export type ReservationRefusal = (typeof RESERVATION_REFUSALS)[number];

/** A device and the person it is to be set aside for, as they stand. */
export interface ReservationFacts {
  /** `null`: there is none in the sites of whoever asks. */
  device: { state: DeviceState; liveFor: 'nobody' | 'them' | 'another'; withThem: boolean } | null;
  person: { state: 'active' | 'withdrawn' } | null;
  /** Another line of the same list has the device already. */
  repeated: boolean;
}

/** It will not come back into use by itself. */
const UNFIT: readonly DeviceState[] = ['stolen', 'lost', 'retired', 'in-ewaste-lot', 'disposed', 'void'];

/** What becomes of a wish: a reservation, nothing new, or the reason why not. */
export function reservationOutcome({
  device,
  person,
  repeated,
}: ReservationFacts): 'reserve' | 'unchanged' | ReservationRefusal {
  if (!device) return 'device-unknown';
  if (!person) return 'person-unknown';
  if (repeated) return 'device-twice';
  if (device.liveFor === 'them') return 'unchanged';
  if (UNFIT.includes(device.state)) return 'device-unfit';
  if (person.state === 'withdrawn') return 'person-withdrawn';
  if (device.withThem) return 'has-it-already';
  return device.liveFor === 'another' ? 'device-reserved' : 'reserve';
}
