import { ApiProperty } from '@nestjs/swagger';

export class HomeroomDto {
  @ApiProperty({ example: '9-01' })
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Active students of the site' })
  students!: number;
}

export class HomeroomListDto {
  @ApiProperty({ type: [HomeroomDto], description: 'In natural order: 9-01 before 10-01' })
  items!: HomeroomDto[];

  @ApiProperty({ type: 'integer', description: 'Active students without a homeroom' })
  without!: number;

  @ApiProperty({ type: [String], example: ['9', '10'], description: 'Grades of the active students' })
  grades!: string[];
}
