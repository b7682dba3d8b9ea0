import { ApiProperty } from '@nestjs/swagger';
import {
  IsChoice,
  IsDay,
  IsEmailAddress,
  IsIdentifier,
  IsText,
  IsUuid,
  IsVersion,
  IsWhole,
  PageQuery,
  pageOf,
  QueryChoices,
  QueryWords,
} from '@app/platform';
import { IsGrade, IsLanguage, IsName, QuerySites, SiteRefDto } from '../shared/dto-fields.js';
import { TotalDto } from '../shared/total.js';
import { AGREEMENT_STATES } from './agreement.sql.js';
import type { AgreementState } from './agreement.sql.js';

export const PERSON_KINDS = ['student', 'staff'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];
export const PERSON_STATES = ['active', 'withdrawn'] as const;
export type PersonState = (typeof PERSON_STATES)[number];
export const PERSON_SORTS = ['name', '-name'] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];
const MOST_SITES = 30;

/** A person in a list: what custody needs. Never a birth date, a lunch status, a health or discipline note. */
export class PersonDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: PERSON_KINDS, enumName: 'PersonKind' })
  kind!: PersonKind;

  @ApiProperty({ example: '700412', description: 'Student or staff number, as the student system writes it' })
  number!: string;

  @ApiProperty({ example: 'Maya' })
  givenName!: string;

  @ApiProperty({ example: 'Rivera' })
  familyName!: string;

  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({ type: String, nullable: true })
  homeroom!: string | null;

  @ApiProperty({ enum: PERSON_STATES, enumName: 'PersonState' })
  state!: PersonState;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  withdrawnOn!: string | null;

  @ApiProperty({ description: 'Made at the desk: waits for the record of the roster' })
  temporary!: boolean;

  @ApiProperty({
    description: 'The years of the record are over: who it was is known no more, and nothing is written to it',
  })
  forgotten!: boolean;

  @ApiProperty({ description: 'Nothing is printed for, or sent to, the family' })
  doNotContact!: boolean;

  @ApiProperty({ type: SiteRefDto, nullable: true, description: 'Primary site' })
  site!: SiteRefDto | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class LoanLimitsDto {
  @ApiProperty({ type: 'integer' })
  oneToOne!: number;

  @ApiProperty({ type: 'integer' })
  daily!: number;

  @ApiProperty({ type: 'integer' })
  long!: number;

  @ApiProperty({ type: 'integer' })
  inSchool!: number;

  @ApiProperty({ type: 'integer' })
  summer!: number;
}

export class PersonDetailDto extends PersonDto {
  @ApiProperty({ type: String, nullable: true, description: 'BCP 47, for notices' })
  language!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: [SiteRefDto], description: 'Every site of the person, the primary one first' })
  sites!: SiteRefDto[];

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Agreement of this school year' })
  agreementSignedOn!: string | null;

  @ApiProperty({ description: 'This school year the family takes no device home' })
  agreementOptedOut!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  doNotContactSince!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only for accounts that may see contacts' })
  doNotContactReason!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many contacts are on file; they have a route of their own' })
  guardianCount!: number;

  @ApiProperty({
    type: LoanLimitsDto,
    description: "Open loans that the program (else the district's policy) allows today",
  })
  limits!: LoanLimitsDto;
}

export class PeoplePageDto extends pageOf(PersonDto) {
  @ApiProperty({ type: TotalDto })
  total!: TotalDto;
}

const printable = (most: number): ((word: string) => boolean) => {
  const form = new RegExp(`^[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,${most}}$`, 'u');
  return (word) => form.test(word) && word.trim() !== '';
};

/** Several values of one filter: any of them. */
export class PeopleQuery extends PageQuery {
  @QuerySites('People who have one of these sites: ids or codes')
  site?: string[];

  @QueryWords(
    { name: 'queryGrades', message: 'must be grades, separated by commas', check: printable(12), example: '7' },
    { optional: true, maxItems: 20 },
  )
  grade?: string[];

  @QueryWords(
    { name: 'queryHomerooms', message: 'must be homerooms, separated by commas', check: printable(60), example: '7B' },
    { optional: true, maxItems: 50, description: 'A comma inside of a homeroom is written `\\,`' },
  )
  homeroom?: string[];

  @QueryChoices(PERSON_KINDS, { optional: true })
  kind?: PersonKind[];

  @QueryChoices(PERSON_STATES, { optional: true })
  state?: PersonState[];

  @QueryChoices(AGREEMENT_STATES, {
    optional: true,
    description: 'Of this school year. `missing`: students whose site asks for one, and nothing is on record',
  })
  agreement?: AgreementState[];

  @IsChoice(PERSON_SORTS, { optional: true, enumName: 'PersonSort' })
  sort: PersonSort = 'name';
}

export class SearchPeopleDto {
  @IsText(100, {
    description: 'A number or its beginning, or a name, also misspelt or without accents',
    example: 'rivera',
  })
  q!: string;

  @IsUuid({ optional: true, description: 'Only people of this site' })
  siteId?: string;

  @IsWhole(1, 50, { optional: true })
  limit?: number;
}

export class FoundPeopleDto {
  @ApiProperty({ type: [PersonDto], description: 'The best match first' })
  items!: PersonDto[];
}

/** What of a person may be left empty. */
class PersonFactsDto {
  @IsGrade({ optional: true, nullable: true })
  grade?: string | null;

  @IsText(60, { optional: true, nullable: true })
  homeroom?: string | null;

  @IsLanguage({ optional: true, nullable: true })
  language?: string | null;

  @IsEmailAddress({ optional: true, nullable: true })
  email?: string | null;
}

export class NewPersonDto extends PersonFactsDto {
  @IsChoice(PERSON_KINDS, { enumName: 'PersonKind' })
  kind!: PersonKind;

  @IsIdentifier({ max: 40, example: '700412' })
  number!: string;

  @IsName({ example: 'Maya' })
  givenName!: string;

  @IsName({ example: 'Rivera' })
  familyName!: string;

  @IsUuid()
  primarySiteId!: string;

  @IsUuid({ each: true, maxItems: MOST_SITES, optional: true, description: 'Further sites of the person' })
  otherSiteIds?: string[];
}

/** What is left out stays as it is; `null` empties a field. */
export class EditPersonDto extends PersonFactsDto {
  @IsVersion()
  version!: number;

  @IsIdentifier({ max: 40, optional: true, example: '700412' })
  number?: string;

  @IsName({ optional: true })
  givenName?: string;

  @IsName({ optional: true })
  familyName?: string;

  @IsUuid({ optional: true, description: 'Moves the person. Without `siteIds` it takes the place of the old one' })
  primarySiteId?: string;

  @IsUuid({
    each: true,
    minItems: 1,
    maxItems: MOST_SITES,
    optional: true,
    description: 'All sites, the primary one too',
  })
  siteIds?: string[];

  @IsChoice(PERSON_STATES, { optional: true, enumName: 'PersonState', description: '`active` takes somebody back' })
  state?: PersonState;

  @IsDay({ optional: true, description: 'With a withdrawal; today without it. Never in the future' })
  withdrawnOn?: string;
}

export class DoNotContactDto {
  @IsVersion()
  version!: number;

  @IsText(300, { nullable: true, description: 'Why; `null` takes it back' })
  reason!: string | null;
}

export class AgreementDto {
  @IsVersion()
  version!: number;

  @IsDay({ nullable: true, description: 'Of the present school year; `null`: not on record. Never in the future' })
  signedOn!: string | null;
}
