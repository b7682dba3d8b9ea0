import { ApiProperty } from '@nestjs/swagger';
import { IsPassword } from '@app/identity';
import { IsChoice, IsEmailAddress, IsListOf, IsPartOf, IsText, IsWhole } from '@app/platform';
import { NewSchoolYearDto } from '../calendar/calendar.dto.js';
import { DISTRICT_PROFILES } from '../district/district.dto.js';
import type { DistrictProfile } from '../district/district.dto.js';
import { IsName } from '../shared/dto-fields.js';
import { NewSiteDto } from '../sites/site.dto.js';

export class SetupStateDto {
  @ApiProperty({ description: 'There is no account yet: the page `/setup` makes the first one' })
  needed!: boolean;
}

export class FirstAdminDto {
  @IsEmailAddress()
  email!: string;

  @IsName({ example: 'Dana Whitfield' })
  displayName!: string;

  @IsPassword()
  password!: string;
}

export class FirstDistrictDto {
  @IsText(200, { example: 'Valley Oak Unified School District' })
  name!: string;

  @IsText(64, { example: 'America/Los_Angeles' })
  timeZone!: string;

  @IsWhole(1, 12, { description: 'Month in which the fiscal year begins' })
  fiscalYearStartMonth!: number;

  @IsChoice(DISTRICT_PROFILES, { enumName: 'DistrictProfile' })
  profile!: DistrictProfile;
}

export class RunSetupDto {
  @IsText(64, { description: 'The one-time code on the console', example: 'K7QM-2FXA-93RT-HWZC' })
  code!: string;

  @IsPartOf(() => FirstAdminDto)
  admin!: FirstAdminDto;

  @IsPartOf(() => FirstDistrictDto)
  district!: FirstDistrictDto;

  @IsPartOf(() => NewSchoolYearDto)
  schoolYear!: NewSchoolYearDto;

  @IsListOf(() => NewSiteDto, 1_000)
  sites!: NewSiteDto[];
}

export class SetupDoneDto {
  @ApiProperty({ format: 'uuid', description: 'The first account, IT admin of the whole district' })
  accountId!: string;

  @ApiProperty({ type: 'integer' })
  siteCount!: number;
}
