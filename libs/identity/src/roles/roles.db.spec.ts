import { Viewer } from '@app/platform';
import { codeOf } from '../../../../test/support/code-of.js';
import type { Account } from '../accounts/accounts.reader.js';
import { everywhere, useIdentity } from '../identity.test-support.js';

const { test, identity } = useIdentity();
let admin: Account;
beforeEach(async () => {
  await test.asSuperuser(
    `SET session_replication_role = replica; TRUNCATE account, session, role_grant, admin_log, grant_proposal CASCADE;
     DELETE FROM role_permission WHERE role_id IN (SELECT id FROM role WHERE NOT built_in); DELETE FROM role WHERE NOT built_in`,
  );
  admin = await identity.account(everywhere('it-admin'));
});

const manage = ({ id }: Account) => new Viewer(id, 'admin', new Map([['account:manage', 'all' as const]]));
const roleNamed = async (label: string) => (await identity.roles.list()).items.find((role) => role.label === label)!;
const codesOf = ({ permissions }: { permissions: { code: string }[] }): string[] => permissions.map(({ code }) => code);

describe('a role', () => {
  it('is made from a set of permissions, has a name of its own, and is logged', async () => {
    const make = (label: string, permissions: string[]) => identity.roles.create(manage(admin), { label, permissions });
    const made = await make('Library tech', ['site:read', 'device:read', 'site:read']);
    expect(made).toMatchObject({ code: 'library-tech', builtIn: false, version: 1, holders: 0 });
    expect(codesOf(made)).toEqual(['device:read', 'site:read']);
    expect(await codeOf(make('LIBRARY  tech'.replace('  ', ' '), []))).toBe('role.name-taken');
    expect(await codeOf(make('Other', ['no:such']))).toBe('role.no-such-permission');
    expect((await make('Site clerk (north)', [])).code).toBe('site-clerk-north');
    const [entry] = await test.asSuperuser('SELECT action, account_id, after FROM admin_log WHERE subject_id = $1', [
      made.id,
    ]);
    expect(entry).toEqual({
      action: 'role.created',
      account_id: admin.id,
      after: { label: 'Library tech', permissions: ['device:read', 'site:read'] },
    });
  });

  it('is edited by one of several who saw the same version; those who have it gain at their next request', async () => {
    const { id, code } = await identity.roles.create(manage(admin), { label: 'Helper', permissions: ['device:read'] });
    const holder = await identity.account(everywhere(code));
    const token = await identity.signIn(holder.email);
    const edit = (permission: string) =>
      codeOf(identity.roles.edit(manage(admin), id, { version: 1, permissions: ['device:read', permission] }));
    const answers = await Promise.all([edit('site:read'), edit('model:read')]);
    expect(answers.sort()).toEqual(['none', 'role.version-conflict']);
    const session = await identity.session.find(token);
    expect([...session!.rights.keys()]).toEqual(codesOf(await roleNamed('Helper')));
    expect((await roleNamed('Helper')).holders).toBe(1);
  });

  it('that came with the product stays as it is', async () => {
    const { id, version } = await roleNamed('Auditor');
    expect(await codeOf(identity.roles.edit(manage(admin), id, { version, permissions: [] }))).toBe('role.built-in');
  });

  it('is changed with the permission for the whole district only', async () => {
    const local = new Viewer(admin.id, 'local', new Map([['account:manage', ['019']]]));
    await expect(async () => identity.roles.create(local, { label: 'X', permissions: [] })).rejects.toMatchObject({
      code: 'access.district-wide-only',
    });
  });

  it('does not let those who have it manage accounts behind the back of a second person', async () => {
    const { id, code } = await identity.roles.create(manage(admin), { label: 'Lead', permissions: ['device:read'] });
    const permissions = ['device:read', 'account:manage'];
    await identity.account(everywhere(code));
    expect(await codeOf(identity.roles.edit(manage(admin), id, { version: 1, permissions }))).toBe(
      'role.privilege-held',
    );
    const free = await identity.roles.create(manage(admin), { label: 'Lead 2', permissions: ['device:read'] });
    expect(await codeOf(identity.roles.edit(manage(admin), free.id, { version: 1, permissions }))).toBe('none');
  });
});

describe('a grant that lets an account manage accounts', () => {
  const setGrants = (by: Account, of: Account, ...grants: Account['grants']) =>
    identity.accounts.setGrants(manage(by), of.id, of.version, grants);

  it('is given at once by the only account that could decide', async () => {
    const second = await identity.account(everywhere('til'));
    expect((await setGrants(admin, second, everywhere('it-admin'))).grants).toEqual([everywhere('it-admin')]);
    expect(await identity.proposals.list(manage(admin))).toEqual([]);
  });

  it('waits for a second person, who is not the one that gains; the other grants hold at once', async () => {
    const second = await identity.account(everywhere('it-admin'));
    const ana = await identity.account();
    const after = await setGrants(admin, ana, everywhere('til'), everywhere('it-admin'));
    expect(after.grants).toEqual([everywhere('til')]);
    const [proposal, ...others] = await identity.proposals.list(manage(second));
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ accountId: ana.id, role: 'it-admin', siteId: null, proposedBy: admin.id });
    const decide = (by: Account, approve: boolean) =>
      codeOf(identity.proposals.decide(manage(by), proposal.id, approve));
    expect(await decide(admin, true)).toBe('account.second-person');
    expect(await decide(ana, true)).toBe('account.second-person');
    expect((await Promise.all([decide(second, true), decide(second, true)])).sort()).toEqual([
      'account.proposal-decided',
      'none',
    ]);
    expect((await identity.reader.get(manage(admin), ana.id)).grants).toEqual([
      everywhere('it-admin'),
      everywhere('til'),
    ]);
    const log = await test.asSuperuser('SELECT action, account_id FROM admin_log WHERE subject_id = $1 ORDER BY id', [
      ana.id,
    ]);
    expect(log).toEqual([
      { action: 'account.grants-set', account_id: admin.id },
      { action: 'account.grant-approved', account_id: second.id },
    ]);
  });

  it('waits with a new account too, and with any role that has the permission; asked twice it waits once', async () => {
    await identity.account(everywhere('it-admin'));
    const role = await identity.roles.create(manage(admin), { label: 'Deputy', permissions: ['account:manage'] });
    const made = await identity.accounts.create(manage(admin), {
      email: 'new@example.org',
      displayName: 'New',
      grants: [everywhere(role.code)],
    });
    expect(made.grants).toEqual([]);
    await setGrants(admin, made, everywhere(role.code));
    expect(await identity.proposals.list(manage(admin))).toHaveLength(1);
  });

  it('needs two whose passwords are their own: not one whose password somebody else set, in either part', async () => {
    const [second, third, ana] = [
      await identity.account(everywhere('it-admin')),
      await identity.account(everywhere('it-admin')),
      await identity.account(),
    ];
    await setGrants(admin, ana, everywhere('it-admin'));
    const [{ id }] = await identity.proposals.list(manage(admin));
    const approve = (by: Account) => codeOf(identity.proposals.decide(manage(by), id, true));
    const handed = 'nine ripe plums, 1 sour';
    await identity.passwords.setFor(manage(admin), second.id, second.version, handed);
    expect(await approve(second)).toBe('account.password-of-another');
    const session = (await identity.session.find(await identity.signIn(second.email, { password: handed })))!;
    expect([...session.rights]).toEqual([]);
    await identity.passwords.changeOwn(session, handed, 'violet otter canyon lamp', '198.51.100.1');
    expect((await identity.session.find(await identity.signIn(second.email)))!.rights.size).toBeGreaterThan(0);
    expect(await approve(second)).toBe('account.password-of-another');

    // Nor does it help to go by a third account, or to propose in the name of the other.
    await identity.passwords.setFor(
      manage(second),
      admin.id,
      (await identity.reader.get(manage(third), admin.id)).version,
      handed,
    );
    expect(await approve(third)).toBe('account.password-of-another');
    await test.asSuperuser(
      `UPDATE account SET password_chosen_at = clock_timestamp(), password_set_at = password_set_at - interval '3 days'
       WHERE password_set_by IS NOT NULL`,
    );
    expect(await approve(second)).toBe('none');
  });

  it('needs two of whom neither was linked to a provider by an address alone, in the last three days', async () => {
    const [second, ana] = [await identity.account(everywhere('it-admin')), await identity.account()];
    await setGrants(admin, ana, everywhere('it-admin'));
    const [{ id }] = await identity.proposals.list(manage(admin));
    await test.asSuperuser(
      `WITH provider AS (INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains)
         VALUES (uuidv7(), 'oidc', 'ID', 'https://id.example.org', 'cubby', '', '{example.org}') RETURNING id, issuer)
       INSERT INTO account_identity (account_id, provider_id, issuer, subject, email, from_session)
       SELECT $1, id, issuer, 'subject', 'x', false FROM provider`,
      [second.id],
    );
    const approve = () => codeOf(identity.proposals.decide(manage(second), id, true));
    expect(await approve()).toBe('account.password-of-another');
    await test.asSuperuser('UPDATE account_identity SET from_session = true');
    expect(await approve()).toBe('none');
  });

  it('is taken back by the one who proposed it, and is not asked again for what an account has', async () => {
    const second = await identity.account(everywhere('it-admin'));
    const kept = await setGrants(admin, second, everywhere('it-admin'), everywhere('til'));
    expect(kept.grants).toHaveLength(2);
    const ana = await identity.account();
    await setGrants(admin, ana, everywhere('it-admin'));
    const [{ id }] = await identity.proposals.list(manage(admin));
    expect(await codeOf(identity.proposals.decide(manage(admin), id, false))).toBe('none');
    expect(await identity.proposals.list(manage(admin))).toEqual([]);
    await expect(
      test.asSuperuser(`UPDATE grant_proposal SET state = 'approved', decided_by = proposed_by WHERE id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'ck_grant_proposal_second_person' });
  });
});
