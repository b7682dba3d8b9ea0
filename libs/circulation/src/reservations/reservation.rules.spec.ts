import type { ReservationFacts } from './reservation.rules.js';
import { reservationOutcome } from './reservation.rules.js';

const device: NonNullable<ReservationFacts['device']> = { state: 'in-stock', liveFor: 'nobody', withThem: false };
const facts: ReservationFacts = { device, person: { state: 'active' }, repeated: false };

describe('a device that is to be set aside', () => {
  it.each([
    ['in stock', facts, 'reserve'],
    ['out with somebody else: it is theirs next', { ...facts, device: { ...device, state: 'deployed' } }, 'reserve'],
    ['missing: it may be found', { ...facts, device: { ...device, state: 'missing' } }, 'reserve'],
    ['set aside for them already', { ...facts, device: { ...device, liveFor: 'them' } }, 'unchanged'],
    ['set aside for another', { ...facts, device: { ...device, liveFor: 'another' } }, 'device-reserved'],
    ['with them', { ...facts, device: { ...device, state: 'deployed', withThem: true } }, 'has-it-already'],
    ['retired', { ...facts, device: { ...device, state: 'retired' } }, 'device-unfit'],
    ['stolen', { ...facts, device: { ...device, state: 'stolen' } }, 'device-unfit'],
    ['unknown', { ...facts, device: null }, 'device-unknown'],
    ['for nobody we know', { ...facts, person: null }, 'person-unknown'],
    ['for somebody who left', { ...facts, person: { state: 'withdrawn' } }, 'person-withdrawn'],
    ['on two lines of the list', { ...facts, repeated: true }, 'device-twice'],
  ] as [string, ReservationFacts, string][])('%s', (_what, given, outcome) => {
    expect(reservationOutcome(given)).toBe(outcome);
  });
});
