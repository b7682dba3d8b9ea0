import { safeNext } from './safe-next.js';

describe('where to go after signing in', () => {
  it.each([
    ['/devices?state=missing#top', '/devices?state=missing#top'],
    ['https://evil.example/x', '/'],
    ['//evil.example/x', '/'],
    ['/\\evil.example/x', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
  ])('%s → %s', (next, path) => {
    expect(safeNext(next)).toBe(path);
  });
});
