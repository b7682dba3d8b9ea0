import type { ReservationFacts } from './reservation.rules.js';
import { reservationOutcome } from './reservation.rules.js';

const device: NonNullable<ReservationFacts['device']> = {
  state: 'in-stock',
  holds: [],
  liveFor: 'nobody',
  with: 'nobody',
};
const active = { state: 'active' as const, promised: false };
const facts: ReservationFacts = { device, person: active, repeated: false };

describe('a device that is to be set aside', () => {
  it.each([
    ['in stock', facts, 'reserve'],
    ['on its way', { ...facts, device: { ...device, state: 'in-transit' } }, 'reserve'],
    ['with somebody else', { ...facts, device: { ...device, state: 'deployed', with: 'another' } }, 'with-another'],
    ['missing', { ...facts, device: { ...device, state: 'missing' } }, 'device-missing'],
    ['in repair', { ...facts, device: { ...device, state: 'in-repair' } }, 'device-in-repair'],
    ['damaged', { ...facts, device: { ...device, holds: ['damaged'] } }, 'device-on-hold'],
    ['not tagged yet', { ...facts, device: { ...device, state: 'received' } }, 'device-unfit'],
    [
      'for somebody who is promised another',
      { ...facts, person: { ...active, promised: true } },
      'has-another-reserved',
    ],
    ['set aside for them already', { ...facts, device: { ...device, liveFor: 'them' } }, 'unchanged'],
    ['set aside for another', { ...facts, device: { ...device, liveFor: 'another' } }, 'device-reserved'],
    ['with them', { ...facts, device: { ...device, state: 'deployed', with: 'them' } }, 'has-it-already'],
    ['retired', { ...facts, device: { ...device, state: 'retired' } }, 'device-unfit'],
    ['stolen', { ...facts, device: { ...device, state: 'stolen' } }, 'device-unfit'],
    ['unknown', { ...facts, device: null }, 'device-unknown'],
    ['for nobody we know', { ...facts, person: null }, 'person-unknown'],
    ['for somebody who left', { ...facts, person: { ...active, state: 'withdrawn' } }, 'person-withdrawn'],
    ['on two lines of the list', { ...facts, repeated: true }, 'device-twice'],
  ] as [string, ReservationFacts, string][])('%s', (_what, given, outcome) => {
    expect(reservationOutcome(given)).toBe(outcome);
  });
});
