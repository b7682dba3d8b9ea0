import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { MissingCaseService } from './missing-case.service.js';
import { MissingCasesService } from './missing-cases.service.js';
import {
  DeviceMissingCasesDto,
  MissingCaseDetailDto,
  MissingCasesPageDto,
  MissingCasesQuery,
  PersonMissingCasesDto,
} from './missing.dto.js';

@ApiTags('circulation')
@Controller()
export class MissingCasesController {
  constructor(
    private readonly cases: MissingCasesService,
    private readonly details: MissingCaseService,
  ) {}

  @Get('missing-cases')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listMissingCases', summary: 'Missing and stolen devices, the first due first' })
  @ApiOkResponse({ type: MissingCasesPageDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: MissingCasesQuery): Promise<MissingCasesPageDto> {
    return this.cases.list(viewer, query);
  }

  @Get('missing-cases/:id')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getMissingCase', summary: 'One case with its clock and its decisions' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(404, 'missing-case.not-found')
  one(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, id);
  }

  @Get('devices/:id/missing-cases')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDeviceMissingCases', summary: 'When a device was missing or stolen' })
  @ApiOkResponse({ type: DeviceMissingCasesDto })
  @ApiProblem(404, 'device.not-found')
  async ofDevice(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DeviceMissingCasesDto> {
    return { items: await this.cases.ofDevice(viewer, id) };
  }

  @Get('people/:id/missing-cases')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listPersonMissingCases', summary: 'What went missing while a person had it' })
  @ApiOkResponse({ type: PersonMissingCasesDto })
  @ApiProblem(404, 'person.not-found')
  ofPerson(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<PersonMissingCasesDto> {
    return this.cases.ofPerson(viewer, id);
  }
}
