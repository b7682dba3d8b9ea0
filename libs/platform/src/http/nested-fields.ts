import { applyDecorators } from '@nestjs/common';
import type { Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import type { FieldOptions } from './fields.js';
import { MayBeMissing, MayBeNull } from './fields.js';

type PartOptions = Pick<FieldOptions, 'optional' | 'nullable' | 'description'>;

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

// `type: () => item()` and not `type: item`: Swagger knows a lazy type by the function's name, which must be `type`.
const schemaOf = (item: () => Class, { optional, nullable, description }: PartOptions, list = {}) => ({
  type: () => item(),
  ...list,
  required: !optional,
  ...(nullable ? { nullable: true } : {}),
  ...(description === undefined ? {} : { description }),
});

const mayBe = ({ optional, nullable }: PartOptions): PropertyDecorator[] => [
  ...(optional ? [MayBeMissing()] : []),
  ...(nullable ? [MayBeNull()] : []),
];

/** A list of objects, each checked by its own class. A list inside the list, `null` or a scalar is refused. */
export const IsListOf = (item: () => Class, max: number, options: PartOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty(schemaOf(item, options, { isArray: true, maxItems: max })),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(max, { message: `must have at most ${max} entries` }),
    ValidateBy(
      { name: 'isRecordList', validator: { validate: isRecord, defaultMessage: () => 'must hold objects only' } },
      { each: true },
    ),
    ValidateNested({ each: true }),
    Type(item),
    ...mayBe(options),
  );

/** An object, checked by its own class. */
export const IsPartOf = (part: () => Class, options: PartOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty(schemaOf(part, options)),
    ValidateBy({ name: 'isRecord', validator: { validate: isRecord, defaultMessage: () => 'must be an object' } }),
    ValidateNested(),
    Type(part),
    ...mayBe(options),
  );
