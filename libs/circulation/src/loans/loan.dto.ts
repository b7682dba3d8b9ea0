import { QuerySites, TotalDto } from '@app/directory';
import { ApiProperty } from '@nestjs/swagger';
import { IsDay, NotBefore, PageQuery, QueryChoices, QueryFlag } from '@app/platform';
import { DeviceRowDto, DeviceSiteDto, HolderDto } from '@app/inventory';

export const LOAN_TYPES = ['one-to-one', 'daily', 'long', 'in-school', 'summer'] as const;
export type LoanType = (typeof LOAN_TYPES)[number];

export const LOAN_ENDS = ['returned', 'forced', 'lost', 'corrected'] as const;
export type LoanEnd = (typeof LOAN_ENDS)[number];

export const BY_CLEARANCE = 'The due day is the last day of a borrower who leaves, not the one of the loan itself';

/** Who had a device, from when to when. */
export class LoanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty({ enum: LOAN_TYPES, enumName: 'LoanType' })
  type!: LoanType;

  @ApiProperty({ type: HolderDto })
  borrower!: HolderDto;

  @ApiProperty({ type: DeviceSiteDto, description: 'Where it was handed out' })
  site!: DeviceSiteDto;

  @ApiProperty({ format: 'date-time' })
  loanedAt!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt!: string | null;

  @ApiProperty({ description: BY_CLEARANCE })
  dueByClearance!: boolean;

  @ApiProperty({ description: 'Open, and the due day or time has passed; by a clearance, its days of grace too' })
  overdue!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: still out' })
  returnedAt!: string | null;

  @ApiProperty({ enum: LOAN_ENDS, nullable: true, description: '`corrected`: taken back, never took place' })
  closedAs!: LoanEnd | null;
}

export class PersonLoanDto extends LoanDto {
  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;
}

export class DeviceLoansPageDto {
  @ApiProperty({ type: [LoanDto], description: 'Newest first' })
  items!: LoanDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class PersonLoansPageDto {
  @ApiProperty({ type: [PersonLoanDto], description: 'Open ones first, then newest first' })
  items!: PersonLoanDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;

  @ApiProperty({ type: TotalDto })
  total!: TotalDto;
}

export class PersonLoansQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'true: still out; false: over' })
  open?: boolean;
}

export class SiteLoansDto {
  @ApiProperty({ type: 'integer', description: 'Open loans that were handed out here' })
  open!: number;

  @ApiProperty({ type: 'integer' })
  overdue!: number;

  @ApiProperty({ type: 'integer', description: 'Due today, not overdue yet' })
  dueToday!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students of the site with an open loan' })
  studentsWithDevice!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students of the site without one' })
  studentsWithoutDevice!: number;
}

export class SiteLoansQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'Only overdue ones' })
  overdue?: boolean;
}

/** `overdue` ones are out, too. */
export const LOAN_STATES = ['out', 'overdue', 'over'] as const;
export type LoanState = (typeof LOAN_STATES)[number];

export const LOAN_BORROWERS = ['student', 'staff', 'room', 'cart'] as const;
export type LoanBorrower = (typeof LOAN_BORROWERS)[number];

export class LoansPageDto {
  @ApiProperty({ type: [PersonLoanDto], description: 'The last handed out first' })
  items!: PersonLoanDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;

  @ApiProperty({ type: TotalDto, nullable: true, description: 'How many match, on the first page only' })
  total!: TotalDto | null;
}

export class LoansQuery extends PageQuery {
  @QuerySites('Handed out at one of these sites: ids or codes')
  site?: string[];

  @QueryChoices(LOAN_STATES, { optional: true, description: 'Still out, of these overdue, or over' })
  state?: LoanState[];

  @QueryChoices(LOAN_TYPES, { optional: true })
  type?: LoanType[];

  @QueryChoices(LOAN_BORROWERS, { optional: true, description: 'What kind of holder' })
  holder?: LoanBorrower[];

  @IsDay({ optional: true, description: 'Out on this day or after' })
  from?: string;

  @IsDay({ optional: true, description: 'Out on this day or before; with `from`: in that time, a school year perhaps' })
  @NotBefore('from')
  until?: string;
}
