import { Secret, TOTP } from 'otpauth';
import type { Account } from '../accounts/accounts.reader.js';
import { everywhere, useIdentity } from '../identity.test-support.js';
import { PROOF_MS } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { factorChecks } from './factor-health.js';
import type { RoleDto } from './role.dto.js';

const { test, identity } = useIdentity();
let admin: ActiveSession;
beforeEach(async () => {
  await test.asSuperuser(
    `SET session_replication_role = replica; TRUNCATE account, session, role_grant, admin_log, throttle CASCADE;
     UPDATE role SET second_factor = false, version = 1`,
  );
  admin = await session(await identity.account(everywhere('it-admin')));
});

async function session({ email }: Account): Promise<ActiveSession> {
  return (await identity.session.find(await identity.signIn(email)))!;
}

async function enrol(of: ActiveSession): Promise<string> {
  const { secret } = await identity.factors.offer(of);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = totp.generate({ timestamp: identity.clock.now().getTime() });
  return (await identity.factors.enrol(of, code)).token;
}

const role = async (code: string): Promise<RoleDto> =>
  (await identity.roles.list()).items.find((each) => each.code === code)!;
async function set(code: string, secondFactor: boolean, as = admin): Promise<RoleDto> {
  const { id, version } = await role(code);
  return identity.roleFactors.set(as, id, { version, secondFactor });
}

it('takes the rights of open sessions without a factor at once, and gives them back when it is set up', async () => {
  const [clerk, technician] = [
    await identity.account(everywhere('site-clerk')),
    await identity.account(everywhere('technician')),
  ];
  const [open, other] = [await identity.signIn(clerk.email), await identity.signIn(technician.email)];
  const proof = (await identity.session.find(open))!;
  expect(proof.rights.size).toBeGreaterThan(0);
  expect(await set('site-clerk', true)).toMatchObject({
    secondFactor: true,
    version: 2,
    holders: 1,
    holdersWithoutFactor: 1,
  });

  const stripped = (await identity.session.find(open))!;
  expect([stripped.id, stripped.rights.size]).toEqual([proof.id, 0]);
  expect(await identity.reader.label(clerk.id, stripped.id)).toMatchObject({ secondFactor: 'missing' });
  expect((await identity.session.find(other))?.rights.size).toBeGreaterThan(0);
  const [{ stands }] = await test.database.read.query<{ stands: boolean }>(
    'SELECT identity_session_stands($1) AS stands',
    [
      JSON.stringify({
        tokenHash: proof.tokenHash,
        stamp: proof.stamp,
        now: identity.clock.now(),
        seenAfter: new Date(0),
      }),
    ],
  );
  expect(stands).toBe(false);

  const full = await identity.session.find(await enrol(stripped));
  expect(full?.rights).toEqual(proof.rights);
  expect(await role('site-clerk')).toMatchObject({ holders: 1, holdersWithoutFactor: 0 });
});

it('is switched off again, but for administrators, copies of their role and finance', async () => {
  await set('site-clerk', true);
  expect(await set('site-clerk', false)).toMatchObject({ secondFactor: false, factorKeptFor: null });
  const copy = await identity.roles.create(identity.as(admin.viewer.accountId, 'account:manage'), {
    label: 'Second admin',
    permissions: ['account:manage'],
  });
  for (const [code, reason] of [
    ['finance', 'money'],
    [copy.code, 'accounts'],
  ] as const) {
    expect(await set(code, true)).toMatchObject({ secondFactor: true, factorKeptFor: reason });
    await expect(set(code, false)).rejects.toMatchObject({ code: 'role.keeps-second-factor', details: { reason } });
    expect(await role(code)).toMatchObject({ secondFactor: true });
  }
  const full = (await identity.session.find(await enrol(admin)))!;
  await set('it-admin', true, full);
  await expect(set('it-admin', false, full)).rejects.toMatchObject({ code: 'role.keeps-second-factor' });
});

it('is set by one of two who saw the same version, and stands in the log', async () => {
  const { id, version } = await role('technician');
  const answers = await Promise.allSettled(
    [1, 2].map(() => identity.roleFactors.set(admin, id, { version, secondFactor: true })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'role.version-conflict', details: { version: version + 1 } },
  });
  expect(
    await test.asSuperuser('SELECT account_id, action, before, after FROM admin_log WHERE subject_id = $1', [id]),
  ).toEqual([
    {
      account_id: admin.viewer.accountId,
      action: 'role.second-factor-set',
      before: { label: 'Technician', secondFactor: false },
      after: { label: 'Technician', secondFactor: true },
    },
  ]);
});

it('is set by those only who manage accounts everywhere and have just shown to be there', async () => {
  const { id, version } = await role('technician');
  const clerk = await session(await identity.account(everywhere('site-admin')));
  expect(() => identity.roleFactors.set(clerk, id, { version, secondFactor: true })).toThrow(
    expect.objectContaining({ code: 'access.district-wide-only' }) as Error,
  );
  identity.clock.advance(PROOF_MS);
  await expect(set('technician', true)).rejects.toMatchObject({ code: 'session.proof-needed' });
  await expect(
    identity.roleFactors.set(await session(await identity.account(everywhere('it-admin'))), crypto.randomUUID(), {
      version,
      secondFactor: true,
    }),
  ).rejects.toMatchObject({ code: 'role.not-found' });
  expect(await role('technician')).toMatchObject({ secondFactor: false });
});

describe('what doctor and the system page say', () => {
  it('is advice for roles of somebody active that need a second factor and ask for none', async () => {
    const found = async () => (await factorChecks(test.database.read)).map(({ level, text }) => `${level}: ${text}`);
    expect(await found()).toEqual([expect.stringMatching(/^advice: .*: IT admin\. Turn it on/)]);
    const { id } = await identity.account(everywhere('finance'), everywhere('site-clerk'));
    expect(await found()).toEqual([expect.stringMatching(/^advice: .*: Finance, IT admin\. /)]);
    await test.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = '${id}'`);
    expect(await found()).toEqual([expect.stringMatching(/: IT admin\. /)]);
    await test.asSuperuser(`UPDATE role SET second_factor = true WHERE code = 'it-admin'`);
    expect(await found()).toEqual([expect.stringMatching(/^ok: /)]);
  });
});
