import type { Account } from '../accounts/accounts.reader.js';
import { everywhere, PASSWORD, useIdentity } from '../identity.test-support.js';
import { PROOF_MS } from './reauthentication.js';
import type { ActiveSession, SessionProof } from '../sessions/session-reader.js';
import { requireCurrent } from '../sessions/session-reader.js';
import { FORMER_MS } from '../sessions/session.rules.js';

const IP = '198.51.100.9';

const { test, identity } = useIdentity();
beforeAll(async () => {
  await identity.account(everywhere('it-admin'));
});
beforeEach(() => test.asSuperuser('TRUNCATE throttle'));

const find = (token: string): Promise<ActiveSession | null> => identity.session.find(token);
const prove = (session: ActiveSession): Promise<string> =>
  identity.reauthentication.prove(session, { password: PASSWORD }, IP);
const stands = async (proof: SessionProof): Promise<boolean> =>
  (await test.database.read.query<{ stands: boolean }>('SELECT identity_session_stands($1) AS stands', [proof]))[0]
    .stands;

/** Signed in, and proven a moment ago: the token before that, and the one since. */
async function renewed() {
  const account = await identity.account(everywhere('technician'));
  const former = await identity.signIn(account.email);
  const before = (await find(former))!;
  return { account, before, former, newest: await prove(before) };
}

describe('while a session gets a new token', () => {
  it('what was on its way with the former one still reads, for ten seconds', async () => {
    const { before, former, newest } = await renewed();
    expect(await find(former)).toMatchObject({ id: before.id, rights: before.rights, stamp: null });
    identity.clock.advance(FORMER_MS - 1_000);
    expect(await find(former)).not.toBeNull();
    identity.clock.advance(2_000);
    expect(await find(former)).toBeNull();
    expect(await find(newest)).toMatchObject({ id: before.id, stamp: before.stamp });
  });

  it('nothing is written with the former one: not by what was read a moment ago, nor by what stands now', async () => {
    const { before, former } = await renewed();
    const old = (await find(former))!;
    expect(() => requireCurrent(old)).toThrow(expect.objectContaining({ code: 'session.renewed' }) as Error);
    expect(identity.session.recall(former)).toBeNull();
    const proofs: SessionProof[] = [];
    const seenAfter = new Date(0).toISOString();
    const now = identity.clock.now().toISOString();
    for (const stamp of [before.stamp, null]) proofs.push({ tokenHash: before.tokenHash, stamp, now, seenAfter });
    expect(await Promise.all(proofs.map(stands))).toEqual([false, false]);
  });

  it('the newest one proves a scan at once', async () => {
    const { newest, before } = await renewed();
    const session = (await find(newest))!;
    expect(session.tokenHash).not.toBe(before.tokenHash);
    expect(await identity.session.proven(session, (_viewer, proof) => stands(proof))).toBe(true);
  });

  it('only the token before the last proof reads', async () => {
    const { former, newest } = await renewed();
    const third = await prove((await find(newest))!);
    expect([await find(former), (await find(newest))?.stamp, (await find(third))?.stamp]).toEqual([
      null,
      null,
      expect.any(String),
    ]);
  });
});

describe('the former token goes with its session', () => {
  const ends: Record<
    string,
    (of: { account: Account; session: ActiveSession; newest: string; former: string }) => Promise<unknown>
  > = {
    'is signed out': ({ newest }) => identity.sessions.signOut(newest),
    'is signed out by a request that was on its way': ({ former }) => identity.sessions.signOut(former),
    'is ended from another one': ({ account, session }) => identity.sessions.endOwn(account.id, session.id),
    'is ended by an administrator': ({ account }) => identity.accounts.endSessions(identity.admin, account.id),
    'loses its role': ({ account: { id, version } }) => identity.accounts.setGrants(identity.admin, id, version, []),
    'is of a disabled account': ({ account: { id, version } }) =>
      identity.accounts.edit(identity.admin, id, { version, state: 'disabled' }),
  };
  it.each(Object.keys(ends))('when it %s', async (way) => {
    const { account, before, former, newest } = await renewed();
    expect(await find(former)).not.toBeNull();
    await ends[way]?.({ account, session: before, newest, former });
    expect([await find(former), await find(newest)]).toEqual([null, null]);
  });

  it('and with the old password, though the session stays', async () => {
    const { former, newest } = await renewed();
    await identity.passwords.changeOwn((await find(newest))!, PASSWORD, 'quiet maple harbor stone', IP);
    expect([await find(former), (await find(newest))?.id]).toEqual([null, expect.any(String)]);
  });
});

it('whoever sets up, turns on or points a provider, or makes or removes a rule for roles, shows shortly before who is there', async () => {
  const { email } = await identity.account(everywhere('it-admin'));
  const session = (await find(await identity.signIn(email)))!;
  const provider = (issuer: string) => ({
    ...{ kind: 'oidc' as const, label: 'Staff', issuer, clientId: 'c', clientSecret: 's' },
    allowedDomains: ['district.example'],
  });
  const first = await identity.providers.create(session, provider('https://first.example'));
  const rule = { matches: 'domain', value: 'district.example', role: 'technician', scope: 'district', siteId: null };
  const works = [
    () => identity.providers.create(session, provider('https://second.example')),
    () => identity.providers.edit(session, first.id, { version: 1, enabled: true, issuer: 'https://third.example' }),
    () => identity.ruleEdits.create(session, rule as Parameters<typeof identity.ruleEdits.create>[1]),
  ];
  identity.clock.advance(PROOF_MS + 1_000);
  for (const work of works) await expect(work()).rejects.toMatchObject({ code: 'session.proof-needed' });
  await prove(session);
  for (const work of works) await expect(work()).resolves.toMatchObject({ id: expect.any(String) as string });

  const [made] = await identity.ruleEdits.list(session.viewer);
  identity.clock.advance(PROOF_MS + 1_000);
  await expect(identity.ruleEdits.remove(session, made.id)).rejects.toMatchObject({ code: 'session.proof-needed' });
  expect(await identity.ruleEdits.list(session.viewer)).toEqual([made]);
  await prove(session);
  await identity.ruleEdits.remove(session, made.id);
  expect(await identity.ruleEdits.list(session.viewer)).toEqual([]);
});
