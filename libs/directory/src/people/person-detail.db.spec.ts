import { newId } from '@app/kernel';
import { clerkAt, codeOf, everywhere, viewerOf, useDirectory } from '../directory.test-support.js';
import { PeopleFacade } from '../people.facade.js';

const { test, directory, given } = useDirectory();
beforeAll(async () => {
  await given.district();
});

const looks = (personId: string): Promise<Record<string, unknown>[]> =>
  test.asSuperuser('SELECT action, site_id, account_id, detail FROM access_log WHERE person_id = $1 ORDER BY id', [
    personId,
  ]);

describe('a look at a person', () => {
  it('shows sites, limits and how many guardians there are, and is in the access log, twice within minutes as one look', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: own.id, otherSiteIds: [other.id], language: 'es' });
    const mother = {
      name: 'Ana Rivera',
      relation: 'mother',
      email: 'ana@example.org',
      phone: '555 0100',
      language: 'es',
    };
    const { version } = await directory.guardians.replace(everywhere, person.id, { version: 1, guardians: [mother] });
    const clerk = clerkAt(own.id);
    const detail = await directory.details.view(clerk, person.id);
    expect(detail).toEqual({
      ...person,
      version,
      language: 'es',
      email: null,
      agreementSignedOn: null,
      agreementOptedOut: false,
      doNotContactSince: null,
      doNotContactReason: null,
      sites: [own, other].map(({ id, code, name }) => ({ id, code, name })),
      guardianCount: 1,
      limits: { oneToOne: 1, daily: 1, long: 1, inSchool: 1, summer: 1 },
    });
    expect(JSON.stringify(detail)).not.toContain(mother.phone);
    await directory.details.view(clerk, person.id);
    const entry = { action: 'person.viewed', site_id: own.id, account_id: clerk.accountId, detail: {} };
    expect(await looks(person.id)).toEqual([entry]);
  });

  it('of another site finds nobody, and leaves no entry', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await given.person({ primarySiteId: other.id });
    expect(await codeOf(directory.details.view(clerkAt(own.id), person.id))).toBe('person.not-found');
    expect(await codeOf(directory.details.view(clerkAt(own.id), newId()))).toBe('person.not-found');
    expect(await looks(person.id)).toEqual([]);
  });

  it('shows nothing when it cannot be written down', async () => {
    const person = await given.person();
    await test.asSuperuser('REVOKE INSERT ON access_log FROM cubby_app');
    try {
      expect(await codeOf(directory.details.view(everywhere, person.id))).toBe('42501');
    } finally {
      await test.asSuperuser('GRANT INSERT ON access_log TO cubby_app');
    }
  });

  it('of a merged record is one of the record that stands for it', async () => {
    const [kept, merged] = [await given.person(), await given.person()];
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
    expect((await directory.details.view(everywhere, merged.id)).id).toBe(kept.id);
    expect(await looks(merged.id)).toEqual([]);
    expect(await looks(kept.id)).toHaveLength(1);
  });

  it("takes the limits from the program of the grade, else from the district's policy", async () => {
    const site = await given.site();
    const { today } = await directory.district.get();
    const year = `${today.slice(0, 4)}`;
    await directory.years.create(everywhere, { label: newId(), startsOn: `${year}-01-01`, endsOn: `${year}-12-31` });
    const program = {
      grade: '7',
      kind: 'take-home' as const,
      limitOneToOne: 2,
      limitDaily: 0,
      limitLong: 3,
      limitInSchool: 4,
      limitSummer: 0,
    };
    await directory.programs.replace(everywhere, site.id, undefined, { version: site.version, programs: [program] });
    const limitsOf = async (facts: object) =>
      (await directory.details.view(everywhere, (await given.person({ primarySiteId: site.id, ...facts })).id)).limits;
    expect(await limitsOf({ grade: '7' })).toEqual({ oneToOne: 2, daily: 0, long: 3, inSchool: 4, summer: 0 });
    expect(await limitsOf({ grade: '8' })).toEqual({ oneToOne: 1, daily: 1, long: 1, inSchool: 1, summer: 1 });
    expect(await limitsOf({ kind: 'staff' })).toEqual({ oneToOne: 2, daily: 2, long: 5, inSchool: 1, summer: 1 });
  });
});

describe('guardians', () => {
  it('that the roster sent stay its own until somebody changes them', async () => {
    const person = await given.person({ primarySiteId: (await given.site()).id });
    const [pat, sam] = [
      { name: 'Pat Ray', phone: '555 0100' },
      { name: 'Sam Ray', phone: '555 0101' },
    ];
    await directory.guardians.replace(everywhere, person.id, { version: 1, guardians: [pat, sam] });
    await test.asSuperuser(`UPDATE guardian SET origin = 'roster' WHERE person_id = $1`, [person.id]);
    await directory.guardians.replace(everywhere, person.id, {
      version: 2,
      guardians: [pat, { ...sam, phone: '555 0199' }],
    });
    expect(
      await test.asSuperuser('SELECT name, origin FROM guardian WHERE person_id = $1 ORDER BY name', [person.id]),
    ).toEqual([
      { name: 'Pat Ray', origin: 'roster' },
      { name: 'Sam Ray', origin: 'hand' },
    ]);
  });

  const ana = { name: 'Ana Rivera', phone: '555 0100' };
  const withAna = async (siteIds: string[]) => {
    const [primarySiteId, ...otherSiteIds] = siteIds;
    const person = await given.person({ primarySiteId, otherSiteIds });
    await directory.guardians.replace(everywhere, person.id, { version: 1, guardians: [ana] });
    return person;
  };

  it('are shown at a site of the person, each look in the access log under its own name', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await withAna([other.id, own.id]);
    const clerk = clerkAt(own.id);
    expect(await directory.guardians.view(clerk, person.id)).toEqual({
      version: 2,
      guardians: [{ ...ana, id: expect.any(String) as string, relation: null, email: null, language: null }],
    });
    await directory.guardians.view(clerk, person.id);
    const entry = { action: 'guardian.viewed', site_id: other.id, account_id: clerk.accountId, detail: {} };
    expect(await looks(person.id)).toEqual([entry]);
  });

  it('are not there for another site, nor for somebody who sees people but no contacts', async () => {
    const [own, other] = [await given.site(), await given.site()];
    const person = await withAna([own.id]);
    for (const viewer of [clerkAt(other.id), viewerOf([own.id], 'person:read', 'person:edit')]) {
      expect(await codeOf(directory.guardians.view(viewer, person.id))).toBe('person.not-found');
      const work = directory.guardians.replace(viewer, person.id, { version: 2, guardians: [] });
      expect(await codeOf(work)).toBe('person.not-found');
    }
    expect(await looks(person.id)).toEqual([]);
  });

  it('stay covered when the look cannot be written down', async () => {
    const person = await withAna([(await given.site()).id]);
    await test.asSuperuser('REVOKE INSERT ON access_log FROM cubby_app');
    try {
      expect(await codeOf(directory.guardians.view(everywhere, person.id))).toBe('42501');
    } finally {
      await test.asSuperuser('GRANT INSERT ON access_log TO cubby_app');
    }
  });

  it('are replaced as a whole, in order, by whoever has the present version', async () => {
    const person = await given.person();
    const named = (...names: string[]) => names.map((name) => ({ name }));
    await directory.guardians.replace(everywhere, person.id, { version: 1, guardians: named('B', 'A') });
    const second = await directory.guardians.replace(everywhere, person.id, {
      version: 2,
      guardians: named('D', 'C', 'E'),
    });
    expect(second.guardians.map(({ name }) => name)).toEqual(['D', 'C', 'E']);
    const late = directory.guardians.replace(everywhere, person.id, { version: 2, guardians: [] });
    expect(await codeOf(late)).toBe('person.version-conflict');
  });

  it('of another site cannot be changed', async () => {
    const person = await given.person();
    const own = await given.site();
    const work = directory.guardians.replace(clerkAt(own.id), person.id, { version: 1, guardians: [] });
    expect(await codeOf(work)).toBe('person.not-found');
  });
});

describe('the initials of a person of another site', () => {
  it.each([
    ['Maya', 'Rivera', 'M. R.'],
    ['Ávila', 'Łukasz', 'Á. Ł.'],
    ['A\u0301ngel', 'Ng', 'Á. N.'],
    ['👩 Lee', 'Ba', '👩. B.'],
    ['محمد', 'علي', 'م. ع.'],
  ])('%s %s: %s', async (givenName, familyName, initials) => {
    const [own, other] = [await given.site(), await given.site()];
    const { id } = await given.person({ primarySiteId: other.id, givenName, familyName });
    const seen = await new PeopleFacade(directory.searching).display(test.database.read, clerkAt(own.id), [id]);
    expect(seen.get(id)).toMatchObject({ display: initials });
  });
});

describe('the facade', () => {
  it('shows initials and the site of people elsewhere, and resolves merges', async () => {
    const facade = new PeopleFacade(directory.searching);
    const [own, other] = [await given.site(), await given.site()];
    const mine = await given.person({ primarySiteId: own.id });
    const theirs = await given.person({ primarySiteId: other.id, givenName: 'Ávila' });
    const merged = await given.person({ primarySiteId: other.id });
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [mine.id, merged.id]);
    const seen = await facade.display(test.database.read, clerkAt(own.id), [mine.id, theirs.id, merged.id, newId()]);
    expect([...seen]).toHaveLength(3);
    expect(seen.get(mine.id)).toEqual({ id: mine.id, display: 'Maya Rivera', siteCode: own.code, foreign: false });
    expect(seen.get(theirs.id)).toEqual({ id: theirs.id, display: 'Á. R.', siteCode: other.code, foreign: true });
    expect(seen.get(merged.id)).toEqual(seen.get(mine.id));
    const unread = await facade.display(test.database.read, viewerOf([own.id], 'device:read'), [mine.id]);
    expect([...unread.values()]).toEqual([{ id: mine.id, display: 'a student', siteCode: null, foreign: true }]);
    expect(await codeOf(facade.require(test.database.read, clerkAt(own.id), 'person:read', theirs.id))).toBe(
      'person.not-found',
    );
    expect(await facade.require(test.database.read, clerkAt(own.id), 'person:read', merged.id)).toEqual({
      id: mine.id,
      kind: 'student',
      state: 'active',
      primarySiteId: own.id,
    });
  });
});
