import { ApiProperty } from '@nestjs/swagger';

export class TagSeriesDto {
  @ApiProperty({ example: 'MA-' })
  prefix!: string;

  @ApiProperty({ type: 'integer', description: 'Of the number' })
  digits!: number;

  @ApiProperty({ type: 'integer', description: 'The number after the last that is printed or in use' })
  next!: number;

  @ApiProperty({ example: 'MA-000101' })
  nextTag!: string;

  @ApiProperty({ type: 'integer', description: 'Tags that were printed ahead' })
  printed!: number;
}

export class TagSeriesListDto {
  @ApiProperty({ type: [TagSeriesDto] })
  items!: TagSeriesDto[];
}
