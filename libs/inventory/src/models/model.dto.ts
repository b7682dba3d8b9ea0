import { DEVICE_CLASSES } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import {
  IsCents,
  IsChoice,
  IsDay,
  IsFlag,
  IsText,
  IsVersion,
  IsWhole,
  PageQuery,
  QueryChoices,
  QueryFlag,
} from '@app/platform';

export const SUPPORT_TIERS = ['full', 'limited', 'none'] as const;

const maybe = { optional: true, nullable: true } as const;

export class NewModelDto {
  @IsText(80, { example: 'Lenovo' })
  maker!: string;

  @IsText(120, { example: '300e Gen 4' })
  name!: string;

  @IsChoice(DEVICE_CLASSES, { enumName: 'DeviceClass' })
  deviceClass!: string;

  @IsDay({ ...maybe, description: 'Last day of updates (AUE)' })
  supportEndsOn?: string | null;

  @IsText(200, { ...maybe, description: 'Where the support end was read' })
  supportSource?: string | null;

  @IsWhole(1, 20, { ...maybe, description: 'Years in service that are planned' })
  cycleYears?: number | null;

  @IsCents(maybe)
  unitCostCents?: number | null;

  @IsChoice(SUPPORT_TIERS, { ...maybe, enumName: 'SupportTier' })
  supportTier?: string | null;

  @IsFlag({ optional: true, description: 'On the standards list' })
  standard?: boolean;
}

export class EditModelDto {
  @IsVersion()
  version!: number;

  @IsText(80, { optional: true })
  maker?: string;

  @IsText(120, { optional: true })
  name?: string;

  @IsChoice(DEVICE_CLASSES, { optional: true, enumName: 'DeviceClass' })
  deviceClass?: string;

  @IsDay(maybe)
  supportEndsOn?: string | null;

  @IsText(200, maybe)
  supportSource?: string | null;

  @IsWhole(1, 20, maybe)
  cycleYears?: number | null;

  @IsCents(maybe)
  unitCostCents?: number | null;

  @IsChoice(SUPPORT_TIERS, { ...maybe, enumName: 'SupportTier' })
  supportTier?: string | null;

  @IsFlag({ optional: true })
  standard?: boolean;
}

export class ModelDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  maker!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: DEVICE_CLASSES, enumName: 'DeviceClass' })
  deviceClass!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  supportEndsOn!: string | null;

  @ApiProperty({ type: String, nullable: true })
  supportSource!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  cycleYears!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  unitCostCents!: number | null;

  @ApiProperty({ type: String, nullable: true })
  supportTier!: string | null;

  @ApiProperty()
  standard!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class ModelsQuery extends PageQuery {
  @QueryChoices(DEVICE_CLASSES, { optional: true })
  deviceClass?: string[];

  @QueryFlag({ optional: true, description: 'On the standards list, or not' })
  standard?: boolean;

  @IsText(100, {
    optional: true,
    description: 'Words of the maker and the name; no personal data, so it may stand in the address',
  })
  q?: string;
}
