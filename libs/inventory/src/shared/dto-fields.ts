import { applyDecorators } from '@nestjs/common';
import type { Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { MayBeMissing, MayBeNull } from '@app/platform';
import type { FieldOptions } from '@app/platform';

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const optionalRules = ({ optional, nullable }: FieldOptions): PropertyDecorator[] => [
  ...(optional ? [MayBeMissing()] : []),
  ...(nullable ? [MayBeNull()] : []),
];

/** A list of objects, each checked by its own class. */
export const IsListOf = (item: () => Class, max: number, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: () => item(),
      isArray: true,
      maxItems: max,
      required: !options.optional,
      ...(options.nullable ? { nullable: true } : {}),
      ...(options.description === undefined ? {} : { description: options.description }),
    }),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(max, { message: `must have at most ${max} entries` }),
    ValidateBy(
      { name: 'isRecordList', validator: { validate: isRecord, defaultMessage: () => 'must hold objects only' } },
      { each: true },
    ),
    ValidateNested({ each: true }),
    Type(item),
    ...optionalRules(options),
  );

/** An object, checked by its own class. */
export const IsPartOf = (part: () => Class, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => part(), required: !options.optional }),
    ValidateBy({ name: 'isRecord', validator: { validate: isRecord, defaultMessage: () => 'must be an object' } }),
    ValidateNested(),
    Type(part),
    ...optionalRules(options),
  );
