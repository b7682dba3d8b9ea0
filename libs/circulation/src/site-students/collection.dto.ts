import { ApiProperty } from '@nestjs/swagger';

export class GradeCollectionDto {
  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({ type: 'integer', description: 'Enrolled students who still have a 1:1 device' })
  out!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students who gave theirs back in this school year' })
  returned!: number;
}

export class CollectionDto {
  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: [GradeCollectionDto], description: 'The grade that is furthest behind first' })
  grades!: GradeCollectionDto[];
}
