import { ApiProperty } from '@nestjs/swagger';
import { DeviceRowDto, HolderDto } from '@app/inventory';
import { IsCode, IsListOf, IsUuid, IsVersion, pageOf, PageQuery } from '@app/platform';
import { RESERVATION_REFUSALS } from './reservation.rules.js';
import type { ReservationRefusal } from './reservation.rules.js';

export const RESERVATION_STATES = ['live', 'fulfilled', 'cancelled'] as const;
/** A large school, once. */
const MOST_PAIRS = 2_000;

export class ReservationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: RESERVATION_STATES, enumName: 'ReservationState' })
  state!: (typeof RESERVATION_STATES)[number];

  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;

  @ApiProperty({ type: HolderDto, description: 'Whom the device is set aside for' })
  person!: HolderDto;

  @ApiProperty({ format: 'date-time' })
  reservedAt!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class ReservationsPageDto extends pageOf(ReservationDto) {}

/** Live ones, the newest first. */
export class ReservationsQuery extends PageQuery {
  @IsUuid({ optional: true })
  deviceId?: string;

  @IsUuid({ optional: true })
  personId?: string;

  @IsUuid({ optional: true, description: 'Devices that belong to this site or are there' })
  siteId?: string;
}

export class NewReservationDto {
  @IsUuid()
  deviceId!: string;

  @IsUuid()
  personId!: string;
}

export class CancelReservationDto {
  @IsVersion()
  version!: number;
}

export class ReservationPairDto {
  @IsCode({ example: 'LHS-004512', description: 'Asset tag or serial' })
  tag!: string;

  @IsCode({ max: 40, example: '700412', description: 'Number of the student' })
  number!: string;
}

export class ReservationPairsDto {
  @IsListOf(() => ReservationPairDto, MOST_PAIRS, { description: 'In the order of the file' })
  pairs!: ReservationPairDto[];
}

export class ReservationLineDto {
  @ApiProperty({ type: 'integer', description: 'Place in the list, from 1' })
  line!: number;

  @ApiProperty()
  tag!: string;

  @ApiProperty()
  number!: string;

  @ApiProperty({ enum: ['reserve', 'unchanged', 'refuse'], enumName: 'ReservationOutcome' })
  outcome!: 'reserve' | 'unchanged' | 'refuse';

  @ApiProperty({ enum: RESERVATION_REFUSALS, enumName: 'ReservationRefusal', nullable: true })
  reason!: ReservationRefusal | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who has this number, as far as the account may see' })
  personName!: string | null;
}

export class ReservationLinesDto {
  @ApiProperty({ type: [ReservationLineDto] })
  items!: ReservationLineDto[];
}
