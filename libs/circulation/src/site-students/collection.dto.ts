import { ApiProperty } from '@nestjs/swagger';

export class GradeCollectionDto {
  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({
    type: 'integer',
    description: 'Enrolled students who still have a 1:1 device that is to come back by the last day',
  })
  out!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students who gave theirs back in this school year' })
  returned!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students whose 1:1 device is due after the last day' })
  kept!: number;
}

export class CollectionDto {
  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of the school year: what is out is due' })
  lastDay!: string | null;

  @ApiProperty({ type: [GradeCollectionDto], description: 'The grade that is furthest behind first' })
  grades!: GradeCollectionDto[];
}
