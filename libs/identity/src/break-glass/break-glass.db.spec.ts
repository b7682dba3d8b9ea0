import { Logger } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '@app/platform';
import type { Account } from '../accounts/accounts.reader.js';
import { everywhere, logged, useIdentity } from '../identity.test-support.js';
import { PROOF_MS } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { hasBreakGlass } from './break-glass-left.js';

const { test, identity } = useIdentity();
let admin: Account;
let own: ActiveSession;
beforeEach(async () => {
  await test.asSuperuser(
    `SET session_replication_role = replica; TRUNCATE account, session, role_grant, admin_log, throttle, identity_provider CASCADE;
     UPDATE sign_in_policy SET passwords = 'everybody', version = 1`,
  );
  admin = await identity.account(everywhere('it-admin'));
  own = await session(admin);
});

async function session({ email }: Account): Promise<ActiveSession> {
  const found = await identity.session.find(await identity.signIn(email));
  if (!found) throw new Error('no session');
  return found;
}

function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

const reload = ({ id }: Account) => identity.reader.load(test.database.read, id);

/** Ready to be an emergency account: administrator, password, second factor. */
async function enrolled(): Promise<Account> {
  const account = await identity.account(everywhere('it-admin'));
  const opened = await session(account);
  const { secret } = await identity.factors.offer(opened);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await identity.factors.enrol(opened, totp.generate({ timestamp: identity.clock.now().getTime() }));
  return account;
}

const flag = ({ id, version }: Account) => identity.security.setBreakGlass(own, id, version, true);
const emergency = async (): Promise<Account> => flag(await enrolled());

const withProvider = (issuer = 'https://id.example') =>
  test.asSuperuser(
    `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains, enabled)
     VALUES (uuidv7(), 'oidc', 'Staff', $1, 'c', '\\x00', '{district.example}', true) RETURNING id`,
    [issuer],
  );
const demandSingleSignOn = () => identity.policies.set(own, { passwords: 'break-glass', version: 1 });

describe('single sign-on for everybody', () => {
  it('is demanded once there are a provider and an emergency account that can sign in', async () => {
    await expect(demandSingleSignOn()).rejects.toMatchObject({ code: 'sign-in-policy.no-provider' });
    await withProvider();
    await expect(demandSingleSignOn()).rejects.toMatchObject({ code: 'sign-in-policy.no-break-glass' });
    const halfway = await identity.account(everywhere('it-admin'));
    await identity.security.setBreakGlass(own, halfway.id, halfway.version, true);
    await expect(demandSingleSignOn()).rejects.toMatchObject({ code: 'sign-in-policy.no-break-glass' });
    await emergency();
    expect(await demandSingleSignOn()).toEqual({ passwords: 'break-glass', version: 2 });
    await expect(demandSingleSignOn()).rejects.toMatchObject({ code: 'sign-in-policy.version-conflict' });
  });

  it('ends what a password has opened, and lets no other in by one', async () => {
    const clerk = await identity.account(everywhere('site-clerk'));
    const token = await identity.signIn(clerk.email);
    const provided = await test.database.transaction((tx) =>
      identity.sessions.start(tx, { accountId: clerk.id, way: 'provider', userAgent: null }),
    );
    await withProvider();
    await emergency();
    await demandSingleSignOn();
    expect(await identity.session.find(token)).toBeNull();
    expect(await identity.session.find(provided)).not.toBeNull();
    const before = await reload(clerk);
    await expect(identity.signIn(clerk.email)).rejects.toMatchObject({ code: 'session.single-sign-on-only' });
    await expect(identity.signIn(clerk.email, { password: 'wrong' })).rejects.toMatchObject({
      code: 'session.sign-in-refused',
    });
    expect((await reload(clerk)).lastSignInAt).toEqual(before.lastSignInAt);
  });

  it('keeps an emergency account that can sign in', async () => {
    await withProvider();
    const { id, version } = await emergency();
    const spare = await enrolled();
    await demandSingleSignOn();
    const last = { code: 'break-glass.last' };
    await expect(identity.security.setBreakGlass(own, id, version, false)).rejects.toMatchObject(last);
    await expect(identity.accounts.edit(own.viewer, id, { version, state: 'disabled' })).rejects.toMatchObject(last);
    await expect(identity.accounts.setGrants(own.viewer, id, version, [])).rejects.toMatchObject(last);
    await flag(spare);
    expect(await identity.security.setBreakGlass(own, id, version, false)).toMatchObject({ breakGlass: false });
  });
});

describe('the only provider, while single sign-on is demanded', () => {
  const last = { code: 'provider.last-one', kind: 'conflict' };
  const changes = {
    'is turned off': { enabled: false },
    'gets another issuer': { issuer: 'https://elsewhere.example' },
    'gets another client': { clientId: 'another' },
    'lets in other domains alone': { allowedDomains: ['other.example'] },
  };
  let id: string;
  beforeEach(async () => {
    id = (await withProvider())[0]['id'] as string;
    await emergency();
    await demandSingleSignOn();
  });
  const edit = (change: object, version = 1) => identity.providers.edit(own, id, { version, ...change });

  it.each(Object.entries(changes))('that %s is refused, until the policy is lifted', async (_name, change) => {
    await expect(edit(change)).rejects.toMatchObject(last);
    expect(await edit({ label: 'Teachers', allowedDomains: ['district.example', 'more.example'] })).toMatchObject({
      version: 2,
    });
    await identity.policies.set(own, { passwords: 'everybody', version: 2 });
    expect(await edit(change, 2)).toMatchObject({ ...change, version: 3 });
  });

  it('may be turned off when another one is on', async () => {
    await withProvider('https://second.example');
    expect(await edit({ enabled: false })).toMatchObject({ enabled: false });
  });

  it.each([
    'enabled = false',
    `issuer = 'https://elsewhere.example'`,
    `client_id = 'another'`,
    `allowed_domains = '{other.example}'`,
  ])('stays in the database too, whoever writes: %s', async (change) => {
    const write = test.database.transaction((tx) => tx.execute(`UPDATE identity_provider SET ${change}`));
    await expect(write).rejects.toMatchObject(last);
  });

  it('stays when two are turned off at once', async () => {
    const second = (await withProvider('https://second.example'))[0]['id'] as string;
    const off = (each: string) => identity.providers.edit(own, each, { version: 1, enabled: false });
    const both = await Promise.allSettled([off(id), off(second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: last });
  });
});

describe('of the last two emergency accounts', () => {
  const ways: Record<string, (account: Account) => Promise<unknown>> = {
    'is disabled': ({ id, version }) => identity.accounts.edit(own.viewer, id, { version, state: 'disabled' }),
    'loses its flag': ({ id, version }) => identity.security.setBreakGlass(other, id, version, false),
    'loses its role': ({ id, version }) => identity.accounts.setGrants(other.viewer, id, version, []),
    'loses its second factor': ({ id }) => identity.factors.reset(own, id),
  };
  let other: ActiveSession;
  let two: [Account, Account];
  beforeEach(async () => {
    await withProvider();
    two = [await emergency(), await emergency()];
    other = await session(await identity.account(everywhere('it-admin')));
    await demandSingleSignOn();
  });

  const answersOf = (works: Promise<unknown>[]): Promise<string[]> =>
    Promise.all(
      works.map((work) =>
        work.then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      ),
    );
  const left = () => hasBreakGlass(test.database.read);

  it.each([
    ['is disabled', 'is disabled'],
    ['is disabled', 'loses its flag'],
    ['loses its flag', 'loses its role'],
    ['loses its role', 'loses its second factor'],
    ['loses its second factor', 'loses its second factor'],
  ])('one %s and the other %s at the same moment: one stays', async (first, second) => {
    const answers = await answersOf([ways[first]?.(two[0]), ways[second]?.(two[1])] as Promise<unknown>[]);
    expect(answers.sort()).toEqual(['break-glass.last', 'done']);
    expect(await left()).toBe(true);
  });

  type Change = [sql: string, values: unknown[]];

  /** Past the services, and the second is looked at by the database before the first has committed. */
  async function bothAtOnce(first: Change, second: Change): Promise<string[]> {
    const [firstIsLookedAt, secondIsLookedAt] = [gate(), gate()];
    const change = (tx: Tx, [sql, values]: Change) =>
      tx.execute(sql, values).then(() => tx.execute('SET CONSTRAINTS ALL IMMEDIATE'));
    return answersOf([
      test.database.transaction(async (tx) => {
        await change(tx, first);
        firstIsLookedAt.open();
        await Promise.race([secondIsLookedAt.opened, test.waitsForLock()]);
      }),
      firstIsLookedAt.opened.then(() =>
        test.database.transaction((tx) => change(tx, second).then(secondIsLookedAt.open)),
      ),
    ]);
  }

  it.each([
    ['disabled', `UPDATE account SET state = 'disabled' WHERE id = $1`],
    ['without its flag', 'UPDATE account SET break_glass = false WHERE id = $1'],
    ['without its password', 'UPDATE account SET password_hash = NULL WHERE id = $1'],
    ['without its role', 'DELETE FROM role_grant WHERE account_id = $1'],
    ['without its factor', 'DELETE FROM second_factor WHERE account_id = $1'],
  ])('the database keeps one when both are %s in transactions of their own', async (_, sql) => {
    const [one, other] = two;
    expect(await bothAtOnce([sql, [one.id]], [sql, [other.id]])).toEqual(['done', 'break-glass.last']);
    expect(await left()).toBe(true);
  });

  it('the database does not let the demand and the end of the last one pass each other', async () => {
    await test.asSuperuser(`UPDATE sign_in_policy SET passwords = 'everybody'`);
    const answers = await bothAtOnce(
      [`UPDATE sign_in_policy SET passwords = 'break-glass'`, []],
      [`UPDATE account SET state = 'disabled' WHERE id = ANY ($1)`, [two.map(({ id }) => id)]],
    );
    expect(answers).toEqual(['done', 'break-glass.last']);
  });

  it('both may go when passwords are for everybody again', async () => {
    await identity.policies.set(own, { passwords: 'everybody', version: 2 });
    for (const { id, version } of two) await identity.security.setBreakGlass(own, id, version, false);
    expect(await left()).toBe(false);
  });
});

describe('an emergency account', () => {
  it('comes in with password and second factor though single sign-on is demanded, and is heard', async () => {
    await withProvider();
    const account = await emergency();
    await demandSingleSignOn();
    expect(await session(account)).toMatchObject({ awaitsFactor: true });
    expect(await identity.security.uses(own)).toMatchObject([
      { accountId: account.id, accountName: account.displayName },
    ]);
    expect(logged.join('\n')).toContain('session.break-glass-used');
  });

  it('wakes somebody while single sign-on is demanded alone; on the first page it stands always', async () => {
    await withProvider();
    const account = await emergency();
    const heard = { error: jest.spyOn(Logger.prototype, 'error'), warn: jest.spyOn(Logger.prototype, 'warn') };
    const used = expect.objectContaining({ event: 'session.break-glass-used' }) as unknown;
    await session(account);
    expect(heard.warn).toHaveBeenCalledWith(used);
    expect(heard.error).not.toHaveBeenCalled();
    expect(await identity.security.uses(own)).toHaveLength(1);
    await demandSingleSignOn();
    await session(account);
    expect(heard.error).toHaveBeenCalledWith(used);
    expect(await identity.security.uses(own)).toHaveLength(2);
    jest.restoreAllMocks();
  });

  it('has no rights without a second factor, whatever its roles ask for', async () => {
    const account = await identity.account(everywhere('it-admin'));
    await identity.security.setBreakGlass(own, account.id, account.version, true);
    expect((await session(account)).rights.size).toBe(0);
  });

  it('is an administrator with a password', async () => {
    const clerk = await identity.account(everywhere('site-clerk'));
    const set = () => identity.security.setBreakGlass(own, clerk.id, clerk.version, true);
    await expect(set()).rejects.toMatchObject({ code: 'break-glass.not-admin' });
    await test.asSuperuser('UPDATE account SET password_hash = NULL WHERE id = $1', [clerk.id]);
    await expect(set()).rejects.toMatchObject({ code: 'break-glass.no-password' });
  });
});

describe('the address of an account', () => {
  it('is changed by an administrator who has just shown to be there; its sessions end', async () => {
    const clerk = await identity.account(everywhere('site-clerk'));
    const token = await identity.signIn(clerk.email);
    const set = (email: string) => identity.security.setEmail(own, clerk.id, clerk.version, email);
    await expect(set(admin.email)).rejects.toMatchObject({ code: 'account.email-taken' });
    expect(await identity.session.find(token)).not.toBeNull();
    expect(await set('new@example.org')).toMatchObject({ email: 'new@example.org', version: clerk.version + 1 });
    expect(await identity.session.find(token)).toBeNull();
    await expect(set('newer@example.org')).rejects.toMatchObject({ code: 'account.version' });
    const [entry] = await test.asSuperuser(`SELECT before, after FROM admin_log WHERE action = 'account.email-set'`);
    expect(entry).toMatchObject({ before: { email: clerk.email }, after: { email: 'new@example.org' } });
  });

  it('stays when the administrator has not', async () => {
    const clerk = await identity.account(everywhere('site-clerk'));
    identity.clock.advance(PROOF_MS);
    await expect(identity.security.setEmail(own, clerk.id, clerk.version, 'x@example.org')).rejects.toMatchObject({
      code: 'session.proof-needed',
    });
    await expect(identity.security.setBreakGlass(own, admin.id, admin.version, true)).rejects.toMatchObject({
      code: 'session.proof-needed',
    });
    await expect(demandSingleSignOn()).rejects.toMatchObject({ code: 'session.proof-needed' });
  });
});
