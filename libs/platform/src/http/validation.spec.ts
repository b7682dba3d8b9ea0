import type { ArgumentMetadata, Type } from '@nestjs/common';
import { Type as Nested } from 'class-transformer';
import { IsInt, ValidateNested } from 'class-validator';
import { ArrayMaxSize, IsArray } from 'class-validator';
import * as field from './fields.js';
import { PageQuery, QueryChoices, QueryFlag } from './query-fields.js';
import { RequestRefused } from './refusal.js';
import { IdPipe, RequestValidationPipe } from './validation.js';

class LineDto {
  @field.IsCents()
  amountCents!: number;
}

class OrderDto {
  @field.IsText(10)
  name!: string;

  @field.IsText(20, { optional: true, nullable: true, multiline: true })
  note?: string | null;

  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Nested(() => LineDto)
  @field.MayBeMissing()
  lines?: LineDto[];

  @field.IsUuid({ each: true, optional: true, maxItems: 2 })
  siteIds?: string[];

  @IsInt()
  @field.MayBeMissing()
  count?: number;
}

class ListQuery extends PageQuery {
  @QueryChoices(['in-stock', 'missing'], { optional: true })
  state?: string[];

  @QueryFlag({ optional: true })
  held?: boolean;
}

const pipe = new RequestValidationPipe();
/** The pipe answers at once, throws at once, or promises. */
const promised = (given: () => unknown): Promise<unknown> => Promise.resolve().then(given);
const check = (value: unknown, metatype: Type = OrderDto, type: ArgumentMetadata['type'] = 'body') =>
  promised(() => pipe.transform(value, { type, metatype }));

async function errorsOf(value: unknown, metatype?: Type, type?: ArgumentMetadata['type']) {
  try {
    await check(value, metatype, type);
  } catch (error) {
    expect(error).toBeInstanceOf(RequestRefused);
    expect(error).toMatchObject({ status: 400, code: 'request.invalid' });
    return (error as RequestRefused).errors;
  }
  return [];
}

const fieldsOf = async (value: unknown, metatype?: Type, type?: ArgumentMetadata['type']): Promise<string[]> =>
  (await errorsOf(value, metatype, type)).map((error) => error.field);

describe('a body', () => {
  it('becomes its DTO, trimmed, with nothing converted', async () => {
    const dto = await check({ name: '  O’Brien ', note: null, lines: [{ amountCents: 5 }] });
    expect(dto).toBeInstanceOf(OrderDto);
    expect(dto).toMatchObject({ name: 'O’Brien', note: null, lines: [{ amountCents: 5 }] });
    expect((dto as OrderDto).lines?.[0]).toBeInstanceOf(LineDto);
  });

  it('names the path of a nested field, in words without the field', async () => {
    expect(await errorsOf({ name: 'a', lines: [{ amountCents: 1 }, { amountCents: '5' }] })).toEqual([
      { field: 'lines.1.amountCents', message: 'must be a whole number of cents from 0 to 10000000000' },
    ]);
    expect(await errorsOf({ name: 'a', count: '5' })).toEqual([
      { field: 'count', message: 'must be an integer number' },
    ]);
  });

  it('refuses what is not declared, also inside', async () => {
    expect(await errorsOf({ name: 'a', role: 'admin' })).toEqual([
      { field: 'role', message: 'is not a field of this request' },
    ]);
    expect(await fieldsOf({ name: 'a', lines: [{ amountCents: 1, id: 2 }] })).toEqual(['lines.0.id']);
  });

  it.each([
    ['[]', []],
    ['"x"', 'x'],
    ['5', 5],
    ['null', null],
    ['true', true],
    ['[{}]', [{ name: 'a' }]],
  ])('that is %s is refused', async (_text, value) => {
    expect(await fieldsOf(value)).toEqual(['body']);
  });

  it('that is missing lacks its fields', async () => {
    expect(await fieldsOf(undefined)).toEqual(['name']);
  });

  it.each([
    ['{"__proto__":{"isAdmin":true},"name":"a"}', '__proto__'],
    ['{"constructor":{"prototype":{}},"name":"a"}', 'constructor'],
    ['{"name":"a","lines":[{"amountCents":1,"prototype":1}]}', 'lines.0.prototype'],
    ['{"name":"a","lines":[{"\\u005f_proto__":1}]}', 'lines.0.__proto__'],
    ['{"name":"a\\u0000b"}', 'name'],
    ['{"name":"\\ud800"}', 'name'],
    ['{"name":"a","note":"\\udc00\\ud800"}', 'note'],
  ])('with a poisoned key or text is refused: %s', async (json, name) => {
    expect(await fieldsOf(JSON.parse(json))).toEqual([name]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('answers fifty errors at most, with printable names', async () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x\n${i}`, 1]));
    const errors = await errorsOf({ ...body, name: 'a' });
    expect(errors).toHaveLength(50);
    expect(errors[0]?.field).toBe('x?0');
  });
});

describe('text', () => {
  it.each([
    null,
    '',
    '   ',
    '\u00a0',
    '\u200b\u200d',
    '\u3164',
    'a\tb',
    'a\nb',
    '\u001b[31m',
    'a\u009bb',
    'x'.repeat(11),
    5,
    ['a'],
    {},
  ])('%j is refused', async (name) => {
    expect(await fieldsOf({ name })).toEqual(['name']);
  });

  it.each(['🎒🎒🎒🎒🎒🎒🎒🎒🎒🎒', 'مريم', 'Nguyễn', "O'Brien", 'null', '=1+1', '<b>', '👩‍🎓', '٣'])(
    '%j is text',
    async (name) => {
      expect(await check({ name })).toMatchObject({ name });
    },
  );

  it('may have lines where that is said', async () => {
    expect(await check({ name: 'a', note: 'one\ntwo\t3' })).toMatchObject({ note: 'one\ntwo\t3' });
    expect(await fieldsOf({ name: 'a', note: 'one\u0007' })).toEqual(['note']);
  });

  it('may be absent only where that is said, and null is another thing', async () => {
    expect(await fieldsOf({ name: 'a', count: null })).toEqual(['count']);
    expect(await fieldsOf({ name: 'a', siteIds: null })).toEqual(['siteIds']);
  });
});

class ValuesDto {
  @field.IsDay({ optional: true }) day?: string;
  @field.IsCents({ optional: true }) cents?: number;
  @field.IsWhole(0, 10, { optional: true }) whole?: number;
  @field.IsFlag({ optional: true }) flag?: boolean;
  @field.IsCode({ optional: true }) code?: string;
  @field.IsIdentifier({ optional: true }) tag?: string;
  @field.IsUuid({ optional: true }) id?: string;
  @field.IsEmailAddress({ optional: true }) email?: string;
  @field.IsInstant({ optional: true }) at?: string;
  @field.IsChoice(['a', 'b'], { optional: true }) choice?: string;
}

describe('values', () => {
  const id = '0199f3a0-0000-7000-8000-000000000001';

  it.each([
    { day: '2028-02-29' },
    { cents: 0 },
    { cents: 28_900 },
    { whole: 10 },
    { flag: false },
    { code: 'CB-00417' },
    { code: '5CD 123/4' },
    { tag: '5CD 123/4' },
    { id },
    { email: 'ana.li@district.example.org' },
    { at: '2027-08-15T14:03:22Z' },
    { at: '2027-08-15T14:03:22.123-07:00' },
    { choice: 'b' },
  ])('%j passes', async (value) => {
    expect(await check(value, ValuesDto)).toMatchObject(value);
  });

  it.each([
    { day: '2026-02-30' },
    { day: '1979-12-31' },
    { day: '2100-01-01' },
    { tag: 'AB' },
    { tag: 'CMD-UNDO' },
    { tag: 'https://example.org/x' },
    { tag: 'CAFÉ-01' },
    { tag: 'CB\u200b-00417' },
    { day: '2026-13-01' },
    { day: '26-01-01' },
    { day: 'infinity' },
    { day: '2026-01-01T00:00:00Z' },
    { day: 20260101 },
    { cents: '5' },
    { cents: 0.5 },
    { cents: -1 },
    { cents: -0 },
    { cents: 1e308 },
    { cents: Number.NaN },
    { cents: 2 ** 53 + 2 },
    { whole: 11 },
    { whole: -0 },
    { flag: 'false' },
    { flag: 0 },
    { code: ' ' },
    { code: 'a\u0000' },
    { code: 'a\u202eb' },
    { code: 'x'.repeat(65) },
    { id: '5' },
    { id: { $ne: 1 } },
    { id: [id] },
    { email: 'ana' },
    { email: 'ana@x.org\r\nBcc: y@x.org' },
    { email: `${'a'.repeat(250)}@x.org` },
    { at: '2027-08-15T24:00:00Z' },
    { at: '2027-08-15T14:03:60Z' },
    { at: '2027-02-30T14:03:00Z' },
    { at: '2027-08-15T14:03:22' },
    { at: '9999-08-15T14:03:22Z' },
    { choice: 'A' },
    { choice: 'constructor' },
  ])('%j is refused', async (value) => {
    expect(await fieldsOf(value, ValuesDto)).toEqual([Object.keys(value)[0]]);
  });

  it('text is kept without what turns the text beside it around; other scripts stay as they are', async () => {
    expect(await check({ name: '\u202eRiv\u2066era\u2069 ' })).toMatchObject({ name: 'Rivera' });
    for (const name of ['محمد علي', 'שרה כהן', 'כהן\u200f', 'Nguyễn'])
      expect(await check({ name })).toMatchObject({ name });
    expect(await fieldsOf({ name: '\u202e\u202c' })).toEqual(['name']);
  });

  it('lists of values are bounded and each is checked', async () => {
    expect(await check({ name: 'a', siteIds: [id] })).toMatchObject({ siteIds: [id] });
    expect(await fieldsOf({ name: 'a', siteIds: [id, id, id] })).toEqual(['siteIds']);
    expect(await fieldsOf({ name: 'a', siteIds: [id, 5] })).toEqual(['siteIds']);
    expect(await fieldsOf({ name: 'a', siteIds: id })).toEqual(['siteIds']);
  });
});

describe('a query', () => {
  it('has a page of 100 unless it says otherwise, and digits become a number', async () => {
    expect(await check({}, ListQuery, 'query')).toMatchObject({ limit: 100 });
    expect(await check({ limit: '5', after: 'WyJh' }, ListQuery, 'query')).toMatchObject({ limit: 5, after: 'WyJh' });
  });

  it.each(['-1', '0', '201', '1000000', '9e15', 'abc', '0x10', '1e2', ' 5', '', '5.0', ['1', '2'], { $ne: '1' }])(
    'refuses limit %j',
    async (limit) => {
      expect(await fieldsOf({ limit }, ListQuery, 'query')).toEqual(['limit']);
    },
  );

  it('refuses parameters that the list does not have', async () => {
    expect(await fieldsOf({ 'filter[user.passwordHash]': 'a', offset: '1' }, ListQuery, 'query')).toEqual([
      'filter[user.passwordHash]',
      'offset',
    ]);
  });

  it('takes words of a fixed list', async () => {
    expect(await check({ state: 'missing,in-stock,missing', held: 'false' }, ListQuery, 'query')).toMatchObject({
      state: ['missing', 'in-stock'],
      held: false,
    });
    for (const state of ['gone', '', 'missing,', 'name,(SELECT pg_sleep(5))']) {
      expect(await fieldsOf({ state }, ListQuery, 'query')).toEqual(['state']);
    }
    expect(await fieldsOf({ held: '1' }, ListQuery, 'query')).toEqual(['held']);
  });

  it('refuses a NUL wherever it stands', async () => {
    expect(await fieldsOf({ after: 'a\0' }, ListQuery, 'query')).toEqual(['after']);
    expect(await fieldsOf({ 'a\0': '1' }, ListQuery, 'query')).toHaveLength(1);
  });
});

describe('a parameter', () => {
  it('that is an id is a UUID, in lower case', () => {
    const ids = new IdPipe();
    const metadata = { type: 'param', data: 'id' } as const;
    expect(ids.transform('0199F3A0-0000-7000-8000-00000000000A', metadata)).toBe(
      '0199f3a0-0000-7000-8000-00000000000a',
    );
    for (const bad of ['5', '\0', '', undefined, 'undefined', "' OR 1=1"]) {
      expect(() => ids.transform(bad, metadata)).toThrow(RequestRefused);
    }
  });

  it('of plain text is one string without NUL', async () => {
    const metadata = { type: 'query', data: 'q', metatype: String } as const;
    const given = (value: unknown) => promised(() => pipe.transform(value, metadata));
    await expect(given('a')).resolves.toBe('a');
    await expect(given('a\0')).rejects.toMatchObject({ errors: [{ field: 'q' }] });
    await expect(given(['a', 'b'])).rejects.toMatchObject({ errors: [{ field: 'q' }] });
  });
});
