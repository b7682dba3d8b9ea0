import { ApiProperty } from '@nestjs/swagger';
import type { RunFailure } from './run-failure.js';

export class RunProgressDto {
  @ApiProperty({ type: 'integer', nullable: true })
  total!: number | null;

  @ApiProperty({ type: 'integer' })
  done!: number;
}

export class RunFailureDto implements RunFailure {
  @ApiProperty({ example: 'import.changed-since-dry-run' })
  code!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: Object, additionalProperties: true })
  details!: Record<string, unknown>;
}

/** What every run of a file that came in says of itself. */
export class RunHeadDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  fileName!: string;

  @ApiProperty({ type: 'integer' })
  byteSize!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Its time was over: the bytes are gone',
  })
  fileRemovedAt!: string | null;

  @ApiProperty({ type: RunProgressDto, nullable: true, description: 'Of the step that is under way, or was last' })
  progress!: RunProgressDto | null;

  @ApiProperty({ type: RunFailureDto, nullable: true })
  failure!: RunFailureDto | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: came by itself' })
  accountName!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export const runHeadOf = (run: RunHeadDto): RunHeadDto => {
  const { id, fileName, byteSize, fileRemovedAt, progress, failure, accountName, version, createdAt, finishedAt } = run;
  return { id, fileName, byteSize, fileRemovedAt, progress, failure, accountName, version, createdAt, finishedAt };
};
