import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Directory, Given } from '../directory.test-support.js';
import { clerkAt, codeOf, directoryOn, everywhere, givenOn } from '../directory.test-support.js';

let test: TestDatabase;
let directory: Directory;
let given: Given;
let siteId: string;
let otherSiteId: string;

const PEOPLE = [
  ['Maya', 'Rivera', '700412'],
  ['José', 'Muñoz', '700413'],
  ['Thị Ánh', 'Nguyễn', '710001'],
  ['Seán', "O'Brien", '710002'],
  ['محمد', 'الأحمد', '710003'],
  ['Marc', '100% Real_Name\\', '710004'],
  ['🦊', '🦊🦊', '710005'],
  ['Smith', 'Smythe', 'ABC-77'],
  ['Leading', 'Zero', '0012'],
  ['Luz', 'Cruz-Figueroa', '710006'],
];

beforeAll(async () => {
  test = await testDatabase();
  directory = directoryOn(test);
  given = givenOn(test, directory);
  siteId = (await given.site()).id;
  otherSiteId = (await given.site()).id;
  for (const [givenName, familyName, number] of PEOPLE)
    await given.person({ primarySiteId: siteId, givenName, familyName, number });
  await given.person({ primarySiteId: otherSiteId, givenName: 'Maja', familyName: 'Riviera', number: '800000' });
});
afterAll(() => test.close());

const search = async (q: string, viewer = clerkAt(siteId), limit?: number): Promise<string[]> =>
  (await directory.searching.search(viewer, { q, limit })).map(({ number }) => number);

describe('the search for people', () => {
  it.each([
    ['as it is written', 'Maya Rivera', '700412'],
    ['in any case', 'mAYA rIVERA', '700412'],
    ['family name first', 'rivera maya', '700412'],
    ['by its beginning', 'rive', '700412'],
    ['with a letter missing', 'rivra', '700412'],
    ['with letters exchanged', 'rievra', '700412'],
    ['with a letter too many', 'riverra', '700412'],
    ['with a wrong first letter', 'tivera', '700412'],
    ['without accents', 'jose munoz', '700413'],
    ['with accents of its own', 'Josè Muñöz', '700413'],
    ['in letters of two parts', 'Jose\u0301', '700413'],
    ['in Vietnamese without signs', 'nguyen', '710001'],
    ['without the apostrophe', 'obrien', '710002'],
    ['with a typographic apostrophe', 'O’Brien', '710002'],
    ['in Arabic', 'محمد', '710003'],
    ['in Arabic, with letters exchanged', 'محدم', '710003'],
    ['with a slip in both words', 'maua rivrea', '700412'],
    ['by the second half of a double name', 'figueroa', '710006'],
    ['of a double name without its hyphen', 'cruzfigueroa', '710006'],
    ['with a slip in a half of a double name', 'luz figerroa', '710006'],
    ['that is begun with a slip', 'maya rivw', '700412'],
    ['with a digit for a letter', 'r1vera', '700412'],
    ['beside a number of something else', 'rivera 55-1234', '700412'],
  ])('finds a name %s, at one site, at many, and in the district', async (_how, q, number) => {
    const many = await Promise.all(Array.from({ length: 6 }, () => given.site()));
    for (const viewer of [clerkAt(siteId), clerkAt(siteId, ...many.map(({ id }) => id)), everywhere])
      expect((await search(q, viewer))[0]).toBe(number);
  });

  it('puts what has the text in it before what is only like it', async () => {
    expect((await search('riviera', everywhere)).slice(0, 2)).toEqual(['800000', '700412']);
  });

  it('finds a number, its beginning, its letters, and leading zeros more or less', async () => {
    expect(await search('700412')).toEqual(['700412']);
    expect(await search('7004')).toEqual(['700412', '700413']);
    expect(await search('abc-7')).toEqual(['ABC-77']);
    expect((await search('12'))[0]).toBe('0012');
    expect((await search('000012'))[0]).toBe('0012');
  });

  it('finds a person by an ID card', async () => {
    await test.asSuperuser(
      `INSERT INTO person_identifier (person_id, kind, value) SELECT id, 'card', 'CARD-55' FROM person WHERE number = '700413'`,
    );
    expect(await search('card-55')).toEqual(['700413']);
  });

  it.each([
    ['%', ['710004']],
    ['_', ['710004']],
    ['\\', ['710004']],
    ['%%', []],
    ['🦊', ['710005']],
    ['!!', []],
    ["' OR '1'='1", []],
    ['x', []],
    ['rivera-2026', []],
  ])('takes %s literally', async (q, numbers) => {
    expect(await search(q)).toEqual(numbers);
  });

  it('does not let signs stand for a number', async () => {
    expect(await search('7%')).toEqual([]);
    expect(await search('7％')).toEqual([]);
    expect(await search('70041_')).not.toContain('700413');
  });

  it('stays in the scope, and in the site that is asked for', async () => {
    expect(await search('riviera')).toEqual(['700412']);
    expect(await search('800000')).toEqual([]);
    expect(await search('rivera', clerkAt(otherSiteId))).toEqual(['800000']);
    const inOther = await directory.searching.search(everywhere, { q: 'rivera', siteId: otherSiteId });
    expect(inOther.map(({ number }) => number)).toEqual(['800000']);
    expect(await codeOf(directory.searching.search(clerkAt(siteId), { q: 'rivera', siteId: otherSiteId }))).toBe(
      'site.not-found',
    );
  });

  it('gives no more than the limit', async () => {
    expect(await search('7', everywhere, 3)).toHaveLength(3);
  });

  it('finds a merged record as the one that stands for it, once, where that one is in scope', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => given.site()));
    const kept = await given.person({ primarySiteId: siteId, familyName: 'Quintero', number: '990001' });
    const merged = await given.person({ primarySiteId: otherSiteId, familyName: 'Kintero Vaca', number: '980002' });
    await test.asSuperuser('UPDATE person SET merged_into_id = $1 WHERE id = $2', [kept.id, merged.id]);
    for (const q of ['quintero', 'kintero', 'kintero vaca', 'maya kinterro', '980002'])
      for (const viewer of [clerkAt(siteId), clerkAt(siteId, ...many.map(({ id }) => id)), everywhere])
        expect([q, await search(q, viewer)]).toEqual([q, ['990001']]);
    for (const q of ['kintero', '980002']) expect([q, await search(q, clerkAt(otherSiteId))]).toEqual([q, []]);
  });

  it('does not lower the threshold for whoever uses the connection next', async () => {
    await search('rivra');
    const [{ now }] = await test.database.read.query<{ now: string }>(
      `SELECT current_setting('pg_trgm.word_similarity_threshold') AS now`,
    );
    expect(Number(now)).toBe(0.6);
  });
});
