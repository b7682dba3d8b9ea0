import { everywhere, useIdentity, logged, PASSWORD } from '../identity.test-support.js';
import { newToken } from './session.rules.js';

const { test, identity } = useIdentity();
beforeEach(async () => {
  await test.asSuperuser('DELETE FROM throttle');
});

const refused = {
  code: 'session.sign-in-refused',
  kind: 'unauthenticated',
  message: 'E-mail address or password is wrong',
};
const guess = (email: string, ip: string) => identity.signIn(email, { password: 'a wrong guess indeed', ip });

describe('sign-in', () => {
  it('takes the address in any case and width, the password exactly as typed', async () => {
    const { email } = await identity.account();
    expect(await identity.signIn(email.toUpperCase())).toEqual(expect.any(String));
    expect(await identity.signIn(email.replaceAll('e', 'ｅ'))).toEqual(expect.any(String));
    for (const password of [` ${PASSWORD}`, `${PASSWORD} `, PASSWORD.toUpperCase(), PASSWORD.slice(0, -1)]) {
      await expect(identity.signIn(email, { password })).rejects.toMatchObject(refused);
    }
  });

  it('distinguishes passwords that differ after the 72nd byte', async () => {
    const { id, email, version } = await identity.account();
    const long = 'nine ripe plums and 1 sour quince upon the long green kitchen table of aunt zofia in april';
    await identity.passwords.setFor(identity.admin, id, version, long);
    await expect(identity.signIn(email, { password: `${long.slice(0, -1)}k` })).rejects.toMatchObject(refused);
    expect(await identity.signIn(email, { password: long })).toEqual(expect.any(String));
  });

  it('answers the same, and does the same work, for unknown, disabled and passwordless accounts', async () => {
    const disabled = await identity.account();
    await identity.account(everywhere('it-admin'));
    await identity.accounts.edit(identity.admin, disabled.id, { version: disabled.version, state: 'disabled' });
    const passwordless = await identity.accounts.create(identity.admin, {
      email: 'new@example.org',
      displayName: 'New',
      grants: [],
    });
    const compared = jest.spyOn(identity.hasher, 'matches');
    for (const email of ['nobody@example.org', disabled.email, passwordless.email, "' OR '1'='1"]) {
      await expect(identity.signIn(email)).rejects.toMatchObject(refused);
    }
    expect(compared).toHaveBeenCalledTimes(4);
    expect(await identity.hasher.matches(null, PASSWORD)).toBe(false);
    compared.mockRestore();
  });

  it('stores argon2id with at least 19 MiB and two passes', async () => {
    await identity.account();
    const rows = await test.asSuperuser(
      'SELECT DISTINCT password_hash AS hash FROM account WHERE password_hash IS NOT NULL',
    );
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(identity.hasher.isOutdated(rows[0]['hash'] as string)).toBe(false);
    expect(identity.hasher.isOutdated((rows[0]['hash'] as string).replace('t=2', 't=1'))).toBe(true);
  });

  it('opens nothing when the account is disabled, or gets another password, while the guess is compared', async () => {
    await identity.account(everywhere('it-admin'));
    const compare = identity.hasher.matches.bind(identity.hasher);
    for (const change of [
      (id: string) => identity.accounts.edit(identity.admin, id, { version: 1, state: 'disabled' }),
      (id: string) => identity.passwords.setFor(identity.admin, id, 1, 'nine ripe plums, 1 sour'),
    ]) {
      const { id, email } = await identity.account();
      const meanwhile = jest.spyOn(identity.hasher, 'matches').mockImplementationOnce(async (stored, password) => {
        const same = await compare(stored, password);
        await change(id);
        return same;
      });
      await expect(identity.signIn(email)).rejects.toMatchObject(refused);
      meanwhile.mockRestore();
      expect(await test.asSuperuser('SELECT 1 FROM session WHERE account_id = $1', [id])).toEqual([]);
    }
  });

  it('is logged by account, without addresses, passwords or tokens', async () => {
    const { id, email } = await identity.account();
    const token = await identity.signIn(email);
    await guess(email, '203.0.113.77').catch(() => undefined);
    await guess('canary@example.org', '203.0.113.77').catch(() => undefined);
    const text = logged.join('\n');
    expect(text).toContain('session.started');
    expect(text).toContain('session.refused');
    expect(text).toContain(id);
    for (const secret of [email, 'canary', '@example.org', PASSWORD, 'a wrong guess', token, '203.0.113.77'])
      expect(text).not.toContain(secret);
  });
});

describe('the throttle', () => {
  it('stops the 6th guess at an account from one place, also the right one, and no other place', async () => {
    const { email } = await identity.account();
    for (let n = 0; n < 5; n += 1) await expect(guess(email, '203.0.113.5')).rejects.toMatchObject(refused);
    const sixth = guess(email.toUpperCase(), '203.0.113.5');
    await expect(sixth).rejects.toMatchObject({ code: 'session.too-many-guesses', kind: 'throttled' });
    const details = await sixth.catch((error: { details: { retryAfterSeconds: number } }) => error.details);
    expect((details as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(0);
    expect((details as { retryAfterSeconds: number }).retryAfterSeconds).toBeLessThanOrEqual(60);
    await expect(identity.signIn(email, { ip: '203.0.113.5' })).rejects.toMatchObject({
      code: 'session.too-many-guesses',
    });
    expect(await identity.signIn(email, { ip: '203.0.113.6' })).toEqual(expect.any(String));
  });

  it('treats an unknown account the same', async () => {
    for (let n = 0; n < 5; n += 1)
      await expect(guess('ghost@example.org', '203.0.113.7')).rejects.toMatchObject(refused);
    await expect(guess('ghost@example.org', '203.0.113.7')).rejects.toMatchObject({ code: 'session.too-many-guesses' });
  });

  it('stops the 31st guess from one place, whatever the accounts; one IPv6 line is one place', async () => {
    const { email } = await identity.account();
    const from = (n: number) => `2001:db8:7:7::${n.toString(16)}`;
    const answers = await Promise.allSettled(
      Array.from({ length: 31 }, (_, n) => guess(`ghost${n}@example.org`, from(n + 1))),
    );
    const codes = answers.map((answer) =>
      answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'in',
    );
    expect(codes.filter((code) => code === 'session.too-many-guesses')).toHaveLength(1);
    await expect(identity.signIn(email, { ip: from(99) })).rejects.toMatchObject({ code: 'session.too-many-guesses' });
    expect(await identity.signIn(email, { ip: '2001:db8:7:8::1' })).toEqual(expect.any(String));
  });

  it('lets a whole school in from one address', async () => {
    const people = [await identity.account(), await identity.account(), await identity.account()];
    for (let n = 0; n < 36; n += 1) {
      await expect(identity.signIn(people[n % 3].email, { ip: '203.0.113.9' })).resolves.toEqual(expect.any(String));
    }
  });

  it('keeps neither addresses nor e-mail addresses', async () => {
    await guess('ghost@example.org', '203.0.113.7').catch(() => undefined);
    const text = JSON.stringify(await test.asSuperuser('SELECT key FROM throttle'));
    expect(text).toContain('guess-account');
    expect(text).not.toMatch(/ghost|example|203\.0\.113/);
  });
});

describe('a place from which much is guessed', () => {
  // All of it within one minute, however slow the machine is.
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(Date.now()));
  afterEach(() => jest.restoreAllMocks());

  it('takes nothing from a place for guesses that one account is refused', async () => {
    const { email } = await identity.account();
    for (let n = 0; n < 70; n += 1) await guess('ghost@example.org', '203.0.113.20').catch(() => undefined);
    expect(await identity.signIn(email, { ip: '203.0.113.20' })).toEqual(expect.any(String));
  });

  it('lets in from a used-up place who is right and was there before, and nobody else', async () => {
    const [before, never] = [await identity.account(), await identity.account()];
    const ip = '203.0.113.21';
    const tooMany = { code: 'session.too-many-guesses' };
    await identity.signIn(before.email, { ip });
    for (let n = 0; n < 30; n += 1) await expect(guess(`ghost${n}@example.org`, ip)).rejects.toMatchObject(refused);
    for (let n = 0; n < 12; n += 1)
      await expect(identity.signIn(before.email, { ip })).resolves.toEqual(expect.any(String));
    await expect(identity.signIn(never.email, { ip })).rejects.toMatchObject(tooMany);
    for (let n = 0; n < 10; n += 1) await expect(guess(before.email, ip)).rejects.toMatchObject(tooMany);
    await expect(identity.signIn(before.email, { ip })).rejects.toMatchObject(tooMany);
  });

  it('of a used-up place keeps nobody with a session from showing who is there', async () => {
    const account = await identity.account();
    const ip = '203.0.113.22';
    const session = (await identity.session.find(await identity.signIn(account.email)))!;
    for (let n = 0; n < 40; n += 1) await guess(`ghost${n}@example.org`, ip).catch(() => undefined);
    expect(await identity.reauthentication.prove(session, { password: PASSWORD }, ip)).toEqual(expect.any(String));
  });

  it('answers 1,000 wrong ones at an account that is known there and at none with the same words and work', async () => {
    const { email } = await identity.account();
    const answersFor = async (place: string, at: string): Promise<{ said: string[]; compared: number }> => {
      await identity.signIn(email, { ip: place });
      for (let n = 0; n < 25; n += 1) await guess(`ghost${n}@example.org`, place).catch(() => undefined);
      const compared = jest.spyOn(identity.hasher, 'matches');
      const said: string[] = [];
      for (let n = 0; n < 1_000; n += 1)
        await guess(at, place).catch(({ code, message }: { code: string; message: string }) =>
          said.push(`${code} ${message}`),
        );
      const calls = compared.mock.calls.length;
      compared.mockRestore();
      return { said, compared: calls };
    };
    const real = await answersFor('203.0.113.23', email);
    expect(real).toEqual(await answersFor('203.0.113.24', 'ghost@example.org'));
    expect([real.said.length, real.compared, new Set(real.said).size]).toEqual([1_000, 5, 2]);
  });

  it('looks at no more than 300 from a place', async () => {
    const { email } = await identity.account();
    const ip = '203.0.113.25';
    await identity.signIn(email, { ip });
    const compared = jest.spyOn(identity.hasher, 'matches').mockResolvedValue(false);
    for (let n = 0; n < 310; n += 1) await guess(`ghost${n}@example.org`, ip).catch(() => undefined);
    expect(compared).toHaveBeenCalledTimes(300);
    compared.mockRestore();
    await expect(identity.signIn(email, { ip })).rejects.toMatchObject({ code: 'session.too-many-guesses' });
  });
});

describe('a browser in which an account was signed in before', () => {
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(Date.now()));
  afterEach(() => jest.restoreAllMocks());
  const tooMany = { code: 'session.too-many-guesses' };

  it('lets its owner in however much is guessed from the address, at that account too; other browsers not', async () => {
    const [owner, other] = [await identity.account(), await identity.account()];
    const ip = '203.0.113.30';
    const device = newToken();
    await identity.signIn(owner.email, { device, ip: '203.0.113.31' });
    const compared = jest.spyOn(identity.hasher, 'matches').mockResolvedValue(false);
    for (let n = 0; n < 310; n += 1) await guess(`ghost${n}@example.org`, ip).catch(() => undefined);
    compared.mockRestore();
    for (let n = 0; n < 12; n += 1) await guess(owner.email, ip).catch(() => undefined);
    for (let n = 0; n < 12; n += 1)
      await expect(identity.signIn(owner.email, { ip, device })).resolves.toEqual(expect.any(String));
    await expect(identity.signIn(owner.email, { ip })).rejects.toMatchObject(tooMany);
    await expect(identity.signIn(other.email, { ip, device })).rejects.toMatchObject(tooMany);
  });

  it('has ten guesses a minute itself, which cost its address nothing', async () => {
    const { email } = await identity.account();
    const ip = '203.0.113.32';
    const device = newToken();
    await identity.signIn(email, { device, ip });
    const wrong = () => identity.signIn(email, { device, ip, password: 'a wrong guess indeed' });
    for (let n = 0; n < 10; n += 1) await expect(wrong()).rejects.toMatchObject(refused);
    await expect(wrong()).rejects.toMatchObject(tooMany);
    await expect(identity.signIn(email, { device, ip })).rejects.toMatchObject(tooMany);
    expect(await identity.signIn(email, { ip })).toEqual(expect.any(String));
  });

  it('is known by a secret of which the database keeps no word, and forgotten after 30 days', async () => {
    const { email } = await identity.account();
    const device = newToken();
    await identity.signIn(email, { device });
    expect(JSON.stringify(await test.asSuperuser('SELECT key FROM throttle'))).not.toContain(device);
    const ip = '203.0.113.33';
    for (let n = 0; n < 10; n += 1) await guess(email, ip).catch(() => undefined);
    await test.asSuperuser(`UPDATE throttle SET expire = expire - 30 * 86400000::bigint WHERE key LIKE 'guess-known%'`);
    await expect(identity.signIn(email, { ip, device })).rejects.toMatchObject(tooMany);
  });
});
