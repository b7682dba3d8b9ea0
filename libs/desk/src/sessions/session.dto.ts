import { ApiProperty } from '@nestjs/swagger';
import { OUTCOME_CLASSES, SCAN_MODES } from '@app/scan-engine';
import type { OutcomeClass, ScanMode } from '@app/scan-engine';

export class SessionTotalsDto {
  @ApiProperty({ type: 'integer', description: 'Codes and picks, whatever became of them' })
  scans!: number;

  @ApiProperty({ type: 'integer', description: 'Devices that were taken back' })
  in!: number;

  @ApiProperty({ type: 'integer', description: 'Devices that were given out' })
  out!: number;

  @ApiProperty({ type: 'integer', description: 'Scans that were taken back' })
  undone!: number;

  @ApiProperty({ type: 'integer', description: 'Scans that the desk refused' })
  refused!: number;
}

export class SessionExceptionDto {
  @ApiProperty({ format: 'uuid' })
  scanId!: string;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;

  @ApiProperty({ enum: SCAN_MODES })
  mode!: ScanMode;

  @ApiProperty({ enum: OUTCOME_CLASSES })
  class!: OutcomeClass;

  @ApiProperty({ description: 'The asset tag, else the code as scanned' })
  code!: string;

  @ApiProperty({ description: 'In the language of the account' })
  headline!: string;

  @ApiProperty()
  undone!: boolean;
}

export class DeskSessionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  siteId!: string;

  @ApiProperty({ example: 'LHS' })
  siteCode!: string;

  @ApiProperty({ format: 'uuid' })
  stationId!: string;

  @ApiProperty({ example: 'Desk 2' })
  stationName!: string;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastScanAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'By hand, or 30 minutes after the last scan',
  })
  endedAt!: string | null;

  @ApiProperty({ type: SessionTotalsDto })
  totals!: SessionTotalsDto;

  @ApiProperty({ type: [SessionExceptionDto], description: 'Warnings and refusals, oldest first; at most 200' })
  exceptions!: SessionExceptionDto[];

  @ApiProperty({ type: 'integer', description: 'All of them' })
  exceptionCount!: number;
}
