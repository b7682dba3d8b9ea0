import { ApiProperty } from '@nestjs/swagger';
import { IsUuid, IsWhole, PageQuery } from '@app/platform';
import { DeviceRowDto } from '../devices/device.dto.js';

export const LIKENESSES = ['same-serial', 'look-alike', 'former-code', 'one-slip'] as const;
/** Same serial under another maker · 0 for O and the like · a code that the other once had · one character apart. */
export type Likeness = (typeof LIKENESSES)[number];

export class DuplicateDto {
  @ApiProperty({ enum: LIKENESSES, enumName: 'Likeness' })
  likeness!: Likeness;

  @ApiProperty({ description: 'The code of the other record that is alike' })
  code!: string;

  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;
}

export class DuplicatesDto {
  @ApiProperty({ type: [DuplicateDto], description: 'The most certain first' })
  items!: DuplicateDto[];
}

export class LookAlikeGroupDto {
  @ApiProperty({ description: 'Their serials with 0 for O and 1 for I and L' })
  look!: string;

  @ApiProperty({ type: [DeviceRowDto] })
  devices!: DeviceRowDto[];
}

export class LookAlikesQuery extends PageQuery {}

export class LookAlikesDto {
  @ApiProperty({ type: [LookAlikeGroupDto] })
  items!: LookAlikeGroupDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class MergeDeviceDto {
  @IsUuid({ description: 'The record that goes on for both' })
  survivorId!: string;

  @IsWhole(1, 2_147_483_647, { description: 'The `lastSeq` that the caller saw of the record that goes' })
  lastSeq!: number;
}
