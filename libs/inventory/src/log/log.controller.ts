import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { CurrentViewer, pageOf, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { LogEntryDto, LogQueryDto } from './log.dto.js';
import { LogService } from './log.service.js';

/** Everything that was done, append-only. */
@ApiTags('log')
@Controller('log')
export class LogController {
  constructor(private readonly log: LogService) {}

  @Get()
  @RequirePermission('ledger:verify', 'admin-log:read', 'access-log:read')
  @ApiOperation({ operationId: 'listLog', summary: 'The logs as one, newest first; each part by its permission' })
  @ApiOkResponse({ type: pageOf(LogEntryDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: LogQueryDto): Promise<Page<LogEntryDto>> {
    return this.log.list(viewer, query);
  }
}
