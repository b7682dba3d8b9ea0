import { signInWords } from './sign-in-words.js';

const throttled = (code: string, retryAfterSeconds?: number) => ({ status: 429, code, title: 'x', retryAfterSeconds });

describe('a sign-in that has to wait', () => {
  it.each([
    [1, 'a second'],
    [43, '43 seconds'],
    [480, '8 minutes'],
    [undefined, 'a few minutes'],
  ])('%s seconds are said as %s', (seconds, words) => {
    expect(signInWords(throttled('session.too-many-guesses', seconds))).toContain(`Wait ${words}, then`);
  });

  it('for guesses of others says what happened, how long, what still opens and who helps', () => {
    const words = signInWords(throttled('session.account-guessed-at', 120));
    for (const part of ['several places', '2 minutes', 'in which you did before', 'administrator'])
      expect(words).toContain(part);
    expect(words).not.toContain('single sign-on');
    expect(signInWords(throttled('session.account-guessed-at', 120), true)).toContain('button of single sign-on');
  });
});
