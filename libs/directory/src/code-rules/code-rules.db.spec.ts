import { clerkAt, codeOf, everywhere, useDirectory } from '../directory.test-support.js';
import type { NewCodeRuleDto } from './code-rule.dto.js';

const { test, directory, given } = useDirectory();
beforeAll(async () => {
  await given.district();
});

const tag: NewCodeRuleDto = {
  pattern: '^(?:MA-)?0*([0-9]{1,6})$',
  replacement: 'MA-\\1',
  digits: 6,
  example: 'ma-1',
  enabled: true,
};

it('replaces the rules of a site in their order, and shows what they make of their examples', async () => {
  const { id, version } = await given.site();
  const serial = {
    pattern: '^S([A-Z0-9]{7,12})$',
    replacement: '\\1',
    digits: null,
    example: 'S5CD1234',
    enabled: false,
  };
  const saved = await directory.codeRules.replaceOfSite(clerkAt(id), id, { version, rules: [tag, serial] });
  expect(saved).toEqual({
    version: version + 1,
    rules: [
      { ...tag, exampleBecomes: 'MA-000001' },
      { ...serial, exampleBecomes: '5CD1234' },
    ],
  });
  expect(await directory.codeRules.listOfSite(clerkAt(id), id)).toEqual(saved);
  expect(
    await test.asSuperuser(`SELECT action FROM admin_log WHERE subject_id = $1 AND action LIKE 'code%'`, [id]),
  ).toEqual([{ action: 'code-rules.replaced' }]);
});

it('ships the prefixes of makers switched off', async () => {
  expect((await directory.codeRules.listOfDistrict()).rules).toMatchObject([
    { example: 'S5CD1234ABC', exampleBecomes: '5CD1234ABC', enabled: false },
    { example: '1S20UES0X800PF1ABCDE', exampleBecomes: 'PF1ABCDE', enabled: false },
  ]);
});

it.each([
  ['pattern', { pattern: '(' }],
  ['pattern', { pattern: 'a{1,99999}' }],
  ['example', { example: 'XX-1' }],
  ['replacement', { replacement: 'CMD-\\1' }],
])('refuses a rule for its %s: %j', async (field, change) => {
  const { version } = await directory.codeRules.listOfDistrict();
  const request = { version, rules: [tag, { ...tag, ...change }] };
  await expect(directory.codeRules.replaceOfDistrict(everywhere, request)).rejects.toMatchObject({
    code: 'code-rule.invalid',
    details: { errors: [{ field: `rules.1.${field}` }] },
  });
});

it('is won by one of two; the district is for whoever may edit all of it', async () => {
  const { id, version } = await given.site();
  const save = (): Promise<unknown> => directory.codeRules.replaceOfSite(clerkAt(id), id, { version, rules: [] });
  await save();
  expect(await codeOf(save())).toBe('site.version-conflict');
  const elsewhere = (await given.site()).id;
  expect(await codeOf(directory.codeRules.replaceOfSite(clerkAt(elsewhere), id, { version, rules: [] }))).toBe(
    'site.not-found',
  );
  expect(await codeOf(directory.codeRules.replaceOfDistrict(clerkAt(id), { version: 1, rules: [] }))).toBe(
    'access.district-wide-only',
  );
});
