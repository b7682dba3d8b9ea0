import { applyDecorators } from '@nestjs/common';
import type { Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateNested } from 'class-validator';
import { IsListOf } from '@app/directory';
import { MayBeMissing } from '@app/platform';

export { IsListOf };

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, checked by its own class. */
export const IsPartOf = (
  part: () => Class,
  { optional, description }: { optional?: boolean; description?: string } = {},
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => part(), required: !optional, ...(description === undefined ? {} : { description }) }),
    ValidateBy({ name: 'isRecord', validator: { validate: isRecord, defaultMessage: () => 'must be an object' } }),
    ValidateNested(),
    Type(part),
    ...(optional ? [MayBeMissing()] : []),
  );
