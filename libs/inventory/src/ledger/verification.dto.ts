import { ApiProperty } from '@nestjs/swagger';

export class LedgerFindingDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: about an anchor' })
  deviceId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  seq!: number | null;

  @ApiProperty({ example: 'entry-edited' })
  problem!: string;
}

export class VerificationRunDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
  state!: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

  @ApiProperty({ type: 'integer', nullable: true, description: 'Devices' })
  total!: number | null;

  @ApiProperty({ type: 'integer' })
  done!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How many findings; null while it runs' })
  found!: number | null;

  @ApiProperty({ type: [LedgerFindingDto], description: 'The first hundred' })
  findings!: LedgerFindingDto[];

  @ApiProperty({ type: String, nullable: true })
  error!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export class AnchorDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  devices!: number;

  @ApiProperty({ type: 'integer' })
  entries!: number;

  @ApiProperty({ description: 'SHA-256 of all heads, in hex' })
  digest!: string;
}

export class VerificationDto {
  @ApiProperty({ type: AnchorDto, nullable: true, description: 'The newest' })
  anchor!: AnchorDto | null;

  @ApiProperty({ type: VerificationRunDto, nullable: true })
  running!: VerificationRunDto | null;

  @ApiProperty({ type: VerificationRunDto, nullable: true })
  last!: VerificationRunDto | null;
}
