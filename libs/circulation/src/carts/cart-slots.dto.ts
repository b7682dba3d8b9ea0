import { ApiProperty } from '@nestjs/swagger';
import { IsUuid } from '@app/platform';

class SlotDeviceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  tag!: string;

  @ApiProperty()
  modelName!: string;

  @ApiProperty()
  state!: string;
}

class SlotDto {
  @ApiProperty({ type: 'integer' })
  slot!: number;

  @ApiProperty({ type: SlotDeviceDto, nullable: true })
  device!: SlotDeviceDto | null;
}

class MissingSlotDto {
  @ApiProperty({ type: 'integer' })
  slot!: number;

  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty()
  tag!: string;
}

class StrayDto {
  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty()
  tag!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Its cart; null: of none' })
  belongsTo!: string | null;
}

export class CartCheckDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  checkedAt!: string;

  @ApiProperty({ type: String, nullable: true })
  checkedBy!: string | null;

  @ApiProperty({ type: 'integer', description: 'Devices that belonged into the cart' })
  slots!: number;

  @ApiProperty({ type: 'integer' })
  seen!: number;

  @ApiProperty({ type: [MissingSlotDto] })
  missing!: MissingSlotDto[];

  @ApiProperty({ type: [StrayDto] })
  strays!: StrayDto[];
}

export class CartSlotsDto {
  @ApiProperty({ type: [SlotDto], description: 'Every slot, from 1 on' })
  slots!: SlotDto[];

  @ApiProperty({ type: [CartCheckDto], description: 'The newest twenty' })
  checks!: CartCheckDto[];
}

/** More than any cart has slots: some of what is scanned belongs elsewhere. */
const MOST_SCANNED = 300;

export class NewCartCheckDto {
  @IsUuid({ each: true, maxItems: MOST_SCANNED, description: 'What was scanned at the cart' })
  deviceIds!: string[];
}
