import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DeviceListService } from './device-list.service.js';
import { DeviceLookupDto, DeviceRowsDto, DevicesByIdDto, LookUpCodesDto } from './device-lookup.dto.js';
import { DeviceLookupService } from './device-lookup.service.js';
import { DeviceCountDto, DeviceProgramsDto } from './device.dto.js';
import { CountDevicesQuery } from './devices-query.dto.js';

/** What a list of devices needs besides its pages: its number, and devices by pasted codes. */
@ApiTags('inventory')
@Controller()
export class DeviceLookupsController {
  constructor(
    private readonly devices: DeviceListService,
    private readonly lookups: DeviceLookupService,
  ) {}

  @Get('device-count')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'countDevices', summary: 'How many devices match; paging and sort do not matter' })
  @ApiOkResponse({ type: DeviceCountDto })
  async count(@CurrentViewer() viewer: Viewer, @Query() query: CountDevicesQuery): Promise<DeviceCountDto> {
    return { total: await this.devices.countOf(viewer, query) };
  }

  @Get('device-programs')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDevicePrograms', summary: 'Programs that devices have, for the filter of a list' })
  @ApiOkResponse({ type: DeviceProgramsDto })
  async programs(): Promise<DeviceProgramsDto> {
    return { items: await this.devices.programs() };
  }

  @Post('device-lookups')
  @ReadOnlyPost()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'lookUpCodes', summary: 'The devices of a pasted list of codes, and the codes of none' })
  @ApiOkResponse({ type: DeviceLookupDto })
  @ApiProblem(404, 'site.not-found')
  lookUp(@CurrentViewer() viewer: Viewer, @Body() body: LookUpCodesDto): Promise<DeviceLookupDto> {
    return this.lookups.lookup(viewer, body);
  }

  @Post('device-rows')
  @ReadOnlyPost()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDevicesById', summary: 'These devices as lists show them, those in scope' })
  @ApiOkResponse({ type: DeviceRowsDto })
  async rows(@CurrentViewer() viewer: Viewer, @Body() { ids }: DevicesByIdDto): Promise<DeviceRowsDto> {
    return { items: await this.lookups.rows(viewer, ids) };
  }
}
