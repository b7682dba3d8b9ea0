import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, PageQuery, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { TimelinePageDto } from '../ledger/timeline.dto.js';
import { TimelineService } from '../ledger/timeline.service.js';
import { DeviceSearchService } from '../search/device-search.service.js';
import { FoundDevicesDto, SearchDevicesDto } from '../search/search.dto.js';
import { DeviceDetailDto, DeviceRefDto, TaggedDeviceDto, TagWarningDto } from './device-detail.dto.js';
import { DeviceDetailService } from './device-detail.service.js';
import { DeviceListService } from './device-list.service.js';
import { EditDeviceDto, RegisterDeviceDto, TagWarningQuery } from './device-write.dto.js';
import { DevicePageDto } from './device.dto.js';
import { DevicesQuery } from './devices-query.dto.js';
import { EditDeviceService } from './edit-device.service.js';
import { RegisterDeviceService } from './register-device.service.js';
import { CodePipe } from './code.pipe.js';

const MOST_FOUND = 20;

@ApiTags('inventory')
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly devices: DeviceListService,
    private readonly searching: DeviceSearchService,
    private readonly details: DeviceDetailService,
    private readonly timeline: TimelineService,
    private readonly registering: RegisterDeviceService,
    private readonly editing: EditDeviceService,
  ) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDevices', summary: 'Devices of the sites that the account may see' })
  @ApiOkResponse({ type: DevicePageDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: DevicesQuery): Promise<DevicePageDto> {
    return this.devices.list(viewer, query);
  }

  @Post('search')
  @HttpCode(200)
  @ReadOnlyPost()
  @RequirePermission('device:read')
  @ApiOperation({
    operationId: 'searchDevices',
    summary: 'Devices by code, model, holder or a part of them, typing errors forgiven',
  })
  @ApiOkResponse({ type: FoundDevicesDto })
  async search(
    @CurrentViewer() viewer: Viewer,
    @Body() { q, siteId, limit = MOST_FOUND }: SearchDevicesDto,
  ): Promise<FoundDevicesDto> {
    return { groups: await this.searching.search(viewer, { q, siteId, limit }) };
  }

  @Get('by-tag/:tag')
  @RequirePermission('device:read')
  @ApiOperation({
    operationId: 'getDeviceByTag',
    summary: 'The device that a label names; former tags and serials count too',
  })
  @ApiOkResponse({ type: DeviceRefDto })
  @ApiProblem(404, 'device.not-found')
  byTag(@CurrentViewer() viewer: Viewer, @Param('tag', CodePipe) tag: string): Promise<DeviceRefDto> {
    return this.details.byTag(viewer, tag);
  }

  @Get('tag-warning')
  @RequirePermission('device:register', 'device:edit')
  @ApiOperation({
    operationId: 'getTagWarning',
    summary: 'What is known against a tag before a device is given it; it may be given all the same',
  })
  @ApiOkResponse({ type: TagWarningDto })
  async tagWarning(@CurrentViewer() viewer: Viewer, @Query() { tag }: TagWarningQuery): Promise<TagWarningDto> {
    return { tagWarning: await this.registering.tagWarning(viewer, tag) };
  }

  @Get(':id')
  @RequirePermission('device:read')
  @ApiOperation({
    operationId: 'getDevice',
    summary: 'A device with its codes, its funding and what may be done with it',
  })
  @ApiOkResponse({ type: DeviceDetailDto })
  @ApiProblem(404, 'device.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DeviceDetailDto> {
    return this.details.get(viewer, id);
  }

  @Get(':id/timeline')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getDeviceTimeline', summary: 'The ledger of a device, newest first' })
  @ApiOkResponse({ type: TimelinePageDto })
  @ApiProblem(404, 'device.not-found')
  events(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Query() query: PageQuery): Promise<TimelinePageDto> {
    return this.timeline.page(viewer, id, query);
  }

  @Post()
  @RequirePermission('device:register')
  @ApiOperation({ operationId: 'registerDevice', summary: 'Register a device' })
  @ApiCreatedResponse({ type: TaggedDeviceDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'device.tag-taken', 'device.serial-taken', 'site.closed', 'place.closed')
  @ApiProblem(
    422,
    'device.reference-unknown',
    'device.code-reserved',
    'device.evidence-missing',
    'funding.split-invalid',
  )
  register(@CurrentViewer() viewer: Viewer, @Body() body: RegisterDeviceDto): Promise<TaggedDeviceDto> {
    return this.registering.register(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('device:edit')
  @ApiOperation({ operationId: 'editDevice', summary: 'Change purchase facts, codes, room or condition' })
  @ApiOkResponse({ type: TaggedDeviceDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(
    409,
    'device.version-conflict',
    'device.tag-taken',
    'device.serial-taken',
    'device.in-transit',
    'place.closed',
  )
  @ApiProblem(
    422,
    'device.reference-unknown',
    'device.code-reserved',
    'device.transfer-reason-needed',
    'funding.split-invalid',
  )
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditDeviceDto): Promise<TaggedDeviceDto> {
    return this.editing.edit(viewer, id, body);
  }
}
