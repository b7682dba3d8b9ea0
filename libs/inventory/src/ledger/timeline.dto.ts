import { ApiProperty } from '@nestjs/swagger';
import { DeviceRoomDto, DeviceSiteDto } from '../devices/device.dto.js';
import type { EventType } from '../states/vocabulary.js';
import { EVENT_TYPES } from '../states/vocabulary.js';

export class TimelineActorDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class TimelinePersonDto {
  @ApiProperty({ format: 'uuid', description: 'As it stands in `before` and `after`' })
  id!: string;

  @ApiProperty({
    description: 'Name; initials for a person of other sites; “a student” to accounts that see no people',
  })
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ description: 'Outside the account’s sites: there is no page to open' })
  foreign!: boolean;
}

/** One entry of a device's ledger. The page makes the sentence. */
export class TimelineEventDto {
  @ApiProperty({ type: 'integer' })
  seq!: number;

  @ApiProperty({ enum: EVENT_TYPES, enumName: 'DeviceEventType' })
  type!: EventType;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;

  @ApiProperty({ type: TimelineActorDto, nullable: true, description: 'Null: the system' })
  account!: TimelineActorDto | null;

  @ApiProperty({ type: TimelineActorDto, nullable: true })
  station!: TimelineActorDto | null;

  @ApiProperty({ type: DeviceSiteDto, nullable: true })
  site!: DeviceSiteDto | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  scanId!: string | null;

  @ApiProperty({ example: 'scan' })
  source!: string;

  @ApiProperty({ type: Object, additionalProperties: true, description: 'The facts that this entry set, as they were' })
  before!: Record<string, unknown>;

  @ApiProperty({
    type: Object,
    additionalProperties: true,
    description: 'The same facts afterwards; ids, see `people`, `sites`, `rooms`',
  })
  after!: Record<string, unknown>;

  @ApiProperty({ type: Object, additionalProperties: true })
  evidence!: Record<string, unknown>;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The entry that this one takes back' })
  reverses!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The entry that took this one back' })
  reversedBy!: number | null;
}

export class TimelinePageDto {
  @ApiProperty({ type: [TimelineEventDto], description: 'Newest first' })
  items!: TimelineEventDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;

  @ApiProperty({ type: [TimelinePersonDto], description: 'Everybody whose id stands in this page' })
  people!: TimelinePersonDto[];

  @ApiProperty({ type: [DeviceSiteDto] })
  sites!: DeviceSiteDto[];

  @ApiProperty({ type: [DeviceRoomDto] })
  rooms!: DeviceRoomDto[];
}
