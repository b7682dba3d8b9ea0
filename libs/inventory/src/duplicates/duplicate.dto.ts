import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsUuid, IsWhole, PageQuery } from '@app/platform';
import { DeviceRowDto } from '../devices/device.dto.js';

/** The most certain first. */
export const LIKENESSES = ['same-serial', 'look-alike', 'former-code'] as const;
/** Same serial under another maker · 0 for O and the like · a code that the other has as another kind, or once had. */
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
  @ApiProperty({ description: 'Their codes with 0 for O and 1 for I and L' })
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

/** How two records of one device came to be; the ledger keeps no free text. */
export const MERGE_REASONS = ['registered-twice', 'imported-twice', 'labelled-twice', 'typed-wrong'] as const;

export class MergeDeviceDto {
  @IsUuid({ description: 'The record that goes on for both' })
  survivorId!: string;

  @IsWhole(1, 2_147_483_647, { description: 'The `lastSeq` that the caller saw of the record that goes' })
  lastSeq!: number;

  @IsChoice(MERGE_REASONS, { enumName: 'MergeReason', description: 'Kept in the ledger of both records' })
  reason!: (typeof MERGE_REASONS)[number];
}
