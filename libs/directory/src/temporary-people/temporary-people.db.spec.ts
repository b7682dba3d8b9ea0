import type { Given } from '../directory.test-support.js';
import { clerkAt, codeOf, everywhere, useDirectory } from '../directory.test-support.js';
import type { PersonDto } from '../people/person.dto.js';
import { recordsOf } from '../people/person.sql.js';
import { queueKeyOf } from './queue-key.js';
import type { NewTemporaryPersonDto } from './temporary-people.dto.js';

const { test, directory, given } = useDirectory();
let site: string;
beforeAll(async () => {
  await given.district();
});
beforeEach(async () => {
  site = (await given.site()).id;
});

const temporary = (facts: Partial<NewTemporaryPersonDto> = {}): Promise<PersonDto> =>
  directory.temporary.create(clerkAt(site), {
    ...{ givenName: 'Maya', familyName: 'Rivera', grade: '7', siteId: site },
    ...facts,
  });
const roster = (facts: Partial<Parameters<Given['person']>[0]> = {}): Promise<PersonDto> =>
  given.person({ primarySiteId: site, grade: '7', ...facts });
const merge = (from: PersonDto, into: PersonDto, viewer = clerkAt(site)): Promise<PersonDto> =>
  directory.merging.merge(viewer, from.id, { version: from.version, intoId: into.id, intoVersion: into.version });
const queue = async () =>
  (await directory.temporary.list(clerkAt(site), { sites: [site], after: null, limit: 50 })).items;
const codesOf = (key: string): Promise<Record<string, unknown>[]> =>
  test.database.read.query('SELECT record_id FROM directory.v_code WHERE value_key = $1', [key]);

describe('a temporary student', () => {
  it('gets a number that scans, and the card scans too, until the roster has that number', async () => {
    const student = await temporary({ knownNumber: '0700412' });
    expect(student).toMatchObject({ kind: 'student', temporary: true, grade: '7', state: 'active' });
    expect(student.number).toMatch(/^T-\d{5,}$/);
    expect(await codesOf(student.number)).toEqual([{ record_id: student.id }]);
    expect(await codesOf('0700412')).toEqual([{ record_id: student.id }]);
    expect((await directory.searching.search(clerkAt(site), { q: '700412' }))[0].id).toBe(student.id);
    const { id } = await roster({ number: '0700412' });
    expect(await codesOf('0700412')).toEqual([{ record_id: id }]);
  });

  it.each([
    ['a number of the roster', '880001', 'person.on-roster'],
    ['a number of another temporary student', '880002', 'person.known-number-taken'],
    ['a command of the station', 'CMD-UNDO', 'person.number-reserved'],
  ])('with %s is refused', async (_what, knownNumber, code) => {
    if (knownNumber === '880001') await roster({ number: knownNumber });
    if (knownNumber === '880002') await temporary({ knownNumber });
    expect(await codeOf(temporary({ knownNumber }))).toBe(code);
  });

  it('of a site outside the permission cannot be made', async () => {
    expect(await codeOf(temporary({ siteId: (await given.site()).id }))).toBe('site.not-found');
  });

  it('is on the roster once it has a number of the student system, by hand or by a file', async () => {
    const { id, version } = await temporary({ knownNumber: '990011' });
    await directory.editing.edit(clerkAt(site), id, { version, number: '990011' });
    expect(await queue()).toEqual([]);
    expect(await codesOf('990011')).toEqual([{ record_id: id }]);
  });
});

describe('the queue of temporary students', () => {
  it('proposes by number, and by name with grade and site, and says why', async () => {
    const byNumber = await temporary({ givenName: 'Omar', familyName: 'Diaz', grade: null, knownNumber: '770001' });
    const byName = await temporary({ givenName: 'Mya', familyName: 'Rivera' });
    const alone = await temporary({ givenName: 'Ana', familyName: 'Wu' });
    const omar = await roster({ number: '770001', givenName: 'Omar', familyName: 'Díaz', grade: '8' });
    const maya = await roster({ givenName: 'Maya', familyName: 'Rivera' });
    await roster({ givenName: 'Leo', familyName: 'Rivera' });
    await roster({ givenName: 'Maya', familyName: 'Rivera', grade: '8' });
    await given.person({ givenName: 'Ana', familyName: 'Wu', grade: '7' });

    const shown = (await queue()).map(({ person, matches }) => ({
      id: person.id,
      matches: matches.map((match) => [match.person.id, match.reasons.join('+')]),
    }));
    expect(shown).toEqual([
      { id: byNumber.id, matches: [[omar.id, 'number+name+site']] },
      { id: byName.id, matches: [[maya.id, 'name-alike+grade+site']] },
      { id: alone.id, matches: [] },
    ]);
  });

  it('has those first who can be merged now, page by page', async () => {
    const early = await temporary({ givenName: 'Ana', familyName: 'Wu' });
    const alike = await temporary({ givenName: 'Mya', familyName: 'Rivera' });
    const late = await temporary({ givenName: 'Bo', familyName: 'Wu' });
    const numbered = await temporary({ givenName: 'Omar', familyName: 'Diaz', grade: null, knownNumber: '770002' });
    await roster({ number: '770002', givenName: 'Omar', familyName: 'Díaz', grade: '8' });
    await roster({ givenName: 'Maya', familyName: 'Rivera' });
    // Of the same class, with half of the name: no proposal.
    await roster({ givenName: 'Leonora', familyName: 'Wu' });
    const seen: [string, number][] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await directory.temporary.list(clerkAt(site), { sites: [site], after: queueKeyOf(after), limit: 1 });
      seen.push(...page.items.map(({ person, matches }): [string, number] => [person.id, matches.length]));
      after = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(seen).toEqual([
      [alike.id, 1],
      [numbered.id, 1],
      [early.id, 0],
      [late.id, 0],
    ]);
  });

  it('knows the number that the roster has on a card', async () => {
    const waiting = await temporary({ knownNumber: 'CARD-9901' });
    const student = await roster({ givenName: 'Omar', familyName: 'Diaz' });
    await test.asSuperuser(`INSERT INTO person_identifier (person_id, kind, value) VALUES ($1, 'card', 'card-9901')`, [
      student.id,
    ]);
    const [{ matches }] = (await queue()).filter(({ person }) => person.id === waiting.id);
    expect(matches.map(({ person, reasons }) => [person.id, reasons[0]])).toEqual([[student.id, 'number']]);
  });

  it('shows a clerk the own sites only', async () => {
    await temporary();
    const other = await given.site();
    const page = { after: null, limit: 10 };
    expect((await directory.temporary.list(clerkAt(other.id), page)).items).toEqual([]);
    expect(await codeOf(directory.temporary.list(clerkAt(other.id), { ...page, sites: [site] }))).toBe(
      'site.not-found',
    );
  });
});

describe('the merge', () => {
  it('leaves one person, found by each of the codes, and records that resolve in one step', async () => {
    const [first, second] = [await temporary({ knownNumber: '660001' }), await temporary()];
    const student = await roster({ number: '660001' });
    const merged = await merge(first, student);
    expect(merged).toMatchObject({ id: student.id, number: '660001', version: student.version + 1 });
    await merge(second, merged);
    for (const asked of [student.id, first.id, second.id])
      expect([...(await recordsOf(test.database.read, asked))].sort()).toEqual(
        [student.id, first.id, second.id].sort(),
      );
    expect(await queue()).toEqual([]);
    expect((await directory.details.view(everywhere, first.id)).id).toBe(student.id);
    expect((await directory.searching.search(everywhere, { q: first.number })).map(({ id }) => id)).toEqual([
      student.id,
    ]);
  });

  it.each([
    ['twice', 'person.merge-merged-already'],
    ['into a temporary one', 'person.merge-not-on-roster'],
    ['into staff', 'person.merge-not-on-roster'],
    ['a record of the roster', 'person.merge-not-temporary'],
    ['a version that somebody changed', 'person.version-conflict'],
  ])('%s is refused', async (what, code) => {
    const [student, one, two] = [await roster(), await temporary(), await temporary()];
    const attempts: Record<string, () => Promise<unknown>> = {
      twice: async () => merge(one, await merge(one, student)),
      'into a temporary one': () => merge(one, two),
      'into staff': async () => merge(one, await roster({ kind: 'staff' })),
      'a record of the roster': async () => merge(await roster(), student),
      'a version that somebody changed': () => merge({ ...one, version: 7 }, student),
    };
    expect(await codeOf(attempts[what]())).toBe(code);
  });

  it('takes both in the own sites', async () => {
    const [one, elsewhere] = [await temporary(), await given.person({ grade: '7' })];
    expect(await codeOf(merge(one, elsewhere))).toBe('person.not-found');
  });

  it('of one record into two at the same moment succeeds once', async () => {
    const [one, a, b] = [await temporary(), await roster(), await roster()];
    const codes = await Promise.all([codeOf(merge(one, a)), codeOf(merge(one, b))]);
    expect(codes.sort()).toEqual(['none', 'person.merge-merged-already']);
  });

  it('that fails at its end leaves everything as it was', async () => {
    const [one, student] = [await temporary(), await roster()];
    await test.asSuperuser('REVOKE INSERT ON admin_log FROM cubby_app');
    try {
      expect(await codeOf(merge(one, student))).toBe('42501');
    } finally {
      await test.asSuperuser('GRANT INSERT ON admin_log TO cubby_app');
    }
    expect((await queue()).map(({ person }) => person)).toEqual([one]);
    expect(await merge(one, student)).toMatchObject({ version: student.version + 1 });
  });

  it.each([
    ['is final', 'ck_person_merge_final', 'NULL'],
    [
      'never leads to a record that is merged itself',
      'ck_person_merge_survivor',
      '(SELECT id FROM person WHERE number = $2)',
    ],
  ])('%s: the database says so too', async (_what, constraint, into) => {
    const [one, two, student] = [await temporary(), await temporary(), await roster()];
    await merge(one, student);
    const [target, numbers] = into === 'NULL' ? [one, []] : [two, [one.number]];
    await expect(
      test.asSuperuser(`UPDATE person SET merged_into_id = ${into} WHERE id = $1`, [target.id, ...numbers]),
    ).rejects.toMatchObject({ constraint });
  });
});
