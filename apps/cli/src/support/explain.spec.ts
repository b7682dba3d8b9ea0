import { PasswordRefused } from '@app/identity';
import { DatabaseUnavailable, RestoreUnfinished, SettingsError } from '@app/platform';
import { CommandFailed, explain } from './explain.js';

it.each([
  [new SettingsError(['PORT must be a port.']), 'Cubby cannot start with these settings:\n  - PORT must be a port.'],
  [
    new DatabaseUnavailable(new Error('connect ECONNREFUSED 10.0.0.5:5432')),
    'The database cannot be reached at the moment (database.unavailable): connect ECONNREFUSED 10.0.0.5:5432',
  ],
  [
    new PasswordRefused('too-short', 'password'),
    'This password is not accepted (password.refused)\n  - password must have at least 15 characters; a few unrelated words do well',
  ],
  [
    new RestoreUnfinished(),
    'A restore into this database did not finish. Run `cubby restore FILE` again; it begins from the start. Nothing else may use the database until then.',
  ],
  [
    new DatabaseUnavailable(Object.assign(new Error('could not extend file'), { code: '53100' })),
    'The disk of the database is full, and nothing of it was kept (53100). Make room on it, and run the command again.',
  ],
  [new CommandFailed('One problem found.'), 'One problem found.'],
  ['a word', 'a word'],
])('%s', (error, text) => {
  expect(explain(error)).toBe(text);
});

it('shows the stack of what nobody foresaw', () => {
  expect(explain(new TypeError('x is not a function'))).toContain('explain.spec');
});
