import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateBy, ValidateIf, isEmail } from 'class-validator';
import { isDay, isId, isPlausibleDay, isScannable, MIN_CODE_LENGTH, PLAUSIBLE_YEARS } from '@app/kernel';
import { fits, hasControl, hasControlButLines, hasInvisible, isBlank, unturned } from './text-rules.js';

/** What every field decorator takes. Without options a field is required and never `null`. */
export interface FieldOptions {
  /** The field may be left out. `null` is still refused: that is `nullable`. */
  optional?: boolean;
  nullable?: boolean;
  /** The field is a list of such values, at most `maxItems` (200). */
  each?: boolean;
  maxItems?: number;
  minItems?: number;
  description?: string;
  example?: unknown;
}

interface FieldRule {
  name: string;
  /** One sentence without the field's name: `must be a day such as 2027-08-15`. */
  message: string;
  check: (value: unknown) => boolean;
  schema: ApiPropertyOptions;
  /** Applied before the check; must be total. */
  clean?: (value: unknown) => unknown;
}

/** The field may be left out of the request; `null` is still refused. For use beside plain class-validator rules. */
export const MayBeMissing = (): PropertyDecorator => ValidateIf((_owner, value) => value !== undefined);

/** The field may be `null`. For use beside plain class-validator rules. */
export const MayBeNull = (): PropertyDecorator => ValidateIf((_owner, value) => value !== null);

/** One decorator that validates, cleans and documents a field. Libs build their own on it (`@IsAssetTag()`). */
export function fieldRule(rule: FieldRule, options: FieldOptions = {}): PropertyDecorator {
  const { optional, nullable, each, maxItems = 200, minItems, description, example } = options;
  const { clean } = rule;
  const schema = {
    ...rule.schema,
    required: !optional,
    ...(nullable ? { nullable: true } : {}),
    ...(each ? { isArray: true, maxItems, ...(minItems === undefined ? {} : { minItems }) } : {}),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(schema),
    ValidateBy(
      { name: rule.name, validator: { validate: rule.check, defaultMessage: () => rule.message } },
      { each: each ?? false },
    ),
    ...(each
      ? [
          IsArray({ message: 'must be a list' }),
          ArrayMaxSize(maxItems, { message: `must have at most ${maxItems} entries` }),
        ]
      : []),
    ...(each && minItems !== undefined
      ? [ArrayMinSize(minItems, { message: `must have at least ${minItems} entries` })]
      : []),
    ...(clean
      ? [Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(clean) : clean(value)))]
      : []),
    ...(optional ? [MayBeMissing()] : []),
    ...(nullable ? [MayBeNull()] : []),
  );
}

/** The last day of a span, whose first is another field. For use beside `IsDay`. */
export const NotBefore = (first: string): PropertyDecorator =>
  ValidateBy({
    name: 'notBefore',
    validator: {
      validate: (last: unknown, args) => {
        const begins = (args?.object as Record<string, unknown> | undefined)?.[first];
        return typeof last !== 'string' || typeof begins !== 'string' || begins <= last;
      },
      defaultMessage: () => `must not be before \`${first}\``,
    },
  });

const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

const plainText = (value: unknown): unknown => (typeof value === 'string' ? unturned(value).trim() : value);

/** Text of 1 to `max` characters, trimmed, without what turns text around. Blank text (also NBSP, zero-width) and control characters are refused. */
export const IsText = (max: number, options?: FieldOptions & { multiline?: boolean }): PropertyDecorator =>
  fieldRule(
    {
      name: 'isText',
      message: `must be text of 1 to ${max} characters without control characters`,
      check: (value) =>
        typeof value === 'string' &&
        fits(value, max) &&
        !isBlank(value) &&
        !(options?.multiline ? hasControlButLines(value) : hasControl(value)),
      schema: { type: String, minLength: 1, maxLength: max },
      clean: plainText,
    },
    options,
  );

/** The code of a role, of a source of money: one printable line of at most 64 characters, never scanned. */
export const IsCode = (options?: FieldOptions & { max?: number }): PropertyDecorator => {
  const max = options?.max ?? 64;
  return fieldRule(
    {
      name: 'isCode',
      message: `must be a code of 1 to ${max} printable characters`,
      check: (value) => typeof value === 'string' && fits(value, max) && !isBlank(value) && !hasInvisible(value),
      schema: { type: String, minLength: 1, maxLength: max, example: 'CB-00417' },
      clean: trim,
    },
    options,
  );
};

/** An asset tag, a serial, a student number, the code of a room, as printed: what the desk reads back when it is scanned. */
export const IsIdentifier = (options?: FieldOptions & { max?: number }): PropertyDecorator => {
  const max = options?.max ?? 64;
  return fieldRule(
    {
      name: 'isIdentifier',
      message: `must be a code that can be scanned: ${MIN_CODE_LENGTH} to ${max} plain letters, digits and signs, no web link, and not begin with CMD- or /`,
      check: (value) => typeof value === 'string' && fits(value, max) && !hasInvisible(value) && isScannable(value),
      schema: { type: String, minLength: MIN_CODE_LENGTH, maxLength: max, example: 'CB-00417' },
      clean: trim,
    },
    options,
  );
};

/** A calendar day `YYYY-MM-DD` that exists and is plausible, without a time zone. */
export const IsDay = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isDay',
      message: `must be a day such as 2027-08-15, of the years ${PLAUSIBLE_YEARS.join(' to ')}`,
      check: (value) => isDay(value) && isPlausibleDay(value),
      schema: { type: String, format: 'date', example: '2027-08-15' },
    },
    options,
  );

/** An amount of money in whole cents, 0 to one hundred million dollars unless said otherwise. Never a decimal. */
export const IsCents = (options?: FieldOptions & { min?: number; max?: number }): PropertyDecorator => {
  const { min = 0, max = 10_000_000_000 } = options ?? {};
  return fieldRule(
    {
      name: 'isCents',
      message: `must be a whole number of cents from ${min} to ${max}`,
      check: (value) => isWhole(value, min, max),
      schema: { type: 'integer', format: 'int64', minimum: min, maximum: max, example: 28_900 },
    },
    options,
  );
};

/** A whole number in a JSON body. Text such as `"5"`, `-0` and numbers beyond 2^53 are refused. */
export const IsWhole = (min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isWhole',
      message: `must be a whole number from ${min} to ${max}`,
      check: (value) => isWhole(value, min, max),
      schema: { type: 'integer', minimum: min, maximum: max },
    },
    options,
  );

/** The `version` that the caller last saw of a record: an edit of another version is a conflict. */
export const IsVersion = (options?: FieldOptions): PropertyDecorator => IsWhole(1, 2_147_483_647, options);

/** `true` or `false` in a JSON body. */
export const IsFlag = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isFlag',
      message: 'must be true or false',
      check: (value) => typeof value === 'boolean',
      schema: { type: Boolean },
    },
    options,
  );

/** One of a fixed list of words. `enumName` names the shared schema in the API document. */
export const IsChoice = (
  choices: readonly string[],
  options?: FieldOptions & { enumName?: string },
): PropertyDecorator =>
  fieldRule(
    {
      name: 'isChoice',
      message: `must be one of ${choices.join(', ')}`,
      check: (value) => typeof value === 'string' && choices.includes(value),
      schema: {
        enum: [...choices],
        ...(options?.enumName === undefined ? { type: String } : { enumName: options.enumName }),
      },
    },
    options,
  );

/** The id of a record: a UUID. */
export const IsUuid = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isUuid',
      message: 'must be the id of a record (a UUID)',
      check: isId,
      schema: { type: String, format: 'uuid' },
    },
    options,
  );

/** An e-mail address of at most 254 characters. Kept as typed; compare it folded. */
export const IsEmailAddress = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isEmailAddress',
      message: 'must be an e-mail address',
      check: (value) => typeof value === 'string' && value.length <= 254 && !hasControl(value) && isEmail(value),
      schema: { type: String, format: 'email', maxLength: 254 },
      clean: trim,
    },
    options,
  );

const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** An instant in ISO 8601 with a zone, 1970 to 2199: `2027-08-15T14:03:22Z`. No leap seconds, no `24:00`. */
export const IsInstant = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isInstant',
      message: 'must be an instant with a zone, such as 2027-08-15T14:03:22Z',
      check: (value) =>
        typeof value === 'string' && INSTANT.test(value) && isDay(value.slice(0, 10)) && inReach(Date.parse(value)),
      schema: { type: String, format: 'date-time' },
    },
    options,
  );

const inReach = (instant: number): boolean => instant >= 0 && instant < Date.UTC(2200, 0, 1);

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0) && (value as number) >= min && (value as number) <= max;
}
