import { ApiProperty } from '@nestjs/swagger';

export class FindingDto {
  @ApiProperty({ enum: ['ok', 'advice', 'problem'] })
  level!: 'ok' | 'advice' | 'problem';

  @ApiProperty({ description: 'What was looked at, and what to do' })
  text!: string;
}

export class MigrationsDto {
  @ApiProperty({ type: 'integer' })
  applied!: number;

  @ApiProperty({ type: String, nullable: true, description: 'The last one that ran' })
  newest!: string | null;

  @ApiProperty({ type: [String], description: 'Of this version, not run yet' })
  pending!: string[];

  @ApiProperty({ type: [String], description: 'Run here, and unknown to this version: an older one was put back' })
  unknown!: string[];
}

export class SystemDto {
  @ApiProperty({ example: '0.1.0', description: 'The version that answers' })
  version!: string;

  @ApiProperty({ example: '20.20.2' })
  node!: string;

  @ApiProperty({ example: '18.4' })
  postgres!: string;

  @ApiProperty({ description: 'The server inside of the product, or one of your own' })
  embedded!: boolean;

  @ApiProperty({ enum: ['all', 'web', 'worker'] })
  role!: 'all' | 'web' | 'worker';

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: 'integer', description: 'Bytes of the database on its disk' })
  databaseBytes!: number;

  @ApiProperty({ type: MigrationsDto })
  migrations!: MigrationsDto;

  @ApiProperty({ type: [String], description: 'Libs whose SQL functions are not those of this version' })
  staleFunctions!: string[];

  @ApiProperty({ type: [FindingDto], description: 'What cubby doctor says' })
  findings!: FindingDto[];
}
