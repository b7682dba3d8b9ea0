import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsText, IsVersion, IsWhole } from '@app/platform';

export const DISTRICT_PROFILES = ['california', 'generic'] as const;
export type DistrictProfile = (typeof DISTRICT_PROFILES)[number];

export class DistrictDto {
  @ApiProperty({ example: 'Valley Oak Unified School District' })
  name!: string;

  @ApiProperty({ example: 'America/Los_Angeles' })
  timeZone!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 12, description: 'Month in which the fiscal year begins' })
  fiscalYearStartMonth!: number;

  @ApiProperty({ enum: DISTRICT_PROFILES, enumName: 'DistrictProfile' })
  profile!: DistrictProfile;

  @ApiProperty({ description: 'An invented district: its people and devices are not real' })
  sample!: boolean;

  @ApiProperty({ format: 'date', description: 'The day on the wall calendar of the district' })
  today!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class EditDistrictDto {
  @IsVersion()
  version!: number;

  @IsText(200, { optional: true })
  name?: string;

  @IsText(64, { optional: true, example: 'America/Los_Angeles' })
  timeZone?: string;

  @IsWhole(1, 12, { optional: true })
  fiscalYearStartMonth?: number;

  @IsChoice(DISTRICT_PROFILES, { optional: true, enumName: 'DistrictProfile' })
  profile?: DistrictProfile;
}
