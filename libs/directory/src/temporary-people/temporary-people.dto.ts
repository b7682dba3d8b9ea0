import { ApiProperty } from '@nestjs/swagger';
import { isId } from '@app/kernel';
import { IsCode, IsText, IsUuid, IsVersion, PageQuery, pageOf, QueryWords } from '@app/platform';
import { PersonDto } from '../people/person.dto.js';
import { IsGrade, IsName } from '../shared/dto-fields.js';
import { TotalDto } from '../shared/total.js';
import { MATCH_REASONS } from './roster-match.rules.js';
import type { MatchReason } from './roster-match.rules.js';

export class NewTemporaryPersonDto {
  @IsName({ example: 'Maya' })
  givenName!: string;

  @IsName({ example: 'Rivera' })
  familyName!: string;

  @IsGrade({ optional: true, nullable: true })
  grade?: string | null;

  @IsText(60, { optional: true, nullable: true })
  homeroom?: string | null;

  @IsUuid({ description: 'Where the student stands at the desk' })
  siteId!: string;

  @IsCode({
    max: 40,
    optional: true,
    nullable: true,
    example: '700412',
    description: 'The number that the roster will have, if somebody knows it. It scans at once',
  })
  knownNumber?: string | null;
}

export class TemporaryPeopleQuery extends PageQuery {
  @QueryWords(
    { name: 'querySites', message: 'must be ids of sites, separated by commas', check: isId, example: '0198…' },
    { optional: true },
  )
  site?: string[];
}

export class RosterMatchDto {
  @ApiProperty({ type: PersonDto })
  person!: PersonDto;

  @ApiProperty({ enum: MATCH_REASONS, enumName: 'RosterMatchReason', isArray: true, description: 'Strongest first' })
  reasons!: MatchReason[];
}

export class TemporaryPersonDto {
  @ApiProperty({ type: PersonDto })
  person!: PersonDto;

  @ApiProperty({ type: String, nullable: true })
  knownNumber!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: [RosterMatchDto], description: 'Records of the roster that may be the same person, best first' })
  matches!: RosterMatchDto[];
}

export class TemporaryPeoplePageDto extends pageOf(TemporaryPersonDto) {
  @ApiProperty({ type: TotalDto })
  total!: TotalDto;
}

export class MergePersonDto {
  @IsVersion({ description: 'Version of the temporary record' })
  version!: number;

  @IsUuid({ description: 'The record of the roster, which stands for both from then on' })
  intoId!: string;

  @IsVersion({ description: 'Version of that record' })
  intoVersion!: number;
}
