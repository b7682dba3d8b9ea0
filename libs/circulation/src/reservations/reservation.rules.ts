import type { DeviceState, Hold } from '@app/kernel';

export const RESERVATION_REFUSALS = [
  'device-unknown',
  'person-unknown',
  'device-twice',
  'device-unfit',
  'device-missing',
  'device-in-repair',
  'device-on-hold',
  'with-another',
  'person-withdrawn',
  'device-reserved',
  'has-it-already',
  'has-another-reserved',
] as const;
export type ReservationRefusal = (typeof RESERVATION_REFUSALS)[number];

/** A device and the person it is to be set aside for, as they stand. */
export interface ReservationFacts {
  /** `null`: there is none in the sites of whoever asks. */
  device: {
    state: DeviceState;
    holds: readonly Hold[];
    liveFor: 'nobody' | 'them' | 'another';
    with: 'nobody' | 'them' | 'another';
  } | null;
  /** `promised`: another device is set aside for them, by an earlier line too. */
  person: { state: 'active' | 'withdrawn'; promised: boolean } | null;
  /** Another line of the same list has the device already. */
  repeated: boolean;
}

const READY: readonly DeviceState[] = ['in-stock', 'in-transit', 'deployed'];

/** Why no desk could hand it out; a promise that cannot be kept keeps its person from every other device. */
function unfit({ state, holds, with: holder }: NonNullable<ReservationFacts['device']>): ReservationRefusal | null {
  if (state === 'missing') return 'device-missing';
  if (state === 'in-repair') return 'device-in-repair';
  if (!READY.includes(state)) return 'device-unfit';
  if (holds.includes('damaged') || holds.includes('legal')) return 'device-on-hold';
  return holder === 'another' ? 'with-another' : null;
}

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
  const reason = unfit(device);
  if (reason) return reason;
  if (person.state === 'withdrawn') return 'person-withdrawn';
  if (device.with === 'them') return 'has-it-already';
  if (device.liveFor === 'another') return 'device-reserved';
  return person.promised ? 'has-another-reserved' : 'reserve';
}
