import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsCode, IsText, IsUuid, IsWhole } from '@app/platform';

export const FUNDING_KINDS = ['local', 'state', 'federal', 'e-rate', 'ecf', 'bond', 'donation'] as const;
export type FundingKind = (typeof FUNDING_KINDS)[number];

export class NewFundingSourceDto {
  @IsCode({ max: 40, example: 'MEASURE-J' })
  code!: string;

  @IsText(120, { example: 'Measure J bond' })
  name!: string;

  @IsChoice(FUNDING_KINDS, { optional: true, enumName: 'FundingKind' })
  kind?: FundingKind;

  @IsText(60, { optional: true, nullable: true, description: 'Federal award number (FAIN) or the like' })
  awardNumber?: string | null;
}

export class FundingSourceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: FUNDING_KINDS, enumName: 'FundingKind' })
  kind!: FundingKind;

  @ApiProperty({ type: String, nullable: true })
  awardNumber!: string | null;
}

export class FundingSourcesDto {
  @ApiProperty({ type: [FundingSourceDto] })
  items!: FundingSourceDto[];
}

/** One source's share of a device's cost. The lines of a device sum to 10,000 basis points. */
export class FundingLineDto {
  @IsUuid()
  sourceId!: string;

  @IsWhole(1, 10_000, { description: 'Hundredths of a per cent', example: 10_000 })
  basisPoints!: number;
}

export class FundingShareDto {
  @ApiProperty({ format: 'uuid' })
  sourceId!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer' })
  basisPoints!: number;
}

export class FundingSplitDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: [FundingShareDto] })
  lines!: FundingShareDto[];
}
