import { DeviceSiteDto } from '@app/inventory';
import { ApiProperty } from '@nestjs/swagger';

export class RenewalActorDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

/** Who did it, and where. */
export class RenewalActDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: RenewalActorDto, nullable: true, description: 'Null: the system' })
  account!: RenewalActorDto | null;

  @ApiProperty({ type: RenewalActorDto, nullable: true })
  station!: RenewalActorDto | null;

  @ApiProperty({ type: DeviceSiteDto, nullable: true })
  site!: DeviceSiteDto | null;
}

/** A loan of the device that was lent on: it stays the same loan, due at another time. No entry of the ledger. */
export class RenewalDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  scanId!: string | null;

  @ApiProperty({ type: String, format: 'date' })
  wasDueOn!: string;

  @ApiProperty({ type: String, format: 'date' })
  dueOn!: string;

  @ApiProperty({ type: RenewalActDto })
  renewed!: RenewalActDto;

  @ApiProperty({ type: RenewalActDto, nullable: true, description: 'Taken back: the loan is due again when it was' })
  undone!: RenewalActDto | null;
}

export class RenewalsDto {
  @ApiProperty({ type: [RenewalDto], description: 'Newest first; at most 500' })
  items!: RenewalDto[];
}
