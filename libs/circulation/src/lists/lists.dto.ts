import { ApiProperty } from '@nestjs/swagger';
import { PersonDto } from '@app/directory';
import { DeviceRowDto, HolderDto } from '@app/inventory';
import { IsChoice, IsDay, IsUuid } from '@app/platform';
import { BY_CLEARANCE, LOAN_TYPES } from '../loans/loan.dto.js';
import type { LoanType } from '../loans/loan.dto.js';

export const LOAN_LISTS = ['loaners', 'overdue'] as const;
export type LoanList = (typeof LOAN_LISTS)[number];

/** A list for one school and one morning: all of it at once, so that it prints whole. */
export class LoanListQuery {
  @IsChoice(LOAN_LISTS, {
    enumName: 'LoanList',
    description: '`loaners`: day and in-school loans that are still out; `overdue`: every loan whose time has passed',
  })
  list!: LoanList;

  @IsUuid({ description: 'Where the devices were handed out' })
  siteId!: string;
}

export class ListedLoanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: LOAN_TYPES, enumName: 'LoanType' })
  type!: LoanType;

  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;

  @ApiProperty({ type: HolderDto })
  borrower!: HolderDto;

  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({ type: String, nullable: true })
  homeroom!: string | null;

  @ApiProperty()
  doNotContact!: boolean;

  @ApiProperty({ format: 'date-time' })
  loanedAt!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn!: string | null;

  @ApiProperty({ description: BY_CLEARANCE })
  dueByClearance!: boolean;

  @ApiProperty()
  overdue!: boolean;

  @ApiProperty({ type: 'integer', description: 'School days of the site after the day on which it was due' })
  daysLate!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Late returns in this school year: a count to talk about, nothing else',
  })
  lateReturns!: number;
}

export class LoanListDto {
  @ApiProperty({ type: [ListedLoanDto], description: 'By grade, homeroom and name' })
  items!: ListedLoanDto[];

  @ApiProperty({ description: 'There are more than are shown' })
  capped!: boolean;
}

export class NoShowsQuery {
  @IsUuid()
  siteId!: string;

  @IsDay({ optional: true, description: 'Nothing handed out up to this day; today without it' })
  by?: string;
}

export class NoShowDto {
  @ApiProperty({ type: PersonDto })
  person!: PersonDto;

  @ApiProperty({ type: String, nullable: true, description: 'Tag of the device that is set aside for them' })
  reservedTag!: string | null;
}

export class NoShowsDto {
  @ApiProperty({ type: [NoShowDto], description: 'By grade, homeroom and name' })
  items!: NoShowDto[];

  @ApiProperty()
  capped!: boolean;
}
