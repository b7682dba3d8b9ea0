import type { Database } from '@app/platform';
import { AccountsReader } from './accounts/accounts.reader.js';
import { AdminLog } from './admin-log/admin-log.js';
import { Clock } from './clock.js';
import { IdentityFacade } from './identity.facade.js';
import { PasswordHasher } from './passwords/password-hash.js';
import { PasswordService } from './passwords/password.service.js';
import { PasswordWords } from './passwords/password-words.js';
import { GuessThrottle } from './sessions/guess-throttle.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SetupFacade } from './setup/setup.facade.js';
import { RoleRules } from './role-rules/role-rules.service.js';
import { StaffAccounts } from './staff-accounts/staff-accounts.js';

export interface StandaloneIdentity {
  facade: IdentityFacade;
  setup: SetupFacade;
  words: PasswordWords;
  staff: StaffAccounts;
}

/** This lib on a database without Nest: for the command line and the sample district. */
export function identityOn(db: Database): StandaloneIdentity {
  const clock = new Clock();
  const hasher = new PasswordHasher();
  const words = new PasswordWords(db);
  const throttle = new GuessThrottle(db);
  const sessions = new SessionsService(db, clock);
  const reader = new AccountsReader(db);
  const log = new AdminLog();
  const passwords = new PasswordService(db, hasher, words, throttle, sessions, reader, log);
  return {
    facade: new IdentityFacade(db, reader, passwords, words, hasher, log),
    setup: new SetupFacade(db, clock, throttle, passwords, log),
    words,
    staff: new StaffAccounts(new RoleRules(), sessions),
  };
}
