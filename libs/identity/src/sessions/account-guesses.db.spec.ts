import { everywhere, useIdentity } from '../identity.test-support.js';
import { newToken } from './session.rules.js';

const { test, identity } = useIdentity();
beforeEach(async () => {
  await test.asSuperuser('DELETE FROM throttle');
});

const guess = (email: string, ip: string) => identity.signIn(email, { password: 'a wrong guess indeed', ip });

describe('an account that is guessed at from many places', () => {
  let now: number;
  beforeEach(() => {
    now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());
  const guessedAt = { code: 'session.account-guessed-at', kind: 'throttled' };

  /** Two from each place. How often each answer came, and the longest wait that was named. */
  async function guessed(email: string, places: number, net = '100'): Promise<Record<string, number>> {
    const tally: Record<string, number> = { wait: 0 };
    for (let n = 0; n < 2 * places; n += 1)
      await guess(email, `198.51.${net}.${n >> 1}`).catch(
        ({ code, details }: { code: string; details: { retryAfterSeconds?: number } }) => {
          tally[code] = (tally[code] ?? 0) + 1;
          tally['wait'] = Math.max(tally['wait'] ?? 0, details.retryAfterSeconds ?? 0);
        },
      );
    return tally;
  }

  it('answers ten of 260 guesses in a minute, the same for an account and for none', async () => {
    const { email } = await identity.account();
    const ten = { 'session.sign-in-refused': 10, 'session.account-guessed-at': 250, wait: 60 };
    const compared = jest.spyOn(identity.hasher, 'matches');
    expect(await guessed(email, 130)).toEqual(ten);
    const work = compared.mock.calls.length;
    expect(await guessed('ghost@example.org', 130, '101')).toEqual(ten);
    expect(compared.mock.calls.length).toBe(2 * work);
    await expect(identity.signIn(email.toUpperCase(), { ip: '203.0.113.40' })).rejects.toMatchObject(guessedAt);
  });

  it('lets the owner in where the account was signed in before, browser or place, and nobody who is wrong there', async () => {
    const { email } = await identity.account();
    const [device, ip] = [newToken(), '203.0.113.41'];
    await identity.signIn(email, { device, ip });
    await guessed(email, 20);
    await expect(guess(email, ip)).rejects.toMatchObject(guessedAt);
    expect(await identity.signIn(email, { ip })).toEqual(expect.any(String));
    expect(await identity.signIn(email, { device, ip: '203.0.113.42' })).toEqual(expect.any(String));
    await expect(identity.signIn(email, { ip: '203.0.113.42' })).rejects.toMatchObject(guessedAt);
  });

  it('waits longer each time within an hour, fifteen minutes at most, and opens again', async () => {
    const { email } = await identity.account();
    const waits: (number | undefined)[] = [];
    for (let round = 0; round < 6; round += 1) {
      const { wait } = await guessed(email, 10, `${110 + round}`);
      waits.push(wait);
      now += (wait ?? 0) * 1000 + 1;
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900]);
    expect(await identity.signIn(email, { ip: '203.0.113.43' })).toEqual(expect.any(String));
    now += 3_600_000;
    expect((await guessed(email, 10, '120'))['wait']).toBe(60);
  });

  it('is open again once an administrator has set a password', async () => {
    await identity.account(everywhere('it-admin'));
    const { id, email, version } = await identity.account();
    await guessed(email, 10);
    const password = 'nine ripe plums, 1 sour';
    await expect(identity.signIn(email, { ip: '203.0.113.44' })).rejects.toMatchObject(guessedAt);
    await identity.passwords.setFor(identity.admin, id, version, password);
    expect(await identity.signIn(email, { ip: '203.0.113.44', password })).toEqual(expect.any(String));
  });

  it('costs nobody a guess who is right, a class in a row neither', async () => {
    const { email } = await identity.account();
    for (let n = 0; n < 30; n += 1)
      await expect(identity.signIn(email, { ip: `198.51.130.${n}` })).resolves.toEqual(expect.any(String));
  });
});
