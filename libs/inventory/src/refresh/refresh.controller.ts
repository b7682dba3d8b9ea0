import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DeviceRefreshDto } from './refresh.dto.js';
import { RefreshService } from './refresh.service.js';

@ApiTags('inventory')
@Controller('devices/:id/refresh')
export class RefreshController {
  constructor(private readonly refresh: RefreshService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getDeviceRefresh', summary: 'The fiscal year in which a device is due, and why' })
  @ApiOkResponse({ type: DeviceRefreshDto })
  @ApiProblem(404, 'device.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DeviceRefreshDto> {
    return this.refresh.of(viewer, id);
  }
}
