import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { CurrentViewer, IsCode, IsUuid, PageQuery, pageOf, RequirePermission } from '@app/platform';
import { LogEntryDto } from '../shared/log-entry.dto.js';
import type { AdminAction } from './admin-actions.js';
import { ADMIN_ACTIONS } from './admin-actions.js';
import { AdminLogReader } from './admin-log.reader.js';
import type { AdminEntry } from './admin-log.reader.js';

export class AdminLogQuery extends PageQuery {
  @IsCode({ max: 40, optional: true, example: 'site' })
  subjectKind?: string;

  @IsUuid({ optional: true, description: 'What was done to this record' })
  subjectId?: string;

  @IsUuid({ optional: true, description: 'What this account changed' })
  accountId?: string;
}

export class AdminEntryDto extends LogEntryDto implements AdminEntry {
  @ApiProperty({ enum: ADMIN_ACTIONS, enumName: 'AdminAction' })
  action!: AdminAction;

  @ApiProperty({ example: 'site' })
  subjectKind!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  subjectId!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;
}

/** Who changed what in the administration, from what to what. */
@ApiTags('admin log')
@Controller('admin-log')
export class AdminLogController {
  constructor(private readonly log: AdminLogReader) {}

  @Get()
  @RequirePermission('admin-log:read')
  @ApiOperation({ operationId: 'listAdminLog', summary: 'Changes by administrators, newest first' })
  @ApiOkResponse({ type: pageOf(AdminEntryDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: AdminLogQuery): Promise<Page<AdminEntryDto>> {
    return this.log.list(viewer, query);
  }
}
