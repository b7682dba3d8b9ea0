import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DeviceDetailDto, TaggedDeviceDto } from '../devices/device-detail.dto.js';
import { ReplaceCodeDto } from '../devices/replace-code.dto.js';
import { ReplaceCodeService } from '../devices/replace-code.service.js';
import { DuplicatesDto, LookAlikesDto, LookAlikesQuery, MergeDeviceDto } from './duplicate.dto.js';
import { DuplicatesService } from './duplicates.service.js';
import { MergeDeviceService } from './merge-device.service.js';

/** Which record is which device: its codes, and records that are one device twice. */
@ApiTags('inventory')
@Controller()
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicatesService,
    private readonly merging: MergeDeviceService,
    private readonly codes: ReplaceCodeService,
  ) {}

  @Get('look-alikes')
  @RequirePermission('device:merge')
  @ApiOperation({ operationId: 'listLookAlikes', summary: 'Devices with codes that are the same or look the same' })
  @ApiOkResponse({ type: LookAlikesDto })
  lookAlikes(@CurrentViewer() viewer: Viewer, @Query() query: LookAlikesQuery): Promise<LookAlikesDto> {
    return this.duplicates.lookAlikes(viewer, query);
  }

  @Get('devices/:id/duplicates')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDuplicates', summary: 'Records that may be the same device' })
  @ApiOkResponse({ type: DuplicatesDto })
  @ApiProblem(404, 'device.not-found')
  async of(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DuplicatesDto> {
    return { items: await this.duplicates.of(viewer, id) };
  }

  @Post('devices/:id/merges')
  @HttpCode(200)
  @RequirePermission('device:merge')
  @ApiOperation({ operationId: 'mergeDevice', summary: 'Merge this record into another; answers the other' })
  @ApiOkResponse({ type: DeviceDetailDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(409, 'device.changed-meanwhile', 'device.loan-open', 'device.not-mergeable', 'device.merge-same')
  merge(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: MergeDeviceDto,
  ): Promise<DeviceDetailDto> {
    return this.merging.merge(viewer, id, body);
  }

  @Post('devices/:id/codes')
  @HttpCode(200)
  @RequirePermission('device:edit')
  @ApiOperation({ operationId: 'replaceCode', summary: 'A new label or board, or a label that is gone' })
  @ApiOkResponse({ type: TaggedDeviceDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(409, 'device.version-conflict', 'device.tag-taken', 'device.serial-taken', 'device.code-unchanged')
  @ApiProblem(422, 'device.code-reserved')
  replace(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ReplaceCodeDto,
  ): Promise<TaggedDeviceDto> {
    return this.codes.replace(viewer, id, body);
  }
}
