import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { AsOfQuery, DeviceAsOfDto } from './as-of.dto.js';
import { AsOfService } from './as-of.service.js';

@ApiTags('inventory')
@Controller('devices/:id/as-of')
export class AsOfController {
  constructor(private readonly service: AsOfService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getDeviceAsOf', summary: 'A device as it was on a day, and as was known on a day' })
  @ApiOkResponse({ type: DeviceAsOfDto })
  @ApiProblem(404, 'device.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Query() query: AsOfQuery): Promise<DeviceAsOfDto> {
    return this.service.asOf(viewer, id, query);
  }
}
