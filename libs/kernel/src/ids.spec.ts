import { DomainError } from './domain-error.js';
import { isId, newId } from './ids.js';

describe('ids', () => {
  it('are UUIDs that sort by the time they were made', () => {
    const ids = Array.from({ length: 50 }, () => newId());
    expect(ids.every(isId)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(50);
  });

  it.each(['', 'LHS-004512', null, 5, {}])('%p is none', (value) => expect(isId(value)).toBe(false));
});

describe('DomainError', () => {
  class DeviceHeld extends DomainError {
    readonly kind = 'conflict';
    readonly code = 'loan.device-held';
  }

  it('carries its kind, code and details, and its own name', () => {
    const error = new DeviceHeld('Held', { deviceId: 'd' });
    expect(error).toBeInstanceOf(Error);
    expect({ ...error, message: error.message }).toMatchObject({
      kind: 'conflict',
      code: 'loan.device-held',
      details: { deviceId: 'd' },
      name: 'DeviceHeld',
      message: 'Held',
    });
  });
});
