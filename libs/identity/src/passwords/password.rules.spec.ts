import { passwordFault } from './password.rules.js';

const person = ['cubby', 'Lincoln Unified School District', 'Maria López', 'mlopez@lincoln.k12.ca.us', 'mlopez'];

describe('passwordFault', () => {
  it.each([
    'violet otter canyon lamp',
    'je mange des framboises',
    'Kq8#vT2!mZ5&pL9w',
    'ünïcödé straße höhe',
    '雨の日は図書館で本を読みたいなあと思う',
    'the goat on my roof at lincoln sings',
    'nine ripe plums, 1 sour',
    'x'.repeat(3) + 'brick-fjord-waltz',
    'zorbel quifnat mewdrip '.repeat(1) + 'a'.repeat(200),
  ])('takes %s', (password) => {
    expect(passwordFault(password, person)).toBeNull();
  });

  it.each([
    ['', 'too-short'],
    ['fourteen chars', 'too-short'],
    ['🦊🦝🐻🐨🐯🦁🐮', 'too-short'],
    ['a'.repeat(257), 'too-long'],
    ['a b'.repeat(400_000), 'too-long'],
    ['correct horse battery staple', 'common'],
    ['Correct-Horse-Battery-Staple!', 'common'],
    ['1q2w3e4r5t6y7u8i', 'common'],
    ['iloveyouforever', 'common'],
    ['aaaaaaaaaaaaaaa', 'repeated'],
    ['abcabcabcabcabca', 'repeated'],
    ['Summer!7Summer!7', 'repeated'],
    ['PasswordPassword', 'repeated'],
    ['123456789012345', 'guessable'],
    ['abcdefghijklmnopq', 'guessable'],
    ['qwertyuiop123456', 'guessable'],
    ['zyxwvutsrqponmlk', 'guessable'],
    ['password12345678', 'guessable'],
    ['P@ssw0rd12345678!', 'guessable'],
    ['Welcome to School 2026!', 'guessable'],
    ['cubbycubbychrome', 'guessable'],
    ['Cubby-Lincoln-2026', 'guessable'],
    ['LincolnUnified#1!', 'guessable'],
    ['l1nc0ln un1f13d 99', 'guessable'],
    ['maria.lopez.2026', 'guessable'],
    ['mlopez@lincoln.k12.ca.us', 'guessable'],
    ['aaaaaaabbbbbbbcccccc', 'guessable'],
    ['!!!!!!!!!!1!!!!!!!!!!?', 'guessable'],
  ])('refuses %.40s: %s', (password, fault) => {
    expect(passwordFault(password, person)).toBe(fault);
  });

  it('counts characters, not bytes or code units', () => {
    expect(passwordFault('🦊qk7🦝vt2🐻mz5🐨plw9', person)).toBeNull();
    expect([...'🦊qk7🦝vt2🐻mz5🐨plw9']).toHaveLength(17);
  });

  it('bans the names of this district and this person only', () => {
    expect(passwordFault('Oakdale-Oakdale.2026', ['cubby', 'Oakdale Elementary'])).toBe('guessable');
    expect(passwordFault('Ravenwood harbour 21', ['cubby', 'Ravenwood Harbour'])).toBe('guessable');
    expect(passwordFault('Ravenwood harbour 21', ['cubby', 'Lincoln'])).toBeNull();
  });
});
