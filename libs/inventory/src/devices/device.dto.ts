import type { Condition, DeviceState, Hold } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { CONDITIONS, DEVICE_CLASSES, DEVICE_STATES, HOLDS } from '@app/kernel';
import { HOLDERS_OF } from './device-row.js';
import type { DeviceRow, Holder, HolderOf, SiteRef } from './device-row.js';

export class DeviceSiteDto implements SiteRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'LHS' })
  code!: string;

  @ApiProperty({ example: 'Lincoln High School' })
  name!: string;
}

export class DeviceRoomDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Library cart 2' })
  name!: string;
}

export class DeviceModelDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Lenovo' })
  maker!: string;

  @ApiProperty({ example: '300e Gen 4' })
  name!: string;

  @ApiProperty({ enum: DEVICE_CLASSES, enumName: 'DeviceClass' })
  deviceClass!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of updates' })
  supportEndsOn!: string | null;
}

export class HolderDto implements Holder {
  @ApiProperty({ enum: ['person', 'room', 'cart'] })
  kind!: 'person' | 'room' | 'cart';

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for a person outside the account’s sites',
  })
  id!: string | null;

  @ApiProperty({
    description: 'Name; initials for a person of other sites; “a student” to accounts that see no people',
  })
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty()
  foreign!: boolean;
}

/** A device as lists and search show it. */
export class DeviceRowDto implements DeviceRow {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'CB-00417' })
  tag!: string | null;

  @ApiProperty({ type: String, nullable: true })
  serial!: string | null;

  @ApiProperty({ type: DeviceModelDto })
  model!: DeviceModelDto;

  @ApiProperty({ enum: DEVICE_STATES, enumName: 'DeviceState' })
  state!: DeviceState;

  @ApiProperty({
    enum: CONDITIONS,
    enumName: 'Condition',
    description: 'A new, B good, C worn, D poor, F beyond economic repair',
  })
  condition!: Condition;

  @ApiProperty({ enum: HOLDS, enumName: 'Hold', isArray: true })
  holds!: Hold[];

  @ApiProperty({ type: DeviceSiteDto })
  homeSite!: DeviceSiteDto;

  @ApiProperty({ type: DeviceSiteDto, description: 'Where it is; while in transit, where it goes' })
  locationSite!: DeviceSiteDto;

  @ApiProperty({ type: DeviceRoomDto, nullable: true })
  room!: DeviceRoomDto | null;

  @ApiProperty({ type: HolderDto, nullable: true })
  holder!: HolderDto | null;

  @ApiProperty({ enum: HOLDERS_OF, enumName: 'HolderOf', nullable: true })
  holderKind!: HolderOf | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a person whom the account sees by name' })
  holderNumber!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a person whom the account sees by name' })
  holderHomeroom!: string | null;

  @ApiProperty()
  loanerPool!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  purchasedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  warrantyEndsOn!: string | null;

  @ApiProperty({ type: String, nullable: true })
  program!: string | null;

  @ApiProperty({ format: 'date-time' })
  stateSince!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Last in hand: at a desk, received or found; null: never. Imports, bulk runs and edits do not count',
  })
  lastSeenAt!: string | null;
}

export class DeviceCountDto {
  @ApiProperty({ type: 'integer', description: '1001 means “1,000+”; with `exact` 50001 means “50,000+”' })
  total!: number;
}

export class DeviceProgramsDto {
  @ApiProperty({ type: [String], maxItems: 100 })
  items!: string[];
}

export class DevicePageDto {
  @ApiProperty({ type: [DeviceRowDto] })
  items!: DeviceRowDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Give it as `after` for the next page; null on the last' })
  next!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    maximum: 1001,
    description: 'How many match, on the first page only; 1001 means “1,000+”',
  })
  total!: number | null;
}
