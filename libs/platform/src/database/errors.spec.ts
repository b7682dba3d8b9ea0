import { DomainError } from '@app/kernel';
import { isConnectionLost, isWorthRetrying, mapConstraint, translate } from './errors.js';

const fault = (code: string, more: object = {}): Error =>
  Object.assign(new Error('said by Postgres'), { code, ...more });

class Taken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'probe.taken';
}

describe('what a failed statement stands for', () => {
  it.each([
    ['08006', 'database.unavailable'],
    ['57P01', 'database.unavailable'],
    ['57P03', 'database.unavailable'],
    ['53300', 'database.unavailable'],
    ['53100', 'database.unavailable'],
    ['28P01', 'database.unavailable'],
    ['25P03', 'database.unavailable'],
    ['ECONNREFUSED', 'database.unavailable'],
    ['ECONNRESET', 'database.unavailable'],
    ['EPIPE', 'database.unavailable'],
    ['57014', 'database.busy'],
    ['55P03', 'database.busy'],
    ['22021', 'database.value-not-storable'],
    ['22003', 'database.value-not-storable'],
    ['22008', 'database.value-not-storable'],
  ])('%s: %s', (code, expected) => {
    expect(translate(fault(code))).toMatchObject({ code: expected });
  });

  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'Cannot use a pool after calling end on the pool',
  ])('driver without a code, "%s": unavailable', (message) => {
    expect(translate(new Error(message))).toMatchObject({ code: 'database.unavailable' });
  });

  it('looks into several failed addresses and into the wrapper of TypeORM', () => {
    expect(isConnectionLost(Object.assign(new Error(''), { errors: [fault('ECONNREFUSED')] }))).toBe(true);
    expect(isConnectionLost(Object.assign(new Error('query failed'), { driverError: fault('57P01') }))).toBe(true);
    expect(isConnectionLost(fault('23505'))).toBe(false);
  });

  it('leaves refusals of ours and unknown faults as they are', () => {
    const ours = new Taken('taken');
    const unknown = fault('42P01');
    expect(translate(ours)).toBe(ours);
    expect(translate(unknown)).toBe(unknown);
    expect(translate('a word')).toBe('a word');
  });

  it('uses the words of a known constraint', () => {
    mapConstraint('uq_probe', () => new Taken('taken'));
    expect(translate(fault('23505', { constraint: 'uq_probe' }))).toBeInstanceOf(Taken);
    expect(translate(fault('23505', { constraint: 'uq_other' }))).toMatchObject({ code: '23505' });
  });

  it.each([
    ['CB404', 'not-found'],
    ['CB409', 'conflict'],
    ['CB422', 'invalid'],
    ['CB403', 'forbidden'],
  ])('%s raised by a function is %s, also with a detail that is no JSON', (code, kind) => {
    const raised = Object.assign(new Error('loan.gone'), { code, detail: 'not json' });
    expect(translate(raised)).toMatchObject({ kind, code: 'loan.gone', details: {} });
  });

  it('drops what would quote a row', () => {
    const wrapped = Object.assign(new Error('query failed'), {
      parameters: ['Ana'],
      driverError: fault('23505', { detail: 'Key (name)=(Ana)', where: 'Ana' }),
    });
    expect(JSON.stringify(translate(wrapped))).not.toContain('Ana');
    expect(JSON.stringify(wrapped.driverError)).not.toContain('Ana');
  });
});

it.each([
  [fault('40001'), true],
  [fault('40P01'), true],
  [fault('23505', { constraint: 'uq_loan_open' }), true],
  [fault('23P01', { constraint: 'ex_loan_overlap' }), true],
  [fault('23505', { constraint: 'uq_site_code' }), false],
  [fault('23503', { constraint: 'uq_loan_open' }), false],
  [new Error('anything'), false],
])('is worth another run: %j %s', (error, expected) => {
  expect(isWorthRetrying(error)).toBe(expected);
});
