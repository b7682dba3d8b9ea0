import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { splitWords } from '@app/kernel';
import type { Page } from '@app/kernel';
import type { FieldOptions } from './fields.js';
import { fieldRule } from './fields.js';

/** `?limit=50`: plain digits only. `0x10`, `1e3`, `-1`, ` 5` and a repeated parameter are refused. */
export function QueryWhole(min: number, max: number, options?: FieldOptions): PropertyDecorator {
  return applyDecorators(
    fieldRule(
      {
        name: 'queryWhole',
        message: `must be a whole number from ${min} to ${max}`,
        check: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
        schema: { type: 'integer', minimum: min, maximum: max },
        clean: (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : notNumber(value)),
      },
      options,
    ),
  );
}

/** `?held=true`: the words `true` and `false`, nothing else. */
export const QueryFlag = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'queryFlag',
      message: 'must be true or false',
      check: (value) => typeof value === 'boolean',
      schema: { type: Boolean },
      clean: (value) => (value === 'true' ? true : value === 'false' ? false : value),
    },
    options,
  );

interface WordForm {
  name: string;
  message: string;
  check: (word: string) => boolean;
  example?: string;
  /** The words that there are, when they are known. */
  choices?: readonly string[];
}

/** `?site=LHS,WMS`: words separated by commas (one inside of a word is `\,`), each once, each of the given form. A repeated parameter is refused. */
export const QueryWords = (
  { name, message, check, example, choices }: WordForm,
  options: FieldOptions = {},
): PropertyDecorator =>
  applyDecorators(
    fieldRule(
      {
        name,
        message,
        check: (value) => typeof value === 'string' && check(value),
        schema: { type: String, ...(choices ? { enum: [...choices] } : { example }) },
      },
      { ...options, each: true, minItems: 1, maxItems: options.maxItems ?? 100 },
    ),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? [...new Set(splitWords(value).slice(0, 200))] : value === undefined ? value : [value],
    ),
  );

/** `?state=in-stock,missing`: words from a fixed list. */
export const QueryChoices = (choices: readonly string[], options?: FieldOptions): PropertyDecorator =>
  QueryWords(
    {
      name: 'queryChoices',
      message: `must be words of ${choices.join(', ')}, separated by commas`,
      check: (word) => choices.includes(word),
      choices,
    },
    { ...options, maxItems: choices.length },
  );

/** Text that came where digits belong must not be taken for a number later. */
const notNumber = (value: unknown): unknown => (typeof value === 'number' ? Number.NaN : value);

/** Base of every list's query. `after` is the `next` of the page before. */
export class PageQuery {
  @fieldRule(
    {
      name: 'isCursor',
      message: 'must be the `next` of a page',
      check: (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{1,2000}$/.test(value),
      schema: { type: String, maxLength: 2000 },
    },
    { optional: true, description: 'Cursor: the `next` of the page before' },
  )
  after?: string;

  @QueryWhole(1, 200, { optional: true, description: 'Entries on a page' })
  @ApiProperty({ default: 100 })
  limit: number = 100;
}

const pages = new Map<Type, Type<Page<unknown>>>();

/** The documented `Page<T>` of a DTO: `@ApiOkResponse({ type: pageOf(DeviceDto) })`. */
export function pageOf<T>(item: Type<T>): Type<Page<T>> {
  const known = pages.get(item);
  if (known) return known as Type<Page<T>>;
  class PageDto implements Page<T> {
    @ApiProperty({ type: [item] })
    items!: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Give it as `after` for the next page; null on the last',
    })
    next!: string | null;
  }
  Object.defineProperty(PageDto, 'name', { value: `${item.name.replace(/Dto$/, '')}PageDto` });
  pages.set(item, PageDto);
  return PageDto;
}
