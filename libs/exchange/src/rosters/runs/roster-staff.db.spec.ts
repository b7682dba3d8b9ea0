import {
  bring,
  csv,
  numbersOf,
  oneRoster,
  peopleOf,
  rostersForEach,
  sqlOf,
  students,
  USERS,
} from '../rosters.test-support.js';

const given = rostersForEach();

const sql = sqlOf(given);

describe('staff', () => {
  const orgs = oneRoster([])['orgs.csv'];
  const pupils = students(0, 5).map(({ id, number }) => `${id},,,true,org-hs,student,,,Mo,Ray,,${number},,,,,9,`);
  const manifest = (mode: string): string =>
    csv(
      ...['propertyName,value', 'oneroster.version,1.1', `file.users,${mode}`],
      `file.orgs,${mode === 'bulk' ? 'bulk' : 'absent'}`,
    );

  it('with several records and one username is one person; who leaves signs in no more', async () => {
    const staff = (status = ','): string[] => [
      `t-1a,${status},true,org-hs,teacher,ann.lee,,Ann,Lee,,E-100,ann@staff.example,,,,,`,
      `t-1b,${status},true,org-ms,administrator,Ann.Lee,,Ann,Lee,,E-100,ann@staff.example,,,,,`,
    ];
    await bring(given, {
      'manifest.csv': manifest('bulk'),
      'orgs.csv': orgs,
      'users.csv': csv(USERS, ...pupils, ...staff()),
    });
    expect((await peopleOf(given)).filter(({ kind }) => kind === 'staff')).toMatchObject([
      { number: 'E-100', sites: ['005', 'WMS'] },
    ]);
    await sql(
      `INSERT INTO account (id, email, display_name) VALUES ('01890000-0000-7000-8000-000000000001', 'Ann@staff.example', 'Ann')`,
    );
    await sql(
      `INSERT INTO session (token_hash, account_id, expires_at, proven_at) VALUES ('\\x01', '01890000-0000-7000-8000-000000000001', now() + interval '1 day', now())`,
    );
    const at = 'tobedeleted,2027-08-10T09:00:00.000Z';
    const gone = { 'manifest.csv': manifest('delta'), 'users.csv': csv(USERS, ...staff(at)) };
    // One of two records goes: they stay.
    expect(numbersOf(await bring(given, { ...gone, 'users.csv': csv(USERS, staff(at)[0]) }))).toEqual([
      0, 1, 0, 0, 0, 0,
    ]);
    expect((await bring(given, { ...gone, 'users.csv': csv(USERS, staff(at)[1]) })).result).toMatchObject({
      withdraw: 1,
    });
    expect(
      await sql(`SELECT a.state, s.ended_at IS NOT NULL AS ended FROM account a JOIN session s ON s.account_id = a.id`),
    ).toEqual([{ state: 'disabled', ended: true }]);
  });

  it('gets accounts by the role rules, at the sites of the roster, and the roles move with them', async () => {
    await sql(
      `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', 'teacher', id, 'own-sites' FROM role WHERE code = 'til'`,
    );
    const teacher = (org: string): string => `t-9,,,true,${org},teacher,bo.day,,Bo,Day,,E-900,bo@staff.example,,,,,`;
    const clerk = `t-8,,,true,org-hs,aide,cy.fox,,Cy,Fox,,E-800,cy@staff.example,,,,,`;
    const accounts = (): Promise<Record<string, unknown>[]> =>
      sql(`SELECT a.email, r.code AS role, s.code AS site FROM account a LEFT JOIN role_grant g ON g.account_id = a.id LEFT JOIN role r ON r.id = g.role_id
           LEFT JOIN site s ON s.id = g.site_id WHERE a.email LIKE '%@staff.example' AND a.person_id IS NOT NULL AND a.state = 'active' ORDER BY 1, 3`);
    const whole = (org: string): Promise<unknown> =>
      bring(given, {
        'manifest.csv': manifest('bulk'),
        'orgs.csv': orgs,
        'users.csv': csv(USERS, ...pupils, teacher(org), clerk),
      });
    await whole('org-hs');
    expect(await accounts()).toEqual([{ email: 'bo@staff.example', role: 'til', site: '005' }]);
    await whole('org-ms');
    expect(await accounts()).toEqual([{ email: 'bo@staff.example', role: 'til', site: 'WMS' }]);
  });
});
