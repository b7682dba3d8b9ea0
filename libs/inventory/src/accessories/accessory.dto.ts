import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { IsChoice, IsText, IsUuid, IsVersion, IsWhole } from '@app/platform';

export const ACCESSORY_KINDS = ['charger', 'case', 'hotspot', 'stylus', 'other'] as const;
export const RELATIONS = ['comes-with', 'compatible'] as const;
const MOST = 20;
const maybe = { optional: true, nullable: true } as const;

export class NewAccessoryTypeDto {
  @IsChoice(ACCESSORY_KINDS, { enumName: 'AccessoryKind' })
  kind!: string;

  @IsText(80, { example: 'USB-C charger 45 W', description: 'As the desk says it' })
  name!: string;

  @IsText(40, { ...maybe, example: 'USB-C' })
  connector?: string | null;

  @IsWhole(1, 500, maybe)
  watts?: number | null;
}

export class EditAccessoryTypeDto {
  @IsVersion()
  version!: number;

  @IsText(80, { optional: true })
  name?: string;

  @IsText(40, maybe)
  connector?: string | null;

  @IsWhole(1, 500, maybe)
  watts?: number | null;
}

export class AccessoryTypeDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ACCESSORY_KINDS, enumName: 'AccessoryKind' })
  kind!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  connector!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  watts!: number | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class AccessoryTypesDto {
  @ApiProperty({ type: [AccessoryTypeDto], description: 'By kind and name' })
  items!: AccessoryTypeDto[];
}

export class ModelAccessoryDto {
  @IsUuid()
  typeId!: string;

  @IsChoice(RELATIONS, { description: 'Given with each loan, or taken in place of what was given' })
  relation!: (typeof RELATIONS)[number];

  @IsWhole(1, 9, { description: 'How many are given' })
  count!: number;
}

const IsAccessories = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: [ModelAccessoryDto], maxItems: MOST }),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(MOST, { message: `must hold at most ${MOST} entries` }),
    ValidateBy(
      {
        name: 'accessories',
        validator: {
          validate: (item) => item instanceof ModelAccessoryDto,
          defaultMessage: () => 'must hold accessories: typeId, relation and count',
        },
      },
      { each: true },
    ),
    ValidateNested({ each: true }),
    Type(() => ModelAccessoryDto),
  );

export class SetModelAccessoriesDto {
  @IsVersion()
  version!: number;

  @IsUuid({ nullable: true, description: 'Of a model of the class accessory: which type its devices are' })
  isTypeId!: string | null;

  @IsAccessories()
  items!: ModelAccessoryDto[];
}

export class ModelAccessoriesDto {
  @ApiProperty({ type: 'integer', description: 'Of the model' })
  version!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  isTypeId!: string | null;

  @ApiProperty({ type: [ModelAccessoryDto] })
  items!: ModelAccessoryDto[];
}
