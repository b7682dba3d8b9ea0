import { useIdentity } from '../identity.test-support.js';
import type { FirstAdmin } from './setup.facade.js';

const { test, identity } = useIdentity();
beforeEach(async () => {
  await test.asSuperuser(
    'SET session_replication_role = replica; TRUNCATE account, session, role_grant, admin_log, setup_code, throttle CASCADE',
  );
});

const admin: FirstAdmin = { email: 'first@example.org', displayName: 'First', password: 'nine ripe plums, 1 sour' };
let place = 0;
/** Each from a place of its own, so that only the code's own limit counts. */
const verify = (code: string, who = admin) =>
  identity.setup.verify(code, who, 'Lincoln Unified', `203.0.113.${++place % 250}`);
const use = (setup: Awaited<ReturnType<typeof verify>>) =>
  test.database.transaction(async (tx) => {
    await identity.setup.claim(tx, setup);
    return identity.setup.createFirstAdmin(tx, setup);
  });

describe('the first run', () => {
  it('makes the first admin with the code of the console, typed in any way', async () => {
    const code = (await identity.setup.newCode())!;
    expect(await identity.setup.isNeeded()).toBe(true);
    const id = await use(await verify(` ${code.toLowerCase().replaceAll('-', ' ')} `));
    expect(await identity.setup.isNeeded()).toBe(false);
    expect(await identity.setup.newCode()).toBeNull();
    const token = await identity.signIn(admin.email, { password: admin.password });
    expect((await identity.session.find(token))!.viewer.sitesFor('account:manage')).toBe('all');
    await expect(verify(code)).rejects.toMatchObject({ code: 'setup.done' });
    expect(await test.asSuperuser('SELECT action, subject_id FROM admin_log')).toEqual([
      { action: 'account.admin-created', subject_id: id },
    ]);
    expect(await test.asSuperuser('SELECT 1 FROM setup_code')).toEqual([]);
  });

  it('is claimed by one of many racers', async () => {
    const setup = await verify((await identity.setup.newCode())!);
    const second = await verify((await identity.setup.newCode())!, { ...admin, email: 'second@example.org' });
    await expect(use(setup)).rejects.toMatchObject({ code: 'setup.code-refused' });
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => use(second)));
    const codes = results.map((result) =>
      result.status === 'rejected' ? (result.reason as { code: string }).code : 'done',
    );
    expect(codes.sort()).toEqual(['done', ...Array<string>(5).fill('setup.done')]);
    expect(await test.asSuperuser('SELECT email FROM account')).toEqual([{ email: 'second@example.org' }]);
  });

  it('leaves the code usable when the rest of the set-up fails', async () => {
    const code = (await identity.setup.newCode())!;
    const setup = await verify(code);
    const failing = test.database.transaction(async (tx) => {
      await identity.setup.claim(tx, setup);
      await identity.setup.createFirstAdmin(tx, setup);
      throw new Error('the district could not be made');
    });
    await expect(failing).rejects.toThrow('could not be made');
    expect(await identity.setup.isNeeded()).toBe(true);
    expect(await use(await verify(code))).toEqual(expect.any(String));
  });

  it('gives up on a code after ten wrong ones, until the next start', async () => {
    const code = (await identity.setup.newCode())!;
    for (let n = 0; n < 9; n += 1)
      await expect(verify('AAAA-AAAA-AAAA-AAAA')).rejects.toMatchObject({ code: 'setup.code-refused' });
    await expect(verify(code)).resolves.toBeDefined();
    await expect(verify('')).rejects.toMatchObject({ code: 'setup.code-refused' });
    await expect(verify(code)).rejects.toMatchObject({ code: 'setup.code-refused' });
    await expect(verify((await identity.setup.newCode())!)).resolves.toBeDefined();
  });

  it('refuses a code of yesterday, one that was replaced, and any when there is none', async () => {
    await expect(verify('AAAA-AAAA-AAAA-AAAA')).rejects.toMatchObject({ code: 'setup.code-refused' });
    const old = (await identity.setup.newCode())!;
    const code = (await identity.setup.newCode())!;
    await expect(verify(old)).rejects.toMatchObject({ code: 'setup.code-refused' });
    const setup = await verify(code);
    identity.clock.advance(24 * 3_600_000 + 1);
    await expect(verify(code)).rejects.toMatchObject({ code: 'setup.code-refused' });
    await expect(use(setup)).rejects.toMatchObject({ code: 'setup.code-refused' });
    identity.clock.advance(-24 * 3_600_000 - 1);
  });

  it('holds the first password to the rules, with the names of the district and the admin', async () => {
    const code = (await identity.setup.newCode())!;
    const withPassword = (password: string) => verify(code, { ...admin, password });
    await expect(withPassword('short')).rejects.toMatchObject({ code: 'password.refused', fault: 'too-short' });
    await expect(withPassword('Lincoln-Unified-2026')).rejects.toMatchObject({
      fault: 'guessable',
      details: { errors: [{ field: 'admin.password' }] },
    });
  });

  it('keeps the code hashed', async () => {
    const code = (await identity.setup.newCode())!;
    const [row] = await test.asSuperuser('SELECT setup_code::text AS text FROM setup_code');
    expect(row['text']).not.toContain(code.slice(0, 4));
  });
});
