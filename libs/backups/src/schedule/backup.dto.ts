import { ApiProperty } from '@nestjs/swagger';
import { IsVersion, IsWhole } from '@app/platform';
import type { BackupProblem } from './backup.rules.js';
import { BACKUP_PROBLEMS } from './backup.rules.js';

const at = { type: String, format: 'date-time', nullable: true } as const;

export class BackupRunDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['scheduled', 'asked', 'command'] })
  cause!: 'scheduled' | 'asked' | 'command';

  @ApiProperty({ enum: ['done', 'failed'] })
  state!: 'done' | 'failed';

  @ApiProperty({ format: 'date-time' })
  begunAt!: string;

  @ApiProperty({ format: 'date-time' })
  endedAt!: string;

  @ApiProperty({ ...at, description: 'The moment of which everything in it is' })
  takenAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  fileName!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  byteSize!: number | null;

  @ApiProperty({ type: Boolean, nullable: true })
  encrypted!: boolean | null;

  @ApiProperty({ type: 'integer', nullable: true })
  rowCount!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  fileCount!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Files that are known and were not in the data folder' })
  filesMissing!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;

  @ApiProperty({ ...at, description: 'When the policy took its file away' })
  removedAt!: string | null;

  @ApiProperty({ ...at, description: 'When cubby restore --verify proved it last' })
  provenAt!: string | null;
}

export class BackupRunningDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
  state!: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

  @ApiProperty({ type: 'integer', description: 'Tables' })
  done!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  total!: number | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class EditBackupPolicyDto {
  @IsWhole(0, 23, { description: "The hour of the district's day at which the nightly backup begins" })
  hour!: number;

  @IsWhole(2, 365, { description: 'So many of the newest are kept' })
  keepNewest!: number;

  @IsWhole(0, 120, { description: 'Besides, the first of each month for so many months' })
  keepMonths!: number;

  @IsWhole(0, 365, { description: 'After so many days a nightly backup is restored for proof; 0: never' })
  proveDays!: number;

  @IsVersion()
  version!: number;
}

export class BackupPolicyDto {
  @ApiProperty({ type: 'integer' })
  hour!: number;

  @ApiProperty({ type: 'integer' })
  keepNewest!: number;

  @ApiProperty({ type: 'integer' })
  keepMonths!: number;

  @ApiProperty({ type: 'integer' })
  proveDays!: number;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class BackupProofDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  fileName!: string;

  @ApiProperty({ type: 'integer' })
  seconds!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;
}

export class BackupsDto {
  @ApiProperty({ type: BackupRunDto, nullable: true, description: 'The newest good one whose file was not taken away' })
  newest!: BackupRunDto | null;

  @ApiProperty({ ...at, description: 'When a backup was restored and compared for the last time' })
  provenAt!: string | null;

  @ApiProperty({ type: BackupProofDto, nullable: true, description: 'The last restore for proof, good or not' })
  lastProof!: BackupProofDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why this machine cannot restore for proof, though the policy says so',
  })
  notProvable!: string | null;

  @ApiProperty({ enum: BACKUP_PROBLEMS, isArray: true })
  problems!: BackupProblem[];

  @ApiProperty({ type: BackupRunningDto, nullable: true })
  running!: BackupRunningDto | null;

  @ApiProperty({ type: BackupPolicyDto })
  policy!: BackupPolicyDto;

  @ApiProperty({ description: 'The folder of the server that backups go to' })
  folder!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why nothing can be written there; the next backup will fail',
  })
  folderProblem!: string | null;

  @ApiProperty({ description: 'Whether BACKUP_PASSPHRASE is set' })
  encrypts!: boolean;

  @ApiProperty({ type: [BackupRunDto], description: 'The last attempts, the newest first' })
  items!: BackupRunDto[];
}
