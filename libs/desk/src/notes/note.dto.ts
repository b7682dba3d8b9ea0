import { ApiProperty } from '@nestjs/swagger';

/** What the desk noted on one of its scans. */
export class ScanNoteDto {
  @ApiProperty({ format: 'uuid', description: 'The scan whose row it stands on; entries of the timeline name it too' })
  scanId!: string;

  @ApiProperty()
  text!: string;

  @ApiProperty({ format: 'date-time' })
  notedAt!: string;

  @ApiProperty({ type: String, nullable: true })
  by!: string | null;
}

export class ScanNotesDto {
  @ApiProperty({
    type: [ScanNoteDto],
    description: 'The newest of each scan, and its reason in words for a transfer; at most 500 of either',
  })
  items!: ScanNoteDto[];
}
