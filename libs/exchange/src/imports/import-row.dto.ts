import { ApiProperty } from '@nestjs/swagger';
import type { ImportRow } from './import-rows.service.js';
import { IMPORT_OUTCOMES } from './import-run.js';
import type { ImportOutcome } from './import-run.js';

export class ImportChangeDto {
  @ApiProperty()
  field!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Cents and days as text' })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

export class ImportProblemDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the whole line' })
  field!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the file heads it' })
  column!: string | null;

  @ApiProperty({ type: String, nullable: true })
  value!: string | null;

  @ApiProperty({ example: 'site-unknown' })
  code!: string;

  @ApiProperty({ example: 'is not a site' })
  reason!: string;

  @ApiProperty({ example: 'Use the code or the name of a site, or add the site first' })
  fix!: string;
}

export class ImportRowDto implements ImportRow {
  @ApiProperty({ type: 'integer', description: 'As an editor counts, from 1' })
  line!: number;

  @ApiProperty({ enum: IMPORT_OUTCOMES, enumName: 'ImportOutcome' })
  outcome!: ImportOutcome;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The record; of a new one only after the run',
  })
  recordId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Tag or number' })
  key!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Model or name' })
  label!: string | null;

  @ApiProperty({ type: [ImportChangeDto] })
  changes!: ImportChangeDto[];

  @ApiProperty({ type: [ImportProblemDto] })
  problems!: ImportProblemDto[];

  @ApiProperty({
    type: [ImportProblemDto],
    description: 'Warnings, such as `tag-voided`: the line is carried out all the same',
  })
  notes!: ImportProblemDto[];
}
