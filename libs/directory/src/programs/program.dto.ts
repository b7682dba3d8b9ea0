import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsListOf, IsUuid, IsVersion, IsWhole } from '@app/platform';
import { SchoolYearDto } from '../calendar/calendar.dto.js';
import { IsGrade } from '../shared/dto-fields.js';

export const PROGRAM_KINDS = ['take-home', 'cart', 'none'] as const;
export type ProgramKind = (typeof PROGRAM_KINDS)[number];

export class ProgramsQuery {
  @IsUuid({ optional: true, description: 'Without it the current school year, else the next' })
  schoolYearId?: string;
}

/** How many devices of each loan type a student of this grade may have at once. */
export class ProgramDto {
  @ApiProperty({ example: '7' })
  grade!: string;

  @ApiProperty({ enum: PROGRAM_KINDS, enumName: 'ProgramKind' })
  kind!: ProgramKind;

  @ApiProperty({ type: 'integer' })
  limitOneToOne!: number;

  @ApiProperty({ type: 'integer' })
  limitDaily!: number;

  @ApiProperty({ type: 'integer' })
  limitLong!: number;

  @ApiProperty({ type: 'integer' })
  limitInSchool!: number;

  @ApiProperty({ type: 'integer' })
  limitSummer!: number;
}

export class ProgramsDto {
  @ApiProperty({ type: SchoolYearDto })
  schoolYear!: SchoolYearDto;

  @ApiProperty({ type: 'integer', description: 'Version of the site: give it back with a change' })
  version!: number;

  @ApiProperty({ type: [ProgramDto] })
  programs!: ProgramDto[];
}

export class NewProgramDto {
  @IsGrade()
  grade!: string;

  @IsChoice(PROGRAM_KINDS, { enumName: 'ProgramKind' })
  kind!: ProgramKind;

  @IsWhole(0, 50)
  limitOneToOne!: number;

  @IsWhole(0, 50)
  limitDaily!: number;

  @IsWhole(0, 50)
  limitLong!: number;

  @IsWhole(0, 50)
  limitInSchool!: number;

  @IsWhole(0, 50)
  limitSummer!: number;
}

/** Replaces the site's programs of the school year. A grade without one follows the district's loan limits. */
export class EditProgramsDto {
  @IsVersion()
  version!: number;

  @IsListOf(() => NewProgramDto, 40)
  programs!: NewProgramDto[];
}
