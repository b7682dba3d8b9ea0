import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsText, IsUuid } from '@app/platform';
import { DeviceRowDto } from './device.dto.js';

export const MOST_CODES = 5_000;

export class LookUpCodesDto {
  @IsCode({ each: true, minItems: 1, maxItems: MOST_CODES, description: 'Tags, former tags or serials, as pasted' })
  codes!: string[];

  @IsText(4000, { optional: true, description: 'Of them those that GET /devices lists with this query' })
  query?: string;
}

export class DeviceLookupDto {
  @ApiProperty({ type: [String], format: 'uuid', description: 'Each device once, in the order of the list' })
  ids!: string[];

  @ApiProperty({ type: 'integer', description: 'How many devices the codes are, before the query' })
  found!: number;

  @ApiProperty({ type: [String], description: 'Codes that are no device of the account’s sites' })
  missing!: string[];
}

export class DevicesByIdDto {
  @IsUuid({ each: true, minItems: 1 })
  ids!: string[];
}

export class DeviceRowsDto {
  @ApiProperty({ type: [DeviceRowDto] })
  items!: DeviceRowDto[];
}
