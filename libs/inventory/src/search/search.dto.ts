import { ApiProperty } from '@nestjs/swagger';
import { IsText, IsUuid, IsWhole } from '@app/platform';
import { DeviceRowDto } from '../devices/device.dto.js';
import type { MatchReason } from './finders.js';
import { MATCH_REASONS } from './finders.js';

export class SearchDevicesDto {
  @IsText(100, { description: 'A tag, former tag, serial, model or holder, or a part of one', example: 'CB-0041' })
  q!: string;

  @IsWhole(1, 50, { optional: true })
  limit?: number;

  @IsUuid({ optional: true, description: 'Only devices that belong to this site or are there' })
  siteId?: string;
}

export class DeviceMatchDto {
  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The code that matched, when it is not the present tag or serial',
  })
  matched!: string | null;
}

export class DeviceMatchGroupDto {
  @ApiProperty({ enum: MATCH_REASONS, enumName: 'DeviceMatchReason', description: 'Why these devices were found' })
  match!: MatchReason;

  @ApiProperty({ type: [DeviceMatchDto] })
  items!: DeviceMatchDto[];
}

export class FoundDevicesDto {
  @ApiProperty({ type: [DeviceMatchGroupDto], description: 'The most certain first' })
  groups!: DeviceMatchGroupDto[];
}
