import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { RenewalsDto } from './renewal.dto.js';
import { RenewalsService } from './renewals.service.js';

@ApiTags('circulation')
@Controller()
export class RenewalsController {
  constructor(private readonly renewals: RenewalsService) {}

  @Get('devices/:id/renewals')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDeviceRenewals', summary: 'When loans of a device were renewed, and by whom' })
  @ApiOkResponse({ type: RenewalsDto })
  @ApiProblem(404, 'device.not-found')
  async ofDevice(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<RenewalsDto> {
    return { items: await this.renewals.ofDevice(viewer, id) };
  }
}
