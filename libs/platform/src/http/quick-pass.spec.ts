import { Exclude, plainToInstance, Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, Validate, validate, ValidateNested, ValidatorConstraint } from 'class-validator';
import fc from 'fast-check';
import * as field from './fields.js';
import { QueryChoices, PageQuery } from './query-fields.js';
import { quickPass } from './quick-pass.js';

class LineDto {
  @field.IsCents()
  amountCents!: number;
}

class OrderDto {
  @field.IsText(10)
  name!: string;

  @field.IsChoice(['new', 'old'], { optional: true, nullable: true })
  kind?: string | null;

  @field.IsUuid({ each: true, optional: true, maxItems: 2 })
  siteIds?: string[];

  @ValidateNested()
  @Type(() => LineDto)
  line!: LineDto;

  @ValidateNested({ each: true })
  @Type(() => LineDto)
  @field.MayBeMissing()
  lines?: LineDto[];
}

class SpecialOrderDto extends OrderDto {
  @IsInt()
  count!: number;
}

@ValidatorConstraint({ async: true })
class Later {
  validate(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class SlowDto {
  @Validate(Later)
  name!: string;
}

class MarkedDto {
  @IsOptional()
  @IsInt({ groups: ['some'] })
  name?: number;
}

class PlainDto {}

class HiddenDto {
  @Exclude()
  @IsInt()
  name!: number;
}

class GroupedDto {
  @Transform(({ value }) => value as unknown, { groups: ['some'] })
  @IsInt()
  name!: number;
}

class ConvertedDto {
  @Type(() => Number)
  @IsInt()
  name!: number;
}

class ListQuery extends PageQuery {
  @QueryChoices(['new', 'old'], { optional: true })
  state?: string[];
}

const OPTIONS = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true };
const ID = '0199f3a0-0000-7000-8000-00000000000a';
const ORDER = { name: 'a', kind: null, siteIds: [ID], line: { amountCents: 1 }, lines: [{ amountCents: 2 }] };
const passes = (type: new () => object, body: object): boolean => quickPass(type, body) !== null;

describe('the quick pass', () => {
  it('lets the usual body through', () => {
    expect(passes(OrderDto, ORDER)).toBe(true);
    expect(passes(OrderDto, { name: 'a', line: { amountCents: 1 } })).toBe(true);
    expect(passes(SpecialOrderDto, { ...ORDER, count: 5 })).toBe(true);
  });

  it('makes the instance that class-transformer makes', () => {
    expect(quickPass(OrderDto, { ...ORDER, name: ' a ' })).toStrictEqual(plainToInstance(OrderDto, ORDER));
    expect(quickPass(ListQuery, { limit: '5', state: 'new,old,new' })).toEqual({ limit: 5, state: ['new', 'old'] });
    expect(quickPass(ListQuery, {})).toStrictEqual(plainToInstance(ListQuery, {}));
    const given = { ...ORDER, siteIds: [ID] };
    expect((quickPass(OrderDto, given) as OrderDto).siteIds).not.toBe(given.siteIds);
  });

  it.each<[string, object]>([
    ['a field that is not declared', { ...ORDER, more: 1 }],
    ['one inside', { ...ORDER, line: { amountCents: 1, more: 1 } }],
    ['one inside a list', { ...ORDER, lines: [{ amountCents: 1, more: 1 }] }],
    ['a missing field', { line: ORDER.line }],
    ['a wrong value', { ...ORDER, name: '' }],
    ['a wrong value inside', { ...ORDER, line: { amountCents: '1' } }],
    ['a wrong entry', { ...ORDER, siteIds: [ID, 'x'] }],
    ['too many entries', { ...ORDER, siteIds: [ID, ID, ID] }],
    ['no list', { ...ORDER, siteIds: ID }],
    ['no object', { ...ORDER, line: null }],
    ['a list in a list', { ...ORDER, lines: [[{ amountCents: 1 }]] }],
  ])('leaves %s to class-validator', (_name, body) => expect(passes(OrderDto, body)).toBe(false));

  it('leaves what it cannot read to class-validator', () => {
    expect(passes(SlowDto, { name: 'a' })).toBe(false);
    expect(passes(PlainDto, {})).toBe(false);
    expect(passes(MarkedDto, { name: 'a' })).toBe(false);
    for (const type of [HiddenDto, GroupedDto, ConvertedDto]) expect(passes(type, { name: 1 })).toBe(false);
  });

  it('never lets through what class-validator refuses, nor makes anything else of it', async () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>('a', ' a ', '', 'new', ID, null, 1, -1, 1.5, [], [ID], {}, true),
      fc.array(fc.constantFrom<unknown>(ID, null, 1, { amountCents: 1 }, { amountCents: 'x' }, []), { maxLength: 3 }),
      fc.record({ amountCents: fc.constantFrom<unknown>(1, '1', null) }),
    );
    const keys = fc.constantFrom('name', 'kind', 'siteIds', 'line', 'lines', 'more', 'toString');
    const body = fc.dictionary(keys, value).map((some) => ({ ...ORDER, ...some }));
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const quick = quickPass(OrderDto, given);
        if (!quick) return;
        expect(quick).toStrictEqual(plainToInstance(OrderDto, given));
        expect(await validate(quick, OPTIONS)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
