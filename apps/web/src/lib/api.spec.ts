import { splitWords } from '@app/kernel';
import { ask, problemOf, querySerializer } from './api.js';

it('sends lists as they stand in an address, and leaves out what is not asked', () => {
  const query = { state: ['missing', 'lost'], limit: 50, q: 'a&b', after: undefined, hold: [] };
  expect(querySerializer(query)).toBe('state=missing,lost&limit=50&q=a%26b');
});

it('sends a homeroom with a comma as one', () => {
  const params = new URLSearchParams(querySerializer({ homeroom: ['Rivera, A.', '7B'] }));
  expect(splitWords(params.get('homeroom') ?? '')).toEqual(['Rivera, A.', '7B']);
});

it('names the days of a refusal as the pages do', async () => {
  const error = {
    code: 'missing-case.facts-invalid',
    title: 'The facts of the case do not fit together',
    detail: 'The policy allows a write-off from 2026-11-30 on',
    errors: [{ field: 'lastSeenOn', message: 'must not be before 2026-06-18, when the device was bought' }],
  };
  const refused = await ask(Promise.resolve({ error, response: new Response(null, { status: 422 }) })).catch(problemOf);
  expect(refused).toMatchObject({
    detail: 'The policy allows a write-off from Nov 30, 2026 on',
    errors: [{ field: 'lastSeenOn', message: 'must not be before Jun 18, 2026, when the device was bought' }],
  });
  const code = { ...error, detail: 'The tag 2026-13-99 is taken' };
  const other = await ask(Promise.resolve({ error: code, response: new Response(null, { status: 409 }) })).catch(
    problemOf,
  );
  expect(other).toMatchObject({ detail: 'The tag 2026-13-99 is taken' });
});
