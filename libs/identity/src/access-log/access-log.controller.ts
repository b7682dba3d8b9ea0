import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { CurrentViewer, IsUuid, PageQuery, pageOf, RequirePermission } from '@app/platform';
import { LogEntryDto } from '../shared/log-entry.dto.js';
import { AccessLog } from './access-log.js';
import type { AccessEntry } from './access-log.js';

export class AccessLogQuery extends PageQuery {
  @IsUuid({ optional: true, description: 'Who saw this person' })
  personId?: string;

  @IsUuid({ optional: true, description: 'What this account saw' })
  accountId?: string;
}

export class AccessEntryDto extends LogEntryDto implements AccessEntry {
  @ApiProperty({ example: 'person.viewed' })
  action!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  personId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  route!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  rowCount!: number | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;
}

/** Who looked at whom. */
@ApiTags('access log')
@Controller('access-log')
export class AccessLogController {
  constructor(private readonly log: AccessLog) {}

  @Get()
  @RequirePermission('access-log:read')
  @ApiOperation({ operationId: 'listAccessLog', summary: 'Looks at people and exports with people, newest first' })
  @ApiOkResponse({ type: pageOf(AccessEntryDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: AccessLogQuery): Promise<Page<AccessEntryDto>> {
    return this.log.list(viewer, query);
  }
}
