import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { SessionChanged } from '../identity.errors.js';
import { everywhere, testIdentity } from '../identity.test-support.js';
import type { Identity } from '../identity.test-support.js';
import type { SessionProof } from './session-reader.js';
import { newToken } from './session.rules.js';

const MINUTE = 60_000;

let test: TestDatabase;
let identity: Identity;
beforeAll(async () => {
  test = await testDatabase();
  await test.asSuperuser(`INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle'), ('ELM', 'Elm', 'high')`);
});
afterAll(() => test.close());
beforeEach(() => {
  identity = testIdentity(test.database);
});

const siteId = async (code: string): Promise<string> =>
  (await test.asSuperuser('SELECT id FROM site WHERE code = $1', [code]))[0]['id'] as string;

/** As it is done in the database: the sessions go on. */
const changeRole = (accountId: string, role: string) =>
  test.asSuperuser('UPDATE role_grant SET role_id = (SELECT id FROM role WHERE code = $2) WHERE account_id = $1', [
    accountId,
    role,
  ]);

describe('a session', () => {
  it('starts with a new token at each sign-in, ends the old one of that browser, and stands hashed only', async () => {
    const { email } = await identity.account();
    const planted = newToken();
    const first = await identity.signIn(email, { oldToken: planted });
    expect(first).not.toBe(planted);
    expect(await identity.session.find(planted)).toBeNull();
    const second = await identity.signIn(email, { oldToken: first });
    expect(await identity.session.find(first)).toBeNull();
    expect(await identity.session.find(second)).not.toBeNull();
    const rows = await test.asSuperuser('SELECT session::text AS text FROM session');
    expect(rows.filter(({ text }) => (text as string).includes(second))).toEqual([]);
  });

  it('is found under no other token', async () => {
    const { email } = await identity.account();
    const token = await identity.signIn(email);
    for (const wrong of [undefined, '', 'x', newToken(), token.slice(1), `${token}A`, token.toUpperCase()]) {
      expect(await identity.session.find(wrong)).toBeNull();
    }
  });

  it('carries the rights of its roles at their sites', async () => {
    const [oak, elm] = [await siteId('OAK'), await siteId('ELM')];
    const { id, email } = await identity.account(
      { role: 'site-clerk', siteId: oak },
      { role: 'site-admin', siteId: elm },
    );
    const session = await identity.session.find(await identity.signIn(email));
    const viewer = session!.viewer;
    expect(viewer.accountId).toBe(id);
    expect(new Set(viewer.sitesFor('person:read'))).toEqual(new Set([oak, elm]));
    expect(viewer.sitesFor('scan:undo-any')).toEqual([elm]);
    expect(viewer.sitesFor('account:manage')).toEqual([]);
    const auditor = await identity.account(everywhere('auditor'), { role: 'site-clerk', siteId: oak });
    const rights = (await identity.session.find(await identity.signIn(auditor.email)))!.viewer;
    expect(rights.sitesFor('device:read')).toBe('all');
    expect(rights.sitesFor('person:read')).toEqual([oak]);
  });

  it('loses and gains rights with the very next request', async () => {
    const { id, email } = await identity.account(everywhere('technician'));
    const token = await identity.signIn(email);
    expect((await identity.session.find(token))!.viewer.can('device:clear-hold')).toBe(true);
    await changeRole(id, 'til');
    const after = (await identity.session.find(token))!.viewer;
    expect([after.can('device:clear-hold'), after.can('device:read')]).toEqual([false, true]);
  });

  it('ends when its account is taken a role, and stays when it is given one', async () => {
    const { id, email, version } = await identity.account(everywhere('til'));
    const token = await identity.signIn(email);
    await givenAnAdmin();
    await identity.accounts.setGrants(identity.admin, id, version, [everywhere('til'), everywhere('technician')]);
    expect((await identity.session.find(token))!.viewer.can('device:clear-hold')).toBe(true);
    await identity.accounts.setGrants(identity.admin, id, version + 1, [everywhere('til')]);
    expect(await identity.session.find(token)).toBeNull();
  });

  it('ends with the disabling of its account, and does not come back with it', async () => {
    const { id, email, version } = await identity.account(everywhere('til'));
    const token = await identity.signIn(email);
    await givenAnAdmin();
    const disabled = await identity.accounts.edit(identity.admin, id, { version, state: 'disabled' });
    expect(await identity.session.find(token)).toBeNull();
    await expect(identity.signIn(email)).rejects.toMatchObject({ code: 'session.sign-in-refused' });
    await identity.accounts.edit(identity.admin, id, { version: disabled.version, state: 'active' });
    expect(await identity.session.find(token)).toBeNull();
    expect(await identity.session.find(await identity.signIn(email))).not.toBeNull();
  });

  it('ends by sign-out', async () => {
    const { email } = await identity.account();
    const [token, other] = [await identity.signIn(email), await identity.signIn(email)];
    await identity.sessions.signOut(token);
    await identity.sessions.signOut('nonsense');
    expect(await identity.session.find(token)).toBeNull();
    expect(await identity.session.find(other)).not.toBeNull();
  });

  it('ends after 30 idle minutes, not while it is used', async () => {
    const { email } = await identity.account();
    const [used, idle] = [await identity.signIn(email), await identity.signIn(email)];
    identity.clock.advance(29 * MINUTE);
    expect(await identity.session.find(used)).not.toBeNull();
    identity.clock.advance(2 * MINUTE);
    expect(await identity.session.find(used)).not.toBeNull();
    expect(await identity.session.find(idle)).toBeNull();
  });

  it('ends after 12 hours, however busy', async () => {
    const { email } = await identity.account();
    const token = await identity.signIn(email);
    for (let hour = 0; hour < 23; hour += 1) {
      identity.clock.advance(30 * MINUTE);
      identity.clock.advance(-MINUTE);
      expect(await identity.session.find(token)).not.toBeNull();
    }
    identity.clock.advance(29 * MINUTE);
    expect(await identity.session.find(token)).not.toBeNull();
    identity.clock.advance(29 * MINUTE);
    expect(await identity.session.find(token)).toBeNull();
  });

  it('writes when it was last seen once a minute at most', async () => {
    const { id, email } = await identity.account();
    const token = await identity.signIn(email);
    const lastSeen = async (): Promise<string> => (await identity.sessions.own(id, newId()))[0].lastSeenAt;
    const start = await lastSeen();
    identity.clock.advance(59_000);
    await identity.session.find(token);
    expect(await lastSeen()).toBe(start);
    identity.clock.advance(2_000);
    await Promise.all([identity.session.find(token), identity.session.find(token), identity.session.find(token)]);
    expect(Date.parse(await lastSeen()) - Date.parse(start)).toBeGreaterThanOrEqual(61_000);
  });

  it('is shown to its account and ended by it, and by no other', async () => {
    const [mine, foreign] = [await identity.account(), await identity.account()];
    const current = (await identity.session.find(await identity.signIn(mine.email)))!;
    const otherToken = await identity.signIn(mine.email);
    const other = (await identity.session.find(otherToken))!;
    const list = await identity.sessions.own(mine.id, current.id);
    expect(list.map(({ id, current: isCurrent }) => [id, isCurrent])).toEqual([
      [other.id, false],
      [current.id, true],
    ]);
    await expect(identity.sessions.endOwn(foreign.id, other.id)).rejects.toMatchObject({ code: 'session.not-found' });
    expect(await identity.session.find(otherToken)).not.toBeNull();
    await identity.sessions.endOwn(mine.id, other.id);
    expect(await identity.session.find(otherToken)).toBeNull();
    await expect(identity.sessions.endOwn(mine.id, other.id)).rejects.toMatchObject({ code: 'session.not-found' });
  });
});

describe('a session that was read a moment ago', () => {
  it('is recalled without asking, for half a minute and only with its token', async () => {
    const { email } = await identity.account(everywhere('til'));
    const token = await identity.signIn(email);
    expect(identity.session.recall(token)).toBeNull();
    const found = await identity.session.find(token);
    expect(identity.session.recall(token)).toBe(found);
    expect([identity.session.recall(newToken()), identity.session.recall(undefined)]).toEqual([null, null]);
    identity.clock.advance(MINUTE / 2);
    expect(identity.session.recall(token)).toBeNull();
  });

  it('is proven by the database, and read anew when it says no', async () => {
    const { id, email } = await identity.account(everywhere('technician'));
    const session = (await identity.session.find(await identity.signIn(email)))!;
    const stands = async (proof: SessionProof): Promise<boolean> =>
      (await test.database.read.query<{ stands: boolean }>('SELECT identity_session_stands($1) AS stands', [proof]))[0]
        .stands;
    const rights: boolean[] = [];
    const write = async (viewer: Viewer, proof: SessionProof): Promise<boolean> => {
      rights.push(viewer.can('device:clear-hold'));
      if (!(await stands(proof))) throw new SessionChanged();
      return viewer.can('device:clear-hold');
    };
    expect(await identity.session.proven(session, write)).toBe(true);
    await changeRole(id, 'til');
    expect(await identity.session.proven(session, write)).toBe(false);
    expect(rights).toEqual([true, true, false]);
    await test.asSuperuser('UPDATE session SET ended_at = now() WHERE account_id = $1', [id]);
    await expect(identity.session.proven(session, write)).rejects.toMatchObject({ code: 'session.required' });
  });
});

describe('a new password', () => {
  it('ends the other sessions and leaves the one that asked', async () => {
    const { id, email } = await identity.account();
    const [token, other] = [await identity.signIn(email), await identity.signIn(email)];
    const session = (await identity.session.find(token))!;
    const change = (current: string, next: string) =>
      identity.passwords.changeOwn(session, current, next, '198.51.100.2');
    await expect(change('not my password at all', 'nine ripe plums, 1 sour')).rejects.toMatchObject({
      code: 'password.current-wrong',
    });
    await expect(change('violet otter canyon lamp', 'short')).rejects.toMatchObject({ code: 'password.refused' });
    await expect(change('violet otter canyon lamp', `Person ${email}`)).rejects.toMatchObject({ fault: 'guessable' });
    expect(await identity.session.find(other)).not.toBeNull();
    await change('violet otter canyon lamp', 'nine ripe plums, 1 sour');
    expect(await identity.session.find(token)).not.toBeNull();
    expect(await identity.session.find(other)).toBeNull();
    await expect(identity.signIn(email)).rejects.toMatchObject({ code: 'session.sign-in-refused' });
    expect(await identity.signIn(email, { password: 'nine ripe plums, 1 sour' })).toEqual(expect.any(String));
    const logged = await test.asSuperuser('SELECT action, before, after FROM admin_log WHERE subject_id = $1', [id]);
    expect(logged).toEqual([{ action: 'account.password-set', before: null, after: null }]);
  });

  it('by an admin ends all sessions of the account, and is not a way round the current password', async () => {
    const { id, email, version } = await identity.account();
    const token = await identity.signIn(email);
    const set = identity.passwords.setFor(identity.admin, id, version, 'nine ripe plums, 1 sour');
    await expect(set).resolves.toMatchObject({ version: version + 1 });
    expect(await identity.session.find(token)).toBeNull();
    const self = (await identity.session.find(await identity.signIn((await givenAnAdmin()).email)))!.viewer;
    await expect(identity.passwords.setFor(self, self.accountId, 1, 'nine ripe plums, 1 sour')).rejects.toMatchObject({
      code: 'password.own-needs-current',
    });
  });

  it('may not be made of names that another lib registers', async () => {
    identity.words.register(() => Promise.resolve(['Ravenwood Harbour']));
    const { id, version } = await identity.account();
    const set = (password: string) => identity.passwords.setFor(identity.admin, id, version, password);
    await expect(set('Ravenwood harbour 21')).rejects.toMatchObject({ fault: 'guessable' });
    await expect(set('nine ripe plums, 1 sour')).resolves.toBeDefined();
  });
});

const givenAnAdmin = () => identity.account(everywhere('it-admin'));
