import { splitWords } from '@app/kernel';
import { querySerializer } from './api.js';

it('sends lists as they stand in an address, and leaves out what is not asked', () => {
  const query = { state: ['missing', 'lost'], limit: 50, q: 'a&b', after: undefined, hold: [] };
  expect(querySerializer(query)).toBe('state=missing,lost&limit=50&q=a%26b');
});

it('sends a homeroom with a comma as one', () => {
  const params = new URLSearchParams(querySerializer({ homeroom: ['Rivera, A.', '7B'] }));
  expect(splitWords(params.get('homeroom') ?? '')).toEqual(['Rivera, A.', '7B']);
});
