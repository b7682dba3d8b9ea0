import { ApiProperty } from '@nestjs/swagger';

/** What each entry of a log says: when it was written, and for whom. */
export class LogEntryDto {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  accountId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;
}
