import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsFlag, IsText, IsVersion, PageQuery, QueryFlag } from '@app/platform';
import { IsGrade, IsSiteKind, SITE_KINDS } from '../shared/dto-fields.js';
import type { SiteKind } from '../shared/dto-fields.js';

export class SiteDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'LHS' })
  code!: string;

  @ApiProperty({ example: 'Lincoln High School' })
  name!: string;

  @ApiProperty({ enum: SITE_KINDS, enumName: 'SiteKind' })
  kind!: SiteKind;

  @ApiProperty({ type: String, nullable: true, description: 'Area of a technician' })
  zone!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Number of the school at NCES' })
  ncesId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true })
  lowGrade!: string | null;

  @ApiProperty({ type: String, nullable: true })
  highGrade!: string | null;

  @ApiProperty({ description: 'A closed site keeps its history and takes no new people or devices' })
  active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class SitesQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'Only open (true, the default) or only closed sites (false)' })
  active: boolean = true;

  @IsText(100, {
    optional: true,
    description: 'In the code or the name; no personal data, so it may stand in the address',
  })
  q?: string;
}

/** What of a site may be left empty. */
class SiteFactsDto {
  @IsText(60, { optional: true, nullable: true })
  zone?: string | null;

  @IsCode({ max: 20, optional: true, nullable: true, example: '062271003250' })
  ncesId?: string | null;

  @IsText(300, { optional: true, nullable: true })
  address?: string | null;

  @IsText(40, { optional: true, nullable: true })
  phone?: string | null;

  @IsGrade({ optional: true, nullable: true })
  lowGrade?: string | null;

  @IsGrade({ optional: true, nullable: true })
  highGrade?: string | null;
}

export class NewSiteDto extends SiteFactsDto {
  @IsCode({ max: 20, example: 'LHS' })
  code!: string;

  @IsText(200, { example: 'Lincoln High School' })
  name!: string;

  @IsSiteKind()
  kind!: SiteKind;
}

/** What is left out stays as it is; `null` empties a field. */
export class EditSiteDto extends SiteFactsDto {
  @IsVersion()
  version!: number;

  @IsCode({ max: 20, optional: true, example: 'LHS' })
  code?: string;

  @IsText(200, { optional: true })
  name?: string;

  @IsSiteKind({ optional: true })
  kind?: SiteKind;

  @IsFlag({ optional: true })
  active?: boolean;
}
