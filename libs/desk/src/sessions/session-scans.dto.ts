import { ApiProperty } from '@nestjs/swagger';
import { ScanAnswerDto } from '../scans/scan-answer.dto.js';

export class SessionScanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  seq!: number;

  @ApiProperty({ enum: ['code', 'pick', 'answer', 'note', 'undo', 'batch'] })
  act!: string;

  @ApiProperty({ type: String, nullable: true })
  rawCode!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'With `note`' })
  note!: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;

  @ApiProperty()
  undone!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  targetScanId!: string | null;

  @ApiProperty({ type: ScanAnswerDto })
  answer!: ScanAnswerDto;
}

export class SessionScansDto {
  @ApiProperty({ type: [SessionScanDto] })
  items!: SessionScanDto[];
}
