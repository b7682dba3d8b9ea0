import { isLeftOut, isSecret } from './left-out.rules.js';

it.each([
  'password_hash',
  'token_hash',
  'client_secret',
  'client_secret_sealed',
  'totp_secret',
  'code_verifier',
  'nonce',
])('%s does not leave', (column) => expect(isSecret(column)).toBe(true));

it.each(['hash', 'prev_hash', 'ledger_hash', 'sha256', 'body_hash', 'name', 'code', 'value_key'])('%s does', (column) =>
  expect(isSecret(column)).toBe(false),
);

it('sessions and the key of pseudonyms do not leave, people do', () => {
  expect(['public.session', 'public.pseudonym_key', 'public.person'].map(isLeftOut)).toEqual([true, true, false]);
});
