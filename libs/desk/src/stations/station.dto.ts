import { ApiProperty } from '@nestjs/swagger';
import { IsFlag, IsText, IsUuid, IsVersion } from '@app/platform';
import { StationSetupDto } from './station-setup.dto.js';

export class NewStationDto {
  @IsUuid()
  siteId!: string;

  @IsText(60, { example: 'Desk 2' })
  name!: string;
}

export class StationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  siteId!: string;

  @ApiProperty({ example: 'LHS' })
  siteCode!: string;

  @ApiProperty({ example: 'Desk 2' })
  name!: string;

  @ApiProperty({ type: StationSetupDto, nullable: true, description: 'What the newest check of this desk found' })
  setup!: StationSetupDto | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  setupAt!: string | null;
}

class DestinationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'WMS' })
  code!: string;

  @ApiProperty()
  name!: string;
}

export class DestinationListDto {
  @ApiProperty({ type: [DestinationDto] })
  items!: DestinationDto[];
}

export class StationListDto {
  @ApiProperty({ type: [StationDto] })
  items!: StationDto[];
}

export class EditStationDto {
  @IsVersion()
  version!: number;

  @IsText(60, { optional: true })
  name?: string;

  @IsFlag({ optional: true, description: 'false closes it: a desk that is open there has to choose another' })
  active?: boolean;
}

export class StationStateDto extends StationDto {
  @ApiProperty()
  active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of its last scan, or of its last session',
  })
  lastSeenAt!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who used it last' })
  lastUsedBy!: string | null;
}

export class StationStatesDto {
  @ApiProperty({ type: [StationStateDto], description: 'By site and name' })
  items!: StationStateDto[];
}
