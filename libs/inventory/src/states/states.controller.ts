import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { ChangeStateService } from './change-state.service.js';
import { ClearHoldService } from './clear-hold.service.js';
import { ChangeStateDto, ClearHoldDto } from './state.dto.js';

@ApiTags('inventory')
@Controller('devices/:id')
export class StatesController {
  constructor(
    private readonly states: ChangeStateService,
    private readonly holds: ClearHoldService,
  ) {}

  /** Which permission a move needs stands in its row; the service asks for that one. */
  @Post('state-changes')
  @HttpCode(200)
  @RequirePermission('device:change-state', 'device:check-in', 'device:register')
  @ApiOperation({
    operationId: 'changeDeviceState',
    summary: 'Retire, send to repair, return to service … with its reason',
  })
  @ApiOkResponse({ type: DeviceDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(
    409,
    'device.move-not-legal',
    'device.changed-meanwhile',
    'device.two-persons-needed',
    'device.done-at-desk',
  )
  @ApiProblem(
    409,
    'device.done-elsewhere',
    'device.done-in-case',
    'device.loan-open',
    'device.on-hold',
    'device.legal-hold',
    'device.has-history',
  )
  @ApiProblem(409, 'device.untagged', 'device.no-holder', 'device.deprovisioned')
  @ApiProblem(422, 'device.evidence-missing')
  change(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ChangeStateDto,
  ): Promise<DeviceDetailDto> {
    return this.states.change(viewer, id, body);
  }

  @Post('holds-cleared')
  @HttpCode(200)
  @RequirePermission('device:clear-hold')
  @ApiOperation({ operationId: 'clearDeviceHold', summary: 'Take a hold off a device' })
  @ApiOkResponse({ type: DeviceDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(409, 'device.hold-not-set')
  clear(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: ClearHoldDto): Promise<DeviceDetailDto> {
    return this.holds.clear(viewer, id, body);
  }
}
