import { newId } from '@app/kernel';
import { clerkAt, codeOf, everywhere, viewerOf, useDirectory } from '../directory.test-support.js';

const { test, directory, given } = useDirectory();
beforeAll(async () => {
  await given.district();
  // Somebody who listens, so that what was published can be read.
  await test.asSuperuser(
    `INSERT INTO event_subscription SELECT type, 'desk.notify-of-alarm' FROM event_type WHERE type LIKE 'directory.%'`,
  );
});

const heard = async (personId: string): Promise<unknown[]> =>
  (
    await test.asSuperuser(
      `SELECT data FROM pgboss.job WHERE data -> 'payload' ->> 'personId' = $1 AND name NOT LIKE 'circulation.%' ORDER BY created_on`,
      [personId],
    )
  ).map(({ data }) => data);
const sitesOf = async (personId: string): Promise<unknown[]> =>
  (await test.asSuperuser('SELECT site_id FROM person_site WHERE person_id = $1 ORDER BY site_id', [personId])).map(
    ({ site_id }) => site_id,
  );
const today = async (): Promise<string> => (await directory.district.get()).today;

describe('adding a person', () => {
  it('keeps names of any script as they are typed', async () => {
    const { id: primarySiteId } = await given.site();
    for (const familyName of ['Nguyễn Thị Ánh', 'الأحمد', "O'Brien", '👩‍🎓 x', 'null', 'A\u0301', 'x'.repeat(200)]) {
      const person = await given.person({ primarySiteId, familyName });
      expect((await directory.details.view(everywhere, person.id)).familyName).toBe(familyName);
    }
  });

  it('refuses a number, in any spelling, that somebody has as a number or as a card', async () => {
    const { id: primarySiteId } = await given.site();
    const first = await given.person({ primarySiteId, number: 'ab 12' });
    await test.asSuperuser(`INSERT INTO person_identifier (person_id, kind, value) VALUES ($1, 'card', 'CARD-9')`, [
      first.id,
    ]);
    for (const number of ['AB 12', 'ab  12', 'ＡＢ 12', 'card-9']) {
      expect(await codeOf(given.person({ primarySiteId, number }))).toBe('person.number-taken');
    }
  });

  it.each(['CMD-UNDO', 'cmd-x', '/u', '12', 'é700'])(
    'refuses the number %s, which no desk reads back',
    async (number) => {
      const { id: primarySiteId } = await given.site();
      expect(await codeOf(given.person({ primarySiteId, number }))).toBe('person.number-reserved');
    },
  );

  it('is for sites in the scope only, and for open ones', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const body = { kind: 'student' as const, number: newId(), givenName: 'A', familyName: 'B', primarySiteId: own.id };
    expect(await codeOf(directory.creating.create(clerkAt(other.id), body))).toBe('site.not-found');
    const foreign = { ...body, otherSiteIds: [other.id] };
    expect(await codeOf(directory.creating.create(clerkAt(own.id), foreign))).toBe('site.not-found');
    expect(await codeOf(directory.creating.create(everywhere, { ...body, primarySiteId: newId() }))).toBe(
      'site.not-found',
    );
    await directory.sites.edit(everywhere, own.id, { version: own.version, active: false });
    expect(await codeOf(directory.creating.create(clerkAt(own.id), body))).toBe('site.closed');
  });

  it('leaves nothing behind when a later step fails', async () => {
    const { id: primarySiteId } = await given.site();
    const number = newId();
    await test.asSuperuser('REVOKE INSERT ON admin_log FROM cubby_app');
    try {
      expect(await codeOf(given.person({ primarySiteId, number }))).toBe('42501');
    } finally {
      await test.asSuperuser('GRANT INSERT ON admin_log TO cubby_app');
    }
    expect(await test.asSuperuser('SELECT 1 FROM person WHERE number = $1', [number])).toEqual([]);
    expect(await test.asSuperuser('SELECT 1 FROM person_identifier WHERE value = $1', [number])).toEqual([]);
  });
});

describe('an edit of a person', () => {
  it('changes what is named and nothing else', async () => {
    const person = await given.person({ grade: '7', homeroom: 'R1' });
    const edited = await directory.editing.edit(everywhere, person.id, { version: 1, grade: '8', homeroom: null });
    expect(edited).toEqual({ ...person, grade: '8', homeroom: null, version: 2 });
  });

  it('carries a new number to the code that is scanned', async () => {
    const person = await given.person();
    const number = newId();
    await directory.editing.edit(everywhere, person.id, { version: 1, number });
    expect(await test.asSuperuser('SELECT value FROM person_identifier WHERE person_id = $1', [person.id])).toEqual([
      { value: number },
    ]);
  });

  it('takes nobody back to a site that was closed since they left', async () => {
    const [old, open] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: old.id });
    await directory.editing.edit(everywhere, person.id, { version: 1, state: 'withdrawn' });
    await directory.sites.edit(everywhere, old.id, { version: old.version, active: false });
    const back = { version: 2, state: 'active' as const };
    const refused = directory.editing.edit(everywhere, person.id, back);
    await expect(refused).rejects.toMatchObject({ code: 'person.site-closed', details: { siteCode: old.code } });
    await expect(refused).rejects.toThrow(`${old.code} is closed`);
    await expect(
      test.database.transaction((tx) =>
        tx.execute(`UPDATE person SET state = 'active', withdrawn_on = NULL WHERE id = $1`, [person.id]),
      ),
    ).rejects.toMatchObject({ code: 'site.closed' });
    const taken = await directory.editing.edit(everywhere, person.id, { ...back, primarySiteId: open.id });
    expect(taken).toMatchObject({ state: 'active', site: { id: open.id } });
  });

  it('is won by one of several who started from the same version', async () => {
    const person = await given.person();
    const answers = await Promise.all(
      ['7', '8', '9', '10'].map((grade) =>
        codeOf(directory.editing.edit(everywhere, person.id, { version: 1, grade })),
      ),
    );
    expect(answers.filter((code) => code === 'none')).toHaveLength(1);
    expect(answers.filter((code) => code === 'person.version-conflict')).toHaveLength(3);
    expect((await directory.details.view(everywhere, person.id)).version).toBe(2);
  });

  it('says the present version to whoever comes too late', async () => {
    const person = await given.person();
    await directory.editing.edit(everywhere, person.id, { version: 1, grade: '7' });
    await expect(directory.editing.edit(everywhere, person.id, { version: 1, grade: '8' })).rejects.toMatchObject({
      code: 'person.version-conflict',
      details: { version: 2 },
    });
  });

  it('is for people of the own sites: others do not exist, right version or not', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: other.id });
    for (const version of [1, 99]) {
      expect(await codeOf(directory.editing.edit(clerkAt(own.id), person.id, { version, grade: '8' }))).toBe(
        'person.not-found',
      );
    }
    expect(await codeOf(directory.editing.edit(viewerOf([other.id], 'person:read'), person.id, { version: 1 }))).toBe(
      'person.not-found',
    );
    expect(await codeOf(directory.editing.edit(everywhere, newId(), { version: 1 }))).toBe('person.not-found');
    expect((await directory.editing.edit(clerkAt(other.id), person.id, { version: 1, grade: '8' })).grade).toBe('8');
  });

  it('of a merged record is one of the record that stands for it', async () => {
    const [kept, merged] = [await given.person(), await given.person()];
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
    const edited = await directory.editing.edit(everywhere, merged.id, { version: 1, grade: '12' });
    expect(edited).toMatchObject({ id: kept.id, grade: '12' });
  });
});

describe('a move', () => {
  it('replaces the primary site and is told', async () => {
    const [from, to] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: from.id, grade: '8' });
    const moved = await directory.editing.edit(everywhere, person.id, { version: 1, primarySiteId: to.id, grade: '9' });
    expect(moved.site?.id).toBe(to.id);
    expect(await sitesOf(person.id)).toEqual([to.id]);
    expect(await heard(person.id)).toEqual([
      {
        type: 'directory.person-moved.v1',
        payload: {
          ...{ personId: person.id, fromSiteId: from.id, toSiteId: to.id, grade: '8' },
          movedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        },
      },
    ]);
  });

  it('neither brings to nor takes from a site out of the scope', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: own.id, otherSiteIds: [other.id] });
    const third = await given.site();
    const away = directory.editing.edit(clerkAt(own.id), person.id, { version: 1, primarySiteId: third.id });
    expect(await codeOf(away)).toBe('site.not-found');
    const cut = directory.editing.edit(clerkAt(own.id), person.id, { version: 1, siteIds: [own.id] });
    expect(await codeOf(cut)).toBe('site.not-found');
    expect(await sitesOf(person.id)).toEqual([own.id, other.id].sort());
    expect(await heard(person.id)).toEqual([]);
  });

  it('keeps the primary site among the sites', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: own.id });
    const edit = directory.editing.edit(everywhere, person.id, { version: 1, siteIds: [other.id] });
    expect(await codeOf(edit)).toBe('person.primary-site-not-own');
  });

  it('cannot be half done: the database checks the primary site at commit', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: own.id });
    const half = test.database.transaction((tx) =>
      tx.execute('UPDATE person SET primary_site_id = $1 WHERE id = $2', [other.id, person.id]),
    );
    expect(await codeOf(half)).toBe('person.primary-site-not-own');
    const anyOrder = test.database.transaction(async (tx) => {
      await tx.execute('UPDATE person SET primary_site_id = $1 WHERE id = $2', [other.id, person.id]);
      await tx.execute('UPDATE person_site SET site_id = $1 WHERE person_id = $2', [other.id, person.id]);
    });
    expect(await codeOf(anyOrder)).toBe('none');
  });
});

describe('a withdrawal', () => {
  it('has its day, is told once, and ends with the return', async () => {
    const person = await given.person();
    const day = await today();
    const gone = await directory.editing.edit(everywhere, person.id, { version: 1, state: 'withdrawn' });
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawnOn: day });
    await directory.editing.edit(everywhere, person.id, { version: 2, withdrawnOn: '2026-01-15' });
    const back = await directory.editing.edit(everywhere, person.id, { version: 3, state: 'active' });
    expect(back).toMatchObject({ state: 'active', withdrawnOn: null });
    expect(await heard(person.id)).toEqual([
      {
        type: 'directory.person-withdrawn.v1',
        payload: { personId: person.id, siteId: person.site?.id, withdrawnOn: day },
      },
      { type: 'directory.person-taken-back.v1', payload: { personId: person.id } },
    ]);
  });

  it('is never in the future, and its day never without it', async () => {
    const person = await given.person();
    const edit = (request: object) => codeOf(directory.editing.edit(everywhere, person.id, { version: 1, ...request }));
    expect(await edit({ state: 'withdrawn', withdrawnOn: '2199-01-01' })).toBe('person.withdrawal-invalid');
    expect(await edit({ withdrawnOn: '2026-01-15' })).toBe('person.withdrawal-invalid');
    await expect(
      test.asSuperuser(`UPDATE person SET state = 'withdrawn' WHERE id = $1`, [person.id]),
    ).rejects.toMatchObject({ constraint: 'ck_person_withdrawn' });
  });

  it('is not told when it is rolled back', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: own.id });
    const number = (await given.person({ primarySiteId: other.id })).number;
    const edit = directory.editing.edit(everywhere, person.id, { version: 1, state: 'withdrawn', number });
    expect(await codeOf(edit)).toBe('person.number-taken');
    expect(await heard(person.id)).toEqual([]);
    expect((await directory.details.view(everywhere, person.id)).state).toBe('active');
  });
});
