import type { OpenAPIObject } from '@nestjs/swagger';
import { completed } from './api-document.rules.js';

interface Shown {
  parameters?: { name: string; required: boolean }[];
  security?: object[];
  responses: Record<string, { description: string; content?: object }>;
}

const OK = { 200: { description: '' } };

function shown(method: string, operation: object): Shown {
  const document = {
    openapi: '3.0.0',
    info: { title: '', version: '' },
    paths: { '/a': { [method]: { responses: OK, ...operation } } },
  };
  return (completed(document).paths['/a'] as unknown as Record<string, Shown>)[method];
}

const keyOf = (operation: Shown): string[] => (operation.parameters ?? []).map(({ name }) => name);

describe('an operation of the API document', () => {
  it('that changes something asks for an Idempotency-Key', () => {
    const add = shown('post', { 'x-permission': ['device:edit'], requestBody: {} });
    expect(keyOf(add)).toEqual(['Idempotency-Key']);
    expect(add.responses['400']?.description).toContain('`idempotency.key-required`');
    expect(add.responses['422']?.description).toBe('`idempotency.key-reused`');
  });

  it.each([
    ['get', { 'x-permission': ['device:read'] }],
    ['post', { 'x-permission': 'public' }],
    ['post', { 'x-permission': ['device:read'], 'x-idempotency': 'read-only' }],
    ['post', { 'x-permission': ['scan:use'], 'x-idempotency': 'own' }],
    ['patch', { 'x-permission': ['device:edit'] }],
  ])('%s %j does not', (method, operation) => {
    expect(keyOf(shown(method, operation))).toEqual([]);
  });

  it('says who may call it, by its session and its refusals', () => {
    const open = shown('get', { 'x-permission': 'public' });
    expect(open.security).toBeUndefined();
    expect(Object.keys(open.responses)).toEqual(['200', '400', '500', '503']);
    const own = shown('get', { 'x-permission': 'signed-in' });
    expect(own.security).toEqual([{ session: [] }, { token: [] }]);
    expect(Object.keys(own.responses)).toEqual(['200', '400', '401', '429', '500', '503']);
    const people = shown('get', { 'x-permission': 'signed-in', 'x-session-only': true });
    expect(people.security).toEqual([{ session: [] }]);
    expect(people.responses['403']?.description).toBe('`token.session-only`');
    const some = shown('delete', { 'x-permission': ['device:edit'] });
    expect(some.responses['403']?.description).toBe('`access.forbidden`, `request.foreign-origin`');
  });

  it('keeps the codes and the types that it declares itself', () => {
    const problem = { description: '`loan.not-valid`', content: { 'application/problem+json': {} } };
    const typed = { description: 'Not now', content: { 'application/json': {} } };
    const { responses } = shown('post', {
      'x-permission': ['loan:edit'],
      responses: { ...OK, 422: problem, 503: typed },
    });
    expect(responses['422']?.description).toBe('`loan.not-valid`, `idempotency.key-reused`');
    expect(responses['503']).toEqual(typed);
  });

  it('stands in an order that does not depend on the code', () => {
    const document = {
      paths: { '/b': { post: { responses: OK }, get: { responses: OK } }, '/a': { get: { responses: OK } } },
      components: { schemas: { B: {}, A: {} } },
    };
    const sorted = completed(document as unknown as OpenAPIObject);
    expect(Object.keys(sorted.paths)).toEqual(['/a', '/b']);
    expect(Object.keys(sorted.paths['/b'] ?? {})).toEqual(['get', 'post']);
    expect(Object.keys(sorted.components?.schemas ?? {})).toEqual(['A', 'B']);
  });
});
