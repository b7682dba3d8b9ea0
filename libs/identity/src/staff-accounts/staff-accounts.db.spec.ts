import { newId } from '@app/kernel';
import { everywhere, useIdentity } from '../identity.test-support.js';
import type { StaffMember } from './staff-account.rules.js';
import type { StaffAccount } from './staff-accounts.js';

const { test, identity } = useIdentity();
let oak: string;
let elm: string;
beforeAll(async () => {
  [oak, elm] = (
    await test.asSuperuser(
      `INSERT INTO site (code, name, kind) VALUES ('OAK', 'Oak', 'middle'), ('ELM', 'Elm', 'middle') RETURNING id`,
    )
  ).map((site) => site['id'] as string) as [string, string];
});
beforeEach(async () => {
  await test.asSuperuser(
    `SET session_replication_role = replica; TRUNCATE account, session, role_grant, role_rule, admin_log, person CASCADE`,
  );
  await rule('administrator', 'site-admin', 'own-sites');
  await rule('teacher', 'til', 'own-sites');
});

const rule = (value: string, role: string, scope: string) =>
  test.asSuperuser(
    `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', $1, id, $3 FROM role WHERE code = $2`,
    [value, role, scope],
  );

let count = 0;
/** A member of staff, who is in the directory. */
async function member(facts: Partial<StaffMember> = {}): Promise<StaffMember> {
  const number = `${90_000 + ++count}`;
  const personId = newId();
  await people([{ personId, number }]);
  return {
    personId,
    email: `${number}@district.example`,
    displayName: `Member ${number}`,
    rosterRole: 'teacher',
    siteIds: [oak],
    ...facts,
  };
}

const people = (rows: { personId: string; number: string }[]) =>
  test.asSuperuser(
    `WITH made AS (
       INSERT INTO person (id, kind, number, given_name, family_name, primary_site_id)
       SELECT "personId", 'staff', number, 'Staff', number, $2 FROM jsonb_to_recordset($1::jsonb) AS p ("personId" uuid, number text)
       RETURNING id)
     INSERT INTO person_site (person_id, site_id) SELECT id, $2 FROM made`,
    [JSON.stringify(rows), oak],
  );

const provide = (...staff: StaffMember[]): Promise<StaffAccount[]> =>
  test.database.transaction((tx) => identity.staff.provide(tx, staff));
const outcomes = async (...staff: StaffMember[]): Promise<string[]> =>
  (await provide(...staff)).map(({ outcome }) => outcome);
const account = (id: string | null) => identity.reader.load(test.database.read, id ?? '');
const withdraw = (personId: string) =>
  test.database.transaction((tx) =>
    tx.execute(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date WHERE id = $1`, [personId]),
  );
const leavers = (...ids: string[]) =>
  test.database.transaction((tx) =>
    tx.query<{ person_id: string; outcome: string }>('SELECT * FROM identity_end_leavers($1)', [ids]),
  );
const own = (accountId: string, { personId }: StaffMember) =>
  test.asSuperuser('UPDATE account SET person_id = $2 WHERE id = $1', [accountId, personId]);

describe('staff of the roster', () => {
  it('get accounts with the roles that the rules give, once', async () => {
    const [principal, teacher] = [await member({ rosterRole: 'administrator' }), await member({ siteIds: [oak, elm] })];
    const made = await provide(principal, teacher);
    expect(made.map(({ outcome }) => outcome)).toEqual(['made', 'made']);
    expect(await account(made[0].accountId)).toMatchObject({
      email: principal.email,
      hasPassword: false,
      grants: [{ role: 'site-admin', siteId: oak }],
    });
    expect((await account(made[1].accountId)).grants.map(({ role }) => role)).toEqual(['til', 'til']);
    expect(await outcomes(principal, teacher)).toEqual(['kept', 'kept']);
    const [{ n }] = await test.asSuperuser('SELECT count(*)::int AS n FROM account');
    expect(n).toBe(2);
  });

  it('without a rule or an address get none', async () => {
    expect(await outcomes(await member({ rosterRole: 'aide' }), await member({ email: 'nobody' }))).toEqual([
      'no-rule',
      'no-email',
    ]);
  });

  it('who have an account by their address are linked, not doubled, and keep what people granted', async () => {
    const clerk = await identity.account(everywhere('auditor'));
    const [found] = await provide(await member({ email: clerk.email.toUpperCase() }));
    expect(found).toMatchObject({ outcome: 'linked', accountId: clerk.id });
    expect((await account(clerk.id)).grants).toEqual([
      { role: 'auditor', siteId: null },
      { role: 'til', siteId: oak },
    ]);
  });

  it('with one address: one has the account', async () => {
    const first = await member();
    const second = await member({ email: first.email });
    const made = await provide(first, second);
    expect(made.map(({ outcome }) => outcome).sort()).toEqual(['email-of-another', 'made']);
    expect(await outcomes(await member({ email: first.email }))).toEqual(['email-of-another']);
  });

  it('get no role that manages accounts, whatever a rule says', async () => {
    await rule('administrator', 'it-admin', 'district');
    const [made] = await provide(await member({ rosterRole: 'administrator' }));
    expect((await account(made.accountId)).grants).toEqual([{ role: 'site-admin', siteId: oak }]);
  });

  it('who move lose the role at the former site and their sessions, and keep what people granted', async () => {
    const teacher = await member();
    const [{ accountId }] = (await provide(teacher)) as [StaffAccount];
    await test.asSuperuser(
      `INSERT INTO role_grant (account_id, role_id, site_id) SELECT $1, id, $2 FROM role WHERE code = 'auditor'`,
      [accountId, oak],
    );
    const token = await test.database.transaction((tx) =>
      identity.sessions.start(tx, { accountId: accountId!, way: 'provider', userAgent: null }),
    );
    expect(await outcomes(teacher)).toEqual(['kept']);
    expect(await identity.session.find(token)).not.toBeNull();
    await provide({ ...teacher, siteIds: [elm] });
    expect(await identity.session.find(token)).toBeNull();
    expect((await account(accountId)).grants).toEqual([
      { role: 'auditor', siteId: oak },
      { role: 'til', siteId: elm },
    ]);
  });

  it('are three thousand in a few statements', async () => {
    const staff = Array.from({ length: 3000 }, (_, n) => ({ personId: newId(), number: `${70_000 + n}` }));
    await people(staff);
    const members = staff.map(({ personId, number }) => ({
      personId,
      email: `${number}@district.example`,
      displayName: number,
      rosterRole: 'teacher',
      siteIds: [oak, elm],
    }));
    const answers = await provide(...members);
    expect(answers.every(({ outcome, accountId }) => outcome === 'made' && accountId !== null)).toBe(true);
    const [{ n }] = await test.asSuperuser('SELECT count(*)::int AS n FROM role_grant WHERE by_rule');
    expect(n).toBe(6000);
    expect(new Set(await outcomes(...members))).toEqual(new Set(['kept']));
  });
});

describe('staff who leave', () => {
  it('are signed out in the transaction that withdraws them, and do not come in again', async () => {
    await identity.account(everywhere('it-admin'));
    const teacher = await member();
    const clerk = await identity.account(everywhere('site-clerk'));
    await own(clerk.id, teacher);
    const token = await identity.signIn(clerk.email);
    await withdraw(teacher.personId);
    expect(await identity.session.find(token)).toBeNull();
    expect(await account(clerk.id)).toMatchObject({ state: 'disabled' });
    await expect(identity.signIn(clerk.email)).rejects.toMatchObject({ code: 'session.sign-in-refused' });
    expect(await leavers(teacher.personId)).toMatchObject([{ person_id: teacher.personId, outcome: 'ended' }]);
    expect(
      await test.asSuperuser(`SELECT 1 FROM admin_log WHERE action = 'account.left' AND subject_id = $1`, [clerk.id]),
    ).toHaveLength(1);
  });

  it('stay as they were when that transaction fails', async () => {
    await identity.account(everywhere('it-admin'));
    const teacher = await member();
    const clerk = await identity.account(everywhere('site-clerk'));
    await own(clerk.id, teacher);
    const token = await identity.signIn(clerk.email);
    const failing = test.database.transaction(async (tx) => {
      await tx.query('SELECT * FROM identity_end_leavers($1)', [[teacher.personId]]);
      throw new Error('the file was bad');
    });
    await expect(failing).rejects.toThrow('the file was bad');
    expect(await identity.session.find(token)).not.toBeNull();
  });

  it('get their account back when they return, but not one that somebody disabled', async () => {
    await identity.account(everywhere('it-admin'));
    const [back, barred] = [await member(), await member()];
    const [one, two] = (await provide(back, barred)) as [StaffAccount, StaffAccount];
    await leavers(back.personId);
    await test.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = $1`, [two.accountId]);
    expect(await leavers(barred.personId)).toMatchObject([{ outcome: 'disabled' }]);
    expect(await outcomes(back, barred)).toEqual(['returned', 'disabled']);
    expect([(await account(one.accountId)).state, (await account(two.accountId)).state]).toEqual([
      'active',
      'disabled',
    ]);
  });

  it('are reported, not shut out, when nobody else could manage accounts', async () => {
    const [principal, teacher] = [await member(), await member()];
    const admin = await identity.account(everywhere('it-admin'));
    await own(admin.id, principal);
    await provide(teacher);
    expect((await leavers(principal.personId, teacher.personId)).map(({ outcome }) => outcome).sort()).toEqual([
      'ended',
      'last-admin',
    ]);
    expect(await account(admin.id)).toMatchObject({ state: 'active' });
    await identity.account(everywhere('it-admin'));
    expect(await leavers(principal.personId)).toMatchObject([{ outcome: 'ended' }]);
  });

  it('never all at once: of two administrators who leave at the same moment one stays', async () => {
    const [one, two] = [await member(), await member()];
    for (const each of [one, two]) await own((await identity.account(everywhere('it-admin'))).id, each);
    const answers = await Promise.all([leavers(one.personId), leavers(two.personId)]);
    expect(
      answers
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['ended', 'last-admin']);
  });

  it('keep the last emergency account while single sign-on is demanded, also when two leave at the same moment', async () => {
    const [one, two] = [await member(), await member()];
    await identity.account(everywhere('it-admin'));
    for (const each of [one, two]) {
      const { id } = await identity.account(everywhere('it-admin'));
      await own(id, each);
      await test.asSuperuser(
        `WITH flagged AS (UPDATE account SET break_glass = true WHERE id = $1)
         INSERT INTO second_factor (account_id, secret, last_step, backup_salt, enrolled_at) VALUES ($1, '', 0, '', now())`,
        [id],
      );
    }
    await test.asSuperuser(
      `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains, enabled)
       VALUES (gen_random_uuid(), 'google', 'District', 'https://accounts.google.com', 'cubby', '', '{bear.example}', true)`,
    );
    await test.asSuperuser(`UPDATE sign_in_policy SET passwords = 'break-glass'`);
    const answers = await Promise.all([leavers(one.personId), leavers(two.personId)]);
    expect(
      answers
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['ended', 'last-break-glass']);
    await test.asSuperuser(`UPDATE sign_in_policy SET passwords = 'everybody'`);
    const again = [...(await leavers(one.personId)), ...(await leavers(two.personId))];
    expect(again.map(({ outcome }) => outcome)).toEqual(['ended', 'ended']);
  });
});
