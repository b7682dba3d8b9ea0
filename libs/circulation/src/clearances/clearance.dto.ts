import { ApiProperty } from '@nestjs/swagger';
import { PersonDto } from '@app/directory';
import { DeviceRowDto, DeviceSiteDto } from '@app/inventory';
import { isId } from '@app/kernel';
import {
  IsText,
  IsUuid,
  IsVersion,
  PageQuery,
  pageOf,
  QueryChoices,
  QueryFlag,
  QueryWhole,
  QueryWords,
} from '@app/platform';
import type { ClearanceItemState, ClearanceReason, ClearanceState } from './vocabulary.js';
import { CLEARANCE_ITEM_STATES, CLEARANCE_REASONS, CLEARANCE_STATES } from './vocabulary.js';

/** What somebody who leaves has to give back. */
export class ClearanceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    enum: CLEARANCE_STATES,
    enumName: 'ClearanceState',
    description: '`excepted`: closed although something was lost or let go; `cancelled`: the person came back',
  })
  state!: ClearanceState;

  @ApiProperty({
    enum: CLEARANCE_REASONS,
    enumName: 'ClearanceReason',
    description: '`moved`: to another school, out of a program whose devices stay; both schools see it',
  })
  reason!: ClearanceReason;

  @ApiProperty({ type: PersonDto, nullable: true, description: 'Null when they are of other sites by now' })
  person!: PersonDto | null;

  @ApiProperty({ description: 'The name; initials of a student of other sites' })
  display!: string;

  @ApiProperty({ type: DeviceSiteDto, description: 'The site that the person left' })
  site!: DeviceSiteDto;

  @ApiProperty({ type: DeviceSiteDto, nullable: true, description: 'Where who moved is now' })
  movedTo!: DeviceSiteDto | null;

  @ApiProperty({ format: 'date', description: 'The last day of attendance at the site' })
  dueOn!: string;

  @ApiProperty({ description: 'Open five school days after it was due' })
  overdue!: boolean;

  @ApiProperty({ type: 'integer', description: 'Items that are still owed' })
  owed!: number;

  @ApiProperty({ type: 'integer', description: 'Devices among them; the others are accessories' })
  owedDevices!: number;

  @ApiProperty({ type: 'integer', description: 'Items in all' })
  items!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class ClearanceItemDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;

  @ApiProperty({ type: String, nullable: true, description: 'What went with the device; null when it is the device' })
  accessory!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many were given; of a device 1' })
  given!: number;

  @ApiProperty({ type: 'integer', description: 'How many of them are still out' })
  out!: number;

  @ApiProperty({ enum: CLEARANCE_ITEM_STATES, enumName: 'ClearanceItemState' })
  state!: ClearanceItemState;

  @ApiProperty({ format: 'date-time' })
  loanedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  settledAt!: string | null;
}

export class ClearanceDetailDto extends ClearanceDto {
  @ApiProperty({ type: [ClearanceItemDto] })
  lines!: ClearanceItemDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Why it was closed with something still owed' })
  note!: string | null;

  @ApiProperty({ format: 'date', description: 'Late from this day on' })
  overdueOn!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Who closed it; null when the last return did' })
  closedByName!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'BCP 47: what the person’s slip is written in' })
  language!: string | null;
}

export class ClearancesPageDto extends pageOf(ClearanceDto) {}

const isHomeroom = (word: string): boolean => /^[^\p{Cc}\p{Cf}\p{Cs}]{1,60}$/u.test(word);

/** Open ones unless a state is asked for; the first due first. */
export class ClearancesQuery extends PageQuery {
  @QueryWords(
    { name: 'querySites', message: 'must be ids of sites, separated by commas', check: isId, example: '0198…' },
    { optional: true },
  )
  site?: string[];

  @QueryWords(
    { name: 'queryHomerooms', message: 'must be homerooms, separated by commas', check: isHomeroom, example: '7B' },
    { optional: true, maxItems: 50 },
  )
  homeroom?: string[];

  @QueryChoices(CLEARANCE_STATES, { optional: true })
  state?: ClearanceState[];

  @QueryFlag({ optional: true })
  overdue?: boolean;

  @QueryWhole(0, 3_650, { optional: true, description: 'Due at least so many days ago' })
  olderThan?: number;

  @IsUuid({ optional: true, description: 'Of this person, in any state' })
  personId?: string;
}

export class CloseClearanceDto {
  @IsVersion()
  version!: number;

  @IsText(500, { description: 'Why what is still owed is let go' })
  note!: string;
}
