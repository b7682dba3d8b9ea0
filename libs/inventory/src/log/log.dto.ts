import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsCode, IsDay, IsUuid, PageQuery, QueryChoices } from '@app/platform';

export const LOG_SOURCES = ['device', 'admin', 'access', 'export'] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

export const LOG_VIEWS = ['undos', 'overrides'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

export class LogQueryDto extends PageQuery {
  @QueryChoices(LOG_SOURCES, {
    optional: true,
    description: 'The ledger of devices, changes by administrators, looks at people, lists that were taken along',
  })
  source?: LogSource[];

  @IsChoice(LOG_VIEWS, {
    optional: true,
    description: 'Undone acts; devices taken over from somebody or another site, refusals lifted by a card',
  })
  view?: LogView;

  @IsUuid({ optional: true, description: 'Of this account' })
  accountId?: string;

  @IsUuid({ optional: true, description: 'At this site' })
  siteId?: string;

  @IsUuid({ optional: true, description: 'About this record' })
  subjectId?: string;

  @IsCode({ optional: true, example: 'checked-out' })
  action?: string;

  @IsDay({ optional: true, description: 'First day' })
  from?: string;

  @IsDay({ optional: true, description: 'Last day' })
  to?: string;
}

export class LogEntryDto {
  @ApiProperty()
  key!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: LOG_SOURCES })
  source!: LogSource;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: the system itself, or the console' })
  accountId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  stationName!: string | null;

  @ApiProperty({ example: 'checked-out' })
  action!: string;

  @ApiProperty({ example: 'device' })
  subjectKind!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  subjectId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tag of a device, the name of a list; never that of a person',
  })
  subjectLabel!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  evidence!: Record<string, unknown> | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  scanId!: string | null;
}
