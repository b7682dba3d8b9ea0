import { ApiProperty } from '@nestjs/swagger';
import { IsChoice } from '@app/platform';

export const RETURN_HOWS = ['returned', 'substitute'] as const;

export class ReturnAccessoryDto {
  @IsChoice(RETURN_HOWS, { description: 'The one that was given, or another one in its place' })
  how!: string;
}

/** A line of a loan that is over, of which something is still out. */
export class OwedAccessoryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ example: 'charger' })
  kind!: string;

  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of the device that it went with' })
  tag!: string | null;

  @ApiProperty({ type: 'integer' })
  given!: number;

  @ApiProperty({ type: 'integer' })
  owed!: number;

  @ApiProperty({ format: 'date-time', description: 'When the device came back' })
  returnedAt!: string;
}

export class OwedAccessoriesDto {
  @ApiProperty({ type: [OwedAccessoryDto] })
  items!: OwedAccessoryDto[];
}
