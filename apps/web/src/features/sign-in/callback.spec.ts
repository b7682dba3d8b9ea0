import { arrivalOf } from './callback.js';

it('takes what the provider sent, and nothing else of the address', () => {
  expect(arrivalOf('?code=c%2B1&state=s&scope=openid&iss=https%3A%2F%2Fid.example.org')).toEqual({
    sent: { code: 'c+1', state: 's', iss: 'https://id.example.org' },
  });
  expect(arrivalOf('?code=c&state=s')).toEqual({ sent: { code: 'c', state: 's' } });
});

it.each([
  ['', /opens nothing by itself/],
  ['?code=c', /opens nothing by itself/],
  ['?error=access_denied&state=s', /did not agree/],
  ['?error=server_error&error_description=Call+555-0100&state=s', /could not sign you in/],
])('says why nobody came: %s', (search, words) => {
  const arrival = arrivalOf(search);
  expect(arrival).toEqual({ refusal: expect.stringMatching(words) as unknown });
  expect(JSON.stringify(arrival)).not.toContain('555');
});
