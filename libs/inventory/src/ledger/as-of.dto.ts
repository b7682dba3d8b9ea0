import type { Condition, DeviceState, Hold } from '@app/kernel';
import { CONDITIONS, DEVICE_STATES, HOLDS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsDay } from '@app/platform';
import { DeviceRoomDto, DeviceSiteDto, HolderDto } from '../devices/device.dto.js';
import { MDM_STATUSES } from '../states/vocabulary.js';
import type { MdmStatus } from '../states/vocabulary.js';

export class AsOfQuery {
  @IsDay({ optional: true, description: 'The end of this day; without it now' })
  on?: string;

  @IsDay({ optional: true, description: 'As was known at the end of this day; without it now' })
  knownOn?: string;
}

/** The facts of the ledger at a time. */
export class DeviceFactsDto {
  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ type: String, nullable: true })
  serial!: string | null;

  @ApiProperty({ enum: DEVICE_STATES, enumName: 'DeviceState' })
  state!: DeviceState;

  @ApiProperty()
  custody!: string;

  @ApiProperty({ enum: CONDITIONS, enumName: 'Condition' })
  condition!: Condition;

  @ApiProperty({ enum: MDM_STATUSES, enumName: 'MdmStatus' })
  mdmStatus!: MdmStatus;

  @ApiProperty({ enum: HOLDS, enumName: 'Hold', isArray: true })
  holds!: Hold[];

  @ApiProperty({ type: DeviceSiteDto, nullable: true })
  homeSite!: DeviceSiteDto | null;

  @ApiProperty({ type: DeviceSiteDto, nullable: true })
  locationSite!: DeviceSiteDto | null;

  @ApiProperty({ type: DeviceSiteDto, nullable: true, description: 'While in transit: where it left from' })
  fromSite!: DeviceSiteDto | null;

  @ApiProperty({ type: DeviceRoomDto, nullable: true })
  room!: DeviceRoomDto | null;

  @ApiProperty({ type: HolderDto, nullable: true })
  holder!: HolderDto | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Last in hand until then' })
  lastSeenAt!: string | null;
}

export class DeviceAsOfDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ format: 'date-time' })
  knownAt!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The last entry that counts' })
  seq!: number | null;

  @ApiProperty({ type: DeviceFactsDto, nullable: true, description: 'Null: the device was not there yet' })
  facts!: DeviceFactsDto | null;
}
