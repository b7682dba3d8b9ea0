import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { SiteInventoryDto } from './site-inventory.dto.js';
import { SiteInventoryService } from './site-inventory.service.js';

@ApiTags('inventory')
@Controller('sites/:id/inventory-summary')
export class SiteInventoryController {
  constructor(private readonly inventory: SiteInventoryService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getSiteInventory', summary: 'What stands at a site, each number with its list' })
  @ApiOkResponse({ type: SiteInventoryDto })
  @ApiProblem(404, 'site.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<SiteInventoryDto> {
    return this.inventory.summary(viewer, id);
  }
}
