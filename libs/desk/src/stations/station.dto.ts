import { ApiProperty } from '@nestjs/swagger';
import { IsText, IsUuid } from '@app/platform';

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
}

export class StationListDto {
  @ApiProperty({ type: [StationDto] })
  items!: StationDto[];
}
