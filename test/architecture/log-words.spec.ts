import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADMIN_ACTIONS } from '../../libs/identity/src/admin-log/admin-actions.js';

const WRITES = /INSERT INTO admin_log|identity_record_change\(/;
/** An action and the kind of record that it is about: `'account.left', 'account'`. */
const WRITTEN = /'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)', '[a-z-]+'/g;

/** TypeScript knows the actions of `AdminLog`; what SQL writes by itself it does not. */
it('what SQL writes to the log of administration is an action that has words', () => {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.spec)\.ts$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join('libs', file), 'utf8'));
  const written = texts.filter((text) => WRITES.test(text)).flatMap((text) => [...text.matchAll(WRITTEN)]);
  const actions = [...new Set(written.map(([, action]) => action))].sort();
  expect(actions).toEqual(expect.arrayContaining(['account.left', 'account.leaver-kept', 'desk.overridden']));
  expect(actions.filter((action) => !ADMIN_ACTIONS.some((known) => known === action))).toEqual([]);
});
