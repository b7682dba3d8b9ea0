import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { SiteSummariesDto } from './site-summary.dto.js';
import { SiteSummariesService } from './site-summaries.service.js';

@ApiTags('circulation')
@Controller('site-summaries')
export class SiteSummariesController {
  constructor(private readonly summaries: SiteSummariesService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listSiteSummaries', summary: 'Devices, loans and students of every site in numbers' })
  @ApiOkResponse({ type: SiteSummariesDto })
  list(@CurrentViewer() viewer: Viewer): Promise<SiteSummariesDto> {
    return this.summaries.list(viewer);
  }
}
