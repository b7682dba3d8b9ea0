import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import type { ErrorKind } from '@app/kernel';
import { problemOf } from './problem.js';
import { invalidField, RequestRefused } from './refusal.js';

class Refusal extends DomainError {
  readonly code = 'loan.device-held';
  constructor(
    readonly kind: ErrorKind,
    details: Record<string, unknown> = {},
  ) {
    super('The device is on loan already', details);
  }
}

const answer = (exception: unknown) => problemOf(exception, () => 'error-id');

describe('a problem', () => {
  it.each([
    ['invalid', 422],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['throttled', 429],
    ['unavailable', 503],
  ] as const)('of kind %s has status %i', (kind, status) => {
    expect(answer(new Refusal(kind)).problem).toEqual({
      type: 'urn:cubby:problem:loan.device-held',
      title: 'The device is on loan already',
      status,
      code: 'loan.device-held',
    });
  });

  it('shows the facts of a refusal, and its fields apart', () => {
    const { problem } = answer(
      new Refusal('invalid', { loanId: 'a', errors: [{ field: 'dueOn', message: 'is over' }] }),
    );
    expect(problem).toMatchObject({ details: { loanId: 'a' }, errors: [{ field: 'dueOn', message: 'is over' }] });
  });

  it('says when to come back, for refusals that pass', () => {
    expect(answer(new Refusal('throttled', { retryAfterSeconds: 30 })).retryAfterSeconds).toBe(30);
    expect(answer(new Refusal('unavailable')).retryAfterSeconds).toBe(2);
    expect(answer(new Refusal('conflict', { retryAfterSeconds: 30 })).retryAfterSeconds).toBeUndefined();
  });

  it('of a request names its fields', () => {
    expect(answer(invalidField('limit', 'must be a whole number')).problem).toEqual({
      type: 'urn:cubby:problem:request.invalid',
      title: 'The request has values that are not allowed',
      status: 400,
      code: 'request.invalid',
      errors: [{ field: 'limit', message: 'must be a whole number' }],
    });
    expect(answer(new RequestRefused(415, 'request.unsupported-media-type', 'No')).problem).not.toHaveProperty(
      'errors',
    );
  });

  it.each([
    [new NotFoundException('Cannot GET /api/v1/people?name=Ana'), 404, 'request.no-such-route'],
    [new BadRequestException(['name Ana is bad']), 400, 'request.malformed'],
    [new HttpException('Body is too large', 413), 413, 'request.too-large'],
    [new HttpException('teapot', 418), 418, 'request.refused'],
    [Object.assign(new Error('bad url /Ana'), { statusCode: 400, code: 'FST_ERR_BAD_URL' }), 400, 'request.malformed'],
    [Object.assign(new Error('busy'), { statusCode: 503 }), 503, 'server.unavailable'],
  ])('of a framework keeps the status and none of its words: %s', (exception, status, code) => {
    const { problem, unexpected } = answer(exception);
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain('Ana');
    expect(unexpected).toBe(false);
  });

  it.each([
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }), 'database.unavailable'],
    [Object.assign(new Error('terminating connection'), { code: '57P01' }), 'database.unavailable'],
    [Object.assign(new Error('canceling statement'), { code: '57014' }), 'database.busy'],
  ])('of a database that is away is 503: %s', (exception, code) => {
    expect(answer(exception)).toMatchObject({
      problem: { status: 503, code },
      retryAfterSeconds: 2,
      unexpected: false,
    });
  });

  it.each([[new Error('secret in the message')], ['a string'], [null], [undefined], [{ statusCode: 404 }]])(
    'of anything else is 500 with an error id only: %s',
    (exception) => {
      expect(answer(exception)).toEqual({
        problem: {
          type: 'urn:cubby:problem:server.failed',
          title: 'Something went wrong on our side',
          status: 500,
          code: 'server.failed',
          errorId: 'error-id',
        },
        unexpected: true,
      });
    },
  );
});
