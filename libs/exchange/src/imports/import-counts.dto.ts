import { ApiProperty } from '@nestjs/swagger';
import type { ImportCounts, VoidedTagLines } from './import-run.js';
import type { ImportWarning } from './mapping.rules.js';

export class ImportWarningDto implements ImportWarning {
  @ApiProperty({ enum: ['many-changes', 'withdrawals'], enumName: 'ImportWarningCode' })
  code!: 'many-changes' | 'withdrawals';

  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: 'integer', description: 'Records that there are' })
  of!: number;
}

export class ImportPairDto {
  @ApiProperty({ type: String, nullable: true })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class ImportFieldCountDto {
  @ApiProperty()
  field!: string;

  @ApiProperty({ type: 'integer', description: 'Records that change in it' })
  count!: number;

  @ApiProperty({
    type: [ImportPairDto],
    description: 'The commonest changes, 5 at most; none for names, codes and notes',
  })
  pairs!: ImportPairDto[];
}

export class ImportNewModelDto {
  @ApiProperty()
  maker!: string;

  @ApiProperty()
  model!: string;

  @ApiProperty({ example: 'chromebook' })
  deviceClass!: string;

  @ApiProperty({ type: 'integer' })
  lines!: number;
}

export class VoidedTagLineDto {
  @ApiProperty({ type: 'integer' })
  line!: number;

  @ApiProperty()
  tag!: string;

  @ApiProperty({ description: 'Why the labels with it were voided' })
  reason!: string;
}

export class VoidedTagLinesDto implements VoidedTagLines {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [VoidedTagLineDto], description: 'The first 20' })
  items!: VoidedTagLineDto[];
}

export class ImportCountsDto implements ImportCounts {
  @ApiProperty({ type: 'integer' })
  create!: number;

  @ApiProperty({ type: 'integer' })
  change!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer' })
  refuse!: number;

  @ApiProperty({ type: [ImportFieldCountDto] })
  byField!: ImportFieldCountDto[];

  @ApiProperty({ type: [ImportNewModelDto], description: 'Models that the run makes, 200 at most' })
  newModels!: ImportNewModelDto[];

  @ApiProperty({ type: 'integer', description: 'Records before the import' })
  existing!: number;

  @ApiProperty({
    type: VoidedTagLinesDto,
    required: false,
    description: 'Lines that give a device a tag whose labels were voided: another label with it may be about',
  })
  voidedTags?: VoidedTagLinesDto;
}
