import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsDay, IsListOf, IsText, IsUuid, IsVersion, IsWhole } from '@app/platform';
import { IsTimeOfDay } from '../shared/dto-fields.js';

export class SchoolYearDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '2026-27' })
  label!: string;

  @ApiProperty({ format: 'date' })
  startsOn!: string;

  @ApiProperty({ format: 'date', description: 'The last day of the year' })
  endsOn!: string;
}

export class NewSchoolYearDto {
  @IsText(40, { example: '2026-27' })
  label!: string;

  @IsDay()
  startsOn!: string;

  @IsDay({ description: 'The last day of the year' })
  endsOn!: string;
}

/** What is left out stays as it is. */
export class EditSchoolYearDto {
  @IsVersion({ description: 'Version of the district' })
  version!: number;

  @IsText(40, { optional: true, example: '2026-27' })
  label?: string;

  @IsDay({ optional: true })
  startsOn?: string;

  @IsDay({ optional: true, description: 'The last day of the year' })
  endsOn?: string;
}

export class CalendarQuery {
  @IsUuid({ optional: true, description: 'Id of the school year; without it the current one, else the next' })
  schoolYear?: string;
}

export class HoursDto {
  @IsWhole(1, 7, { description: '1 = Monday … 7 = Sunday' })
  weekday!: number;

  @IsTimeOfDay()
  opensAt!: string;

  @IsTimeOfDay()
  closesAt!: string;
}

export const CALENDAR_DAY_KINDS = ['closed', 'early'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];
export const CALENDAR_SOURCES = ['site', 'district'] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

export class CalendarDayDto {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ enum: CALENDAR_DAY_KINDS, enumName: 'CalendarDayKind' })
  kind!: CalendarDayKind;

  @ApiProperty({ type: String, nullable: true, example: '12:30' })
  closesAt!: string | null;

  @ApiProperty({ example: 'Winter break' })
  label!: string;

  @ApiProperty({
    enum: CALENDAR_SOURCES,
    enumName: 'CalendarSource',
    description: "A site's own day goes before the district's",
  })
  from!: CalendarSource;
}

export class CalendarDto {
  @ApiProperty({ type: SchoolYearDto })
  schoolYear!: SchoolYearDto;

  @ApiProperty({ type: 'integer', description: 'Version of the site (or of the district): give it back with a change' })
  version!: number;

  @ApiProperty({ type: [HoursDto], description: 'The hours that hold; weekdays that are not listed are closed' })
  hours!: HoursDto[];

  @ApiProperty({ enum: CALENDAR_SOURCES, enumName: 'CalendarSource' })
  hoursFrom!: CalendarSource;

  @ApiProperty({ type: [CalendarDayDto] })
  days!: CalendarDayDto[];
}

export class EditCalendarDayDto {
  @IsDay()
  on!: string;

  @IsChoice(CALENDAR_DAY_KINDS, { enumName: 'CalendarDayKind' })
  kind!: CalendarDayKind;

  @IsTimeOfDay({ optional: true, nullable: true, description: 'For an early day' })
  closesAt?: string | null;

  @IsText(100, { example: 'Winter break' })
  label!: string;
}

/** Replaces the site's (or the district's) own hours, and its own days of the school year. */
export class EditCalendarDto {
  @IsVersion()
  version!: number;

  @IsListOf(() => HoursDto, 7, { nullable: true, description: "Empty or null at a site: the district's hours hold" })
  hours!: HoursDto[] | null;

  @IsListOf(() => EditCalendarDayDto, 400)
  days!: EditCalendarDayDto[];
}
