import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Database, Settings } from '@app/platform';
import { SecretBox, Viewer } from '@app/platform';
import type { TestDatabase } from '../../../test/support/database.js';
import { testDatabase } from '../../../test/support/database.js';
import { AccessLog } from './access-log/access-log.js';
import type { Account, Grant } from './accounts/accounts.reader.js';
import { AccountsReader } from './accounts/accounts.reader.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AdminLog } from './admin-log/admin-log.js';
import { AccountSecurity } from './break-glass/account-security.service.js';
import { SignInPolicies } from './break-glass/sign-in-policy.service.js';
import { Clock } from './clock.js';
import { IdentityFacade } from './identity.facade.js';
import { GrantProposals } from './proposals/grant-proposals.js';
import { RoleFactors } from './roles/role-factors.service.js';
import { RolesService } from './roles/roles.service.js';
import { PasswordHasher } from './passwords/password-hash.js';
import { PasswordService } from './passwords/password.service.js';
import { PasswordWords } from './passwords/password-words.js';
import { Reauthentication } from './reauthentication/reauthentication.js';
import { ProvidersService } from './providers/providers.service.js';
import { RoleRuleEdits } from './role-rules/role-rule-edits.service.js';
import { RoleRules } from './role-rules/role-rules.service.js';
import { FactorCodes } from './second-factor/factor-codes.js';
import { SecondFactors } from './second-factor/second-factors.service.js';
import { GuessThrottle } from './sessions/guess-throttle.js';
import { SessionReader } from './sessions/session-reader.js';
import { newToken } from './sessions/session.rules.js';
import { SessionsService } from './sessions/sessions.service.js';
import type { SignInRequest } from './sessions/sign-in.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { StaffAccounts } from './staff-accounts/staff-accounts.js';
import { TokensService } from './tokens/tokens.service.js';
import { SetupFacade } from './setup/setup.facade.js';

/** A clock that stands still until it is moved. */
export class TestClock extends Clock {
  private moved = 0;

  override now(): Date {
    return new Date(Date.now() + this.moved);
  }

  advance(ms: number): void {
    this.moved += ms;
  }
}

export const PASSWORD = 'violet otter canyon lamp';

const settings = { SECRET_KEY: randomBytes(32).toString('hex') } as Settings;

let count = 0;

/** Everything that was logged since the spec began, as text. */
export const logged: string[] = [];
const keep = (...parts: unknown[]): void => void logged.push(JSON.stringify(parts));

/** Of a browser that nobody has seen. */
const aSignIn = (): Omit<SignInRequest, 'email'> => ({
  ...{ password: PASSWORD, ip: '198.51.100.1', device: newToken(), userAgent: null, oldToken: undefined },
});

/** The services of this lib on a database, without Nest, and what its specs need over and over. */
export function testIdentity(db: Database) {
  Logger.overrideLogger({ log: keep, warn: keep, error: keep });
  const clock = new TestClock();
  const hasher = new PasswordHasher();
  const words = new PasswordWords(db);
  const throttle = new GuessThrottle(db);
  const sessions = new SessionsService(db, clock);
  const reader = new AccountsReader(db);
  const adminLog = new AdminLog();
  const proposals = new GrantProposals(db, adminLog, clock);
  const accounts = new AccountsService(db, reader, sessions, adminLog, proposals);
  const passwords = new PasswordService(db, hasher, words, throttle, sessions, reader, adminLog);
  const signIns = new SignInService(db, hasher, throttle, sessions, adminLog);
  const facade = new IdentityFacade(db, reader, passwords, words, hasher, adminLog);
  const setup = new SetupFacade(db, clock, throttle, passwords, adminLog);
  const box = new SecretBox(settings);
  const codes = new FactorCodes(db, clock, box, hasher, throttle);
  const reauthentication = new Reauthentication(db, clock, hasher, throttle, codes, sessions);
  const factors = new SecondFactors(db, clock, box, codes, sessions, reauthentication, adminLog);
  const rules = new RoleRules();
  const hash = hasher.hash(PASSWORD);
  return {
    clock,
    hasher,
    words,
    throttle,
    sessions,
    reader,
    accounts,
    proposals,
    roles: new RolesService(db, adminLog),
    roleFactors: new RoleFactors(db, reauthentication, adminLog),
    passwords,
    reauthentication,
    factors,
    security: new AccountSecurity(db, reader, sessions, reauthentication, adminLog),
    policies: new SignInPolicies(db, reauthentication, adminLog),
    facade,
    setup,
    accessLog: new AccessLog(db),
    session: new SessionReader(db, clock),
    rules,
    ruleEdits: new RoleRuleEdits(db, reauthentication, adminLog),
    providers: new ProvidersService(db, settings, box, reauthentication, adminLog),
    staff: new StaffAccounts(rules, sessions),
    tokens: new TokensService(db, clock, adminLog),
    admin: Viewer.system('test'),
    /** An account with these permissions for the whole district, whatever its session says. */
    as: (accountId: string, ...permissions: string[]): Viewer =>
      new Viewer(accountId, 'test', new Map(permissions.map((each) => [each, 'all'] as const))),
    /** An account that can sign in with `PASSWORD`. */
    account: async (...grants: Grant[]): Promise<Account> => {
      const email = `person${++count}@example.org`;
      const passwordHash = await hash;
      return db.transaction((tx) =>
        facade.seedAccount(tx, { email, displayName: `Person ${count}`, passwordHash, grants }),
      );
    },
    signIn: (email: string, rest: Partial<SignInRequest> = {}): Promise<string> =>
      signIns.signIn({ ...aSignIn(), email, ...rest }),
  };
}

export type Identity = ReturnType<typeof testIdentity>;

/** Both for the specs of one file, on a database of their own: empty until the first test, and closed after the last. */
export function useIdentity(): { test: TestDatabase; identity: Identity } {
  const [test, identity] = [{} as TestDatabase, {} as Identity];
  beforeAll(async () => {
    Object.assign(test, await testDatabase());
    Object.assign(identity, testIdentity(test.database));
  });
  afterAll(() => test.close());
  return { test, identity };
}

export const everywhere = (role: string): Grant => ({ role, siteId: null });
