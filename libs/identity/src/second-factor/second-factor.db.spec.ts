import { Secret, TOTP } from 'otpauth';
import type { Account } from '../accounts/accounts.reader.js';
import { everywhere, logged, PASSWORD, useIdentity } from '../identity.test-support.js';
import { PROOF_MS } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { MOST_FAILURES, OFFER_MS } from './second-factor.rules.js';

const STEP_MS = 30_000;
const IP = '198.51.100.7';

const { test, identity } = useIdentity();
beforeAll(async () => {
  await test.asSuperuser(`UPDATE role SET second_factor = true WHERE code IN ('it-admin', 'finance')`);
});
beforeEach(() => test.asSuperuser(`TRUNCATE throttle`));

const codeOf = (secret: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: identity.clock.now().getTime() + ahead * STEP_MS,
  });

async function session(account: Account, password?: string): Promise<ActiveSession> {
  const found = await identity.session.find(await identity.signIn(account.email, password ? { password } : {}));
  if (!found) throw new Error('no session');
  return found;
}

/** An account with a second factor: its secret, its backup codes, and the session that set it up. */
async function enrolled(role = 'finance') {
  const account = await identity.account(everywhere(role));
  const first = await session(account);
  const { secret } = await identity.factors.offer(first);
  const { token, backupCodes } = await identity.factors.enrol(first, codeOf(secret));
  identity.clock.advance(2 * STEP_MS);
  return { account, secret, backupCodes, full: (await identity.session.find(token))! };
}

const show = (of: ActiveSession, code: string) => identity.factors.show(of, code, IP);
const refused = { code: 'second-factor.code-refused' };

describe('a role that needs a second factor', () => {
  it('gives nothing until it is set up, and everything then', async () => {
    const account = await identity.account(everywhere('finance'));
    const before = await session(account);
    expect(before.rights.size).toBe(0);
    expect(before.awaitsFactor).toBe(false);
    expect(await identity.reader.label(account.id, before.id)).toMatchObject({ secondFactor: 'missing' });
    const { secret, address } = await identity.factors.offer(before);
    expect(address).toContain(secret);
    const { token } = await identity.factors.enrol(before, codeOf(secret));
    const after = await identity.session.find(token);
    expect(after?.id).toBe(before.id);
    expect(after?.rights.get('device:write-off')).toBe('all');
    expect(await identity.reader.label(account.id, before.id)).toMatchObject({ secondFactor: 'shown' });
  });

  it('asks nobody else', async () => {
    const clerk = await session(await identity.account(everywhere('site-clerk')));
    expect(clerk.rights.get('device:read')).toBe('all');
  });

  it('takes the rights of a session to which it comes', async () => {
    const account = await identity.account(everywhere('site-clerk'));
    const token = await identity.signIn(account.email);
    await test.asSuperuser(
      `INSERT INTO role_grant (account_id, role_id) SELECT $1, id FROM role WHERE code = 'finance'`,
      [account.id],
    );
    expect((await identity.session.find(token))?.rights.size).toBe(0);
  });

  it('leaves what a token may do, which was made in a full session', async () => {
    const { full } = await enrolled();
    const made = await identity.tokens.make(full, {
      id: crypto.randomUUID(),
      name: 'export',
      permissions: ['device:read'],
      siteIds: null,
      expiresOn: identity.clock.in(86_400_000).toISOString().slice(0, 10),
    });
    expect((await identity.session.find(made.token, 'token'))?.rights.get('device:read')).toBe('all');
  });
});

describe('signing in with it', () => {
  it('has no rights before the code and a new token after it', async () => {
    const { account, secret } = await enrolled();
    const token = await identity.signIn(account.email);
    const due = (await identity.session.find(token))!;
    expect([due.awaitsFactor, due.rights.size]).toEqual([true, 0]);
    const renewed = await show(due, codeOf(secret));
    expect(await identity.session.find(token)).toBeNull();
    expect(await identity.session.find(renewed)).toMatchObject({ id: due.id, awaitsFactor: false });
  });

  it('is asked of an account that chose it, though no role needs it', async () => {
    const { account } = await enrolled('site-clerk');
    expect(await session(account)).toMatchObject({ awaitsFactor: true });
  });

  it('takes a code once, and none from before it', async () => {
    const { account, secret } = await enrolled();
    const code = codeOf(secret);
    const former = codeOf(secret, -1);
    await show(await session(account), code);
    await expect(show(await session(account), code)).rejects.toMatchObject(refused);
    await expect(show(await session(account), former)).rejects.toMatchObject(refused);
    await show(await session(account), codeOf(secret, 1));
  });

  it('takes one code once when it comes twice at the same moment', async () => {
    const { account, secret } = await enrolled();
    const [one, two] = [await session(account), await session(account)];
    const code = codeOf(secret);
    const answers = await Promise.allSettled([show(one, code), show(two, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused });
  });

  it('takes each backup code once, in any writing, also twice at the same moment', async () => {
    const { account, backupCodes, full } = await enrolled();
    const [code, other] = backupCodes as [string, string];
    const [one, two] = [await session(account), await session(account)];
    const answers = await Promise.allSettled([show(one, code), show(two, code.toLowerCase().replaceAll('-', ' '))]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(show(await session(account), code)).rejects.toMatchObject(refused);
    await show(await session(account), other);
    expect(await identity.factors.state(full.viewer.accountId)).toMatchObject({ backupCodesLeft: 8, needed: true });
  });

  it("takes no code of another account's", async () => {
    const [mine, other] = [await enrolled(), await enrolled()];
    await expect(show(await session(mine.account), codeOf(other.secret))).rejects.toMatchObject(refused);
    await expect(show(await session(mine.account), other.backupCodes[0])).rejects.toMatchObject(refused);
  });

  it('throttles guesses as those at passwords', async () => {
    const { account, secret } = await enrolled();
    const due = await session(account);
    for (let guess = 0; guess < 10; guess += 1) await expect(show(due, '000000')).rejects.toMatchObject(refused);
    await expect(show(due, codeOf(secret))).rejects.toMatchObject({ code: 'session.too-many-guesses' });
  });

  it('takes backup codes alone after a hundred wrong codes in a row, from wherever', async () => {
    const { account, secret, backupCodes } = await enrolled();
    const due = await session(account);
    await test.asSuperuser('UPDATE second_factor SET failures = $2 WHERE account_id = $1', [account.id, MOST_FAILURES]);
    await expect(show(due, codeOf(secret))).rejects.toMatchObject({ code: 'second-factor.only-backup-codes' });
    await show(due, backupCodes[0]);
    await show(await session(account), codeOf(secret, 1));
  });
});

describe('the stored factor', () => {
  it('is readable nowhere: sealed, hashed, not logged', async () => {
    const { account, secret, backupCodes } = await enrolled();
    const rows = await test.asSuperuser(
      `SELECT f::text AS factor, (SELECT string_agg(c::text, ' ') FROM second_factor_code c WHERE c.account_id = f.account_id) AS codes,
         (SELECT string_agg(l::text, ' ') FROM admin_log l WHERE l.subject_id = $1) AS log
       FROM second_factor f WHERE account_id = $1`,
      [account.id],
    );
    const kept = JSON.stringify(rows) + logged.join(' ');
    for (const hidden of [secret, Buffer.from(secret).toString('hex'), ...backupCodes])
      expect(kept).not.toContain(hidden);
    expect(rows[0]?.['log']).toContain('account.second-factor-set');
  });

  it('stays when the password is set anew', async () => {
    const { account } = await enrolled();
    const admin = await identity.account(everywhere('it-admin'));
    const { viewer } = (await identity.session.find(await identity.signIn(admin.email)))!;
    const acting = identity.as(viewer.accountId, 'account:manage');
    const { version } = await identity.reader.get(acting, account.id);
    await identity.passwords.setFor(acting, account.id, version, 'quiet maple harbor stone');
    expect(await session(account, 'quiet maple harbor stone')).toMatchObject({ awaitsFactor: true });
  });

  it('is set up by the person, not by whoever set the password', async () => {
    const account = await identity.account(everywhere('finance'));
    const { id } = await identity.account();
    await test.asSuperuser('UPDATE account SET password_set_by = $2, password_set_at = now() WHERE id = $1', [
      account.id,
      id,
    ]);
    await expect(identity.factors.offer(await session(account))).rejects.toMatchObject({
      code: 'second-factor.own-password-first',
    });
  });

  it('is not set up by a wrong code, nor by an offer that is over', async () => {
    const account = await identity.account(everywhere('finance'));
    const { secret } = await identity.factors.offer(await session(account));
    await expect(identity.factors.enrol(await session(account), '000000')).rejects.toMatchObject(refused);
    identity.clock.advance(OFFER_MS);
    await expect(identity.factors.enrol(await session(account), codeOf(secret))).rejects.toMatchObject({
      code: 'second-factor.no-offer',
    });
  });

  it('is set up once by an offer that comes twice at the same moment', async () => {
    const account = await identity.account(everywhere('finance'));
    const first = await session(account);
    const { secret } = await identity.factors.offer(first);
    const answers = await Promise.allSettled([1, 2].map(() => identity.factors.enrol(first, codeOf(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is replaced with its backup codes, and the other sessions end', async () => {
    const { account, secret, backupCodes, full } = await enrolled();
    const other = await show(await session(account), codeOf(secret));
    const offer = await identity.factors.offer(full);
    await identity.factors.enrol(full, codeOf(offer.secret));
    expect(await identity.session.find(other)).toBeNull();
    identity.clock.advance(2 * STEP_MS);
    await expect(show(await session(account), codeOf(secret))).rejects.toMatchObject(refused);
    await expect(show(await session(account), backupCodes[0])).rejects.toMatchObject(refused);
    await show(await session(account), codeOf(offer.secret));
  });

  it('gets new backup codes, and the former ones are void', async () => {
    const { account, backupCodes, full } = await enrolled();
    const [fresh] = await identity.factors.newBackupCodes(full);
    await expect(show(await session(account), backupCodes[0])).rejects.toMatchObject(refused);
    await show(await session(account), fresh);
  });
});

describe('taking it away', () => {
  it('is refused while a role needs it', async () => {
    const { full } = await enrolled();
    await expect(identity.factors.remove(full)).rejects.toMatchObject({ code: 'second-factor.needed' });
  });

  it('is up to an account whose roles do not, and ends its other sessions', async () => {
    const { account, secret, full } = await enrolled('site-clerk');
    const other = await show(await session(account), codeOf(secret));
    await identity.factors.remove(full);
    expect(await identity.session.find(other)).toBeNull();
    expect(await session(account)).toMatchObject({ awaitsFactor: false });
    expect(await identity.reader.label(account.id, full.id)).toMatchObject({ secondFactor: 'none' });
  });

  it('by another administrator ends every session, at once, and is logged', async () => {
    const [admin, { account, full }] = [await enrolled('it-admin'), await enrolled()];
    const open = await identity.signIn(account.email);
    await identity.factors.reset(admin.full, account.id);
    expect(await identity.session.find(open)).toBeNull();
    await expect(identity.factors.newBackupCodes(full)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(await identity.reader.label(account.id, (await session(account)).id)).toMatchObject({
      secondFactor: 'missing',
    });
    const [entry] = await test.asSuperuser(
      `SELECT account_id FROM admin_log WHERE subject_id = $1 AND action = 'account.second-factor-removed'`,
      [account.id],
    );
    expect(entry?.['account_id']).toBe(admin.account.id);
  });

  it("is not done to one's own by the way of others", async () => {
    const { account, full } = await enrolled('it-admin');
    await expect(identity.factors.reset(full, account.id)).rejects.toMatchObject({ code: 'second-factor.own' });
  });
});

describe('showing again who is there', () => {
  it('is asked five minutes after the sign-in, by the password', async () => {
    const { full } = await enrolled();
    identity.clock.advance(PROOF_MS);
    await expect(identity.factors.newBackupCodes(full)).rejects.toMatchObject({
      code: 'session.proof-needed',
      details: { by: 'password' },
    });
    await expect(identity.reauthentication.prove(full, { password: 'wrong' }, IP)).rejects.toMatchObject({
      code: 'password.current-wrong',
    });
    const token = await identity.reauthentication.prove(full, { password: PASSWORD }, IP);
    await identity.factors.newBackupCodes((await identity.session.find(token))!);
  });

  it('is by a code where there is no password', async () => {
    const { account, secret, full } = await enrolled();
    await test.asSuperuser('UPDATE account SET password_hash = NULL WHERE id = $1', [account.id]);
    identity.clock.advance(PROOF_MS);
    await expect(identity.reauthentication.prove(full, { password: PASSWORD }, IP)).rejects.toMatchObject({
      code: 'session.proof-needed',
      details: { by: 'code' },
    });
    const token = await identity.reauthentication.prove(full, { code: codeOf(secret) }, IP);
    await identity.factors.newBackupCodes((await identity.session.find(token))!);
  });
});
