import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { SITE_KINDS } from '@app/directory';
import {
  fieldRule,
  IsChoice,
  IsCode,
  IsFlag,
  IsListOf,
  IsPartOf,
  IsText,
  IsUuid,
  IsVersion,
  IsWhole,
} from '@app/platform';
import type { FieldOptions } from '@app/platform';
import type { HeldRun } from './roster-health.js';
import type { OrgAnswer, OrgMatch, RosterOrg } from './roster-orgs.service.js';
import { ORG_MATCHES } from './roster-orgs.service.js';
import type { NumberCandidate, RosterSource } from './roster-sources.service.js';
import { SOURCE_CODE } from './source-code.rules.js';

const NUMBER_FIELD = /^(?:identifier|sourcedId|username|userId:[^\p{Cc}:{},]{1,60})$/u;

const IsNumberField = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isNumberField',
      message: 'must be identifier, sourcedId, username or userId: and a type',
      check: (value) => typeof value === 'string' && NUMBER_FIELD.test(value),
      schema: { type: String, maxLength: 70, example: 'identifier' },
    },
    { description: "Which field of the source is a person's number here; null: the next file tells", ...options },
  );

export class NumberCandidateDto implements NumberCandidate {
  @ApiProperty({ example: 'identifier' })
  field!: string;

  @ApiProperty({ type: 'integer', description: 'Students who are here by that number' })
  matched!: number;

  @ApiProperty({ type: 'integer', description: 'Students of the file who have it' })
  filled!: number;

  @ApiProperty({ type: 'integer', description: 'Different ones among them' })
  distinct!: number;

  @ApiProperty({ type: 'integer', description: 'Students of the file' })
  of!: number;
}

export class HeldRosterDto implements HeldRun {
  @ApiProperty({ format: 'uuid' })
  runId!: string;

  @ApiProperty({ enum: ['checked', 'stopped', 'failed'], enumName: 'HeldRosterState' })
  state!: HeldRun['state'];
}

export class RosterSourceDto implements RosterSource {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'aeries', description: 'Also the name of its folder' })
  code!: string;

  @ApiProperty({ example: 'Aeries' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'identifier' })
  numberField!: string | null;

  @ApiProperty({
    type: [NumberCandidateDto],
    nullable: true,
    description: 'What the guess was made of, the likeliest first',
  })
  numberWhy!: NumberCandidateDto[] | null;

  @ApiProperty({ type: 'integer', description: 'A run that would lose more than so many percent stops' })
  withdrawLimitPercent!: number;

  @ApiProperty({ description: 'Files that are laid into its folder are taken by themselves' })
  watched!: boolean;

  @ApiProperty()
  active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: 'integer', description: 'People who are there by its last run' })
  people!: number;

  @ApiProperty({ type: 'integer' })
  openQuestions!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastRunAt!: string | null;

  @ApiProperty({
    type: HeldRosterDto,
    nullable: true,
    description: 'The newest roster, when it came by itself and failed or waits for somebody',
  })
  held!: HeldRosterDto | null;
}

export class RosterSourcesDto {
  @ApiProperty({ type: [RosterSourceDto] })
  items!: RosterSourceDto[];
}

export class NewRosterSourceDto {
  @ApiProperty({ pattern: SOURCE_CODE.source, example: 'aeries' })
  @Matches(SOURCE_CODE, { message: 'must be 1 to 40 lower-case letters, digits and dashes' })
  code!: string;

  @IsText(100)
  name!: string;

  @IsNumberField({ optional: true, nullable: true })
  numberField?: string | null;

  @IsWhole(0, 100, { optional: true })
  withdrawLimitPercent?: number;

  @IsFlag({ optional: true })
  watched?: boolean;
}

export class EditRosterSourceDto {
  @IsVersion()
  version!: number;

  @IsText(100, { optional: true })
  name?: string;

  @IsNumberField({ optional: true, nullable: true })
  numberField?: string | null;

  @IsWhole(0, 100, { optional: true })
  withdrawLimitPercent?: number;

  @IsFlag({ optional: true })
  watched?: boolean;

  @IsFlag({ optional: true })
  active?: boolean;
}

export class RosterOrgDto implements RosterOrg {
  @ApiProperty()
  orgId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the source names it and says nothing else' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'school' })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true })
  identifier!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ type: String, nullable: true })
  siteName!: string | null;

  @ApiProperty({
    enum: ORG_MATCHES,
    enumName: 'RosterOrgMatch',
    nullable: true,
    description: 'How we know; null: nobody does',
  })
  how!: OrgMatch | null;

  @ApiProperty({ description: 'Somebody said which site it is, or that it is none' })
  answered!: boolean;

  @ApiProperty({ type: 'integer', description: 'Students and staff who are there' })
  people!: number;

  @ApiProperty({ description: 'People are there and nobody knows which site it is' })
  unknown!: boolean;
}

export class RosterOrgsDto {
  @ApiProperty({ type: [RosterOrgDto], description: 'Unknown ones first, then those with the most people' })
  items!: RosterOrgDto[];
}

export class NewSiteOfOrgDto {
  @IsCode({ optional: true, max: 20, description: "The site's code; left out: the organisation's identifier or id" })
  code?: string;

  @IsChoice(SITE_KINDS, { enumName: 'SiteKind' })
  kind!: string;
}

/** `siteId`, `makeSite` or `forget`. */
export class OrgAnswerDto implements OrgAnswer {
  @IsText(255)
  orgId!: string;

  @IsUuid({ optional: true, nullable: true, description: 'Null: it is no site' })
  siteId?: string | null;

  @IsPartOf(() => NewSiteOfOrgDto, { optional: true, description: 'A site to be made of it' })
  makeSite?: NewSiteOfOrgDto;

  @IsFlag({ optional: true, description: 'Takes an earlier answer back' })
  forget?: boolean;
}

export class AnswerOrgsDto {
  @IsListOf(() => OrgAnswerDto, 500)
  answers!: OrgAnswerDto[];
}
