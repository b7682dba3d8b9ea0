import { parseSearch, stringifySearch } from './search-params.js';

describe('the query string', () => {
  it('keeps leading zeros and comma lists as they are', () => {
    expect(stringifySearch(parseSearch('?q=004512&state=in-repair,missing'))).toBe('?q=004512&state=in-repair,missing');
  });

  it('drops what is empty', () => {
    expect(stringifySearch({ q: '', site: undefined, sort: null })).toBe('');
  });
});
