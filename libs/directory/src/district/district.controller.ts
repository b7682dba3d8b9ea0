import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission, SignedIn } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DistrictDto, EditDistrictDto } from './district.dto.js';
import { DistrictService } from './district.service.js';

@ApiTags('directory')
@Controller('district')
export class DistrictController {
  constructor(private readonly district: DistrictService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getDistrict', summary: 'The district and its day' })
  @ApiOkResponse({ type: DistrictDto })
  @ApiProblem(404, 'district.not-set-up')
  get(): Promise<DistrictDto> {
    return this.district.get();
  }

  @Patch()
  @RequirePermission('district:edit')
  @ApiOperation({ operationId: 'editDistrict', summary: 'Change name, time zone, fiscal year or profile' })
  @ApiOkResponse({ type: DistrictDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'district.not-set-up')
  @ApiProblem(409, 'district.version-conflict')
  @ApiProblem(422, 'district.time-zone-unknown', 'district.profile-agreement')
  edit(@CurrentViewer() viewer: Viewer, @Body() body: EditDistrictDto): Promise<DistrictDto> {
    return this.district.edit(viewer, body);
  }
}
