import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, PageQuery, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import {
  DeviceLoansPageDto,
  LoansPageDto,
  LoansQuery,
  PersonLoansPageDto,
  PersonLoansQuery,
  SiteLoansDto,
  SiteLoansQuery,
} from './loan.dto.js';
import { LoansListService } from './loans-list.service.js';
import { LoansService } from './loans.service.js';

@ApiTags('circulation')
@Controller()
export class LoansController {
  constructor(
    private readonly loans: LoansService,
    private readonly all: LoansListService,
  ) {}

  @Get('loans')
  @RequirePermission('device:read')
  @ApiOperation({
    operationId: 'listLoans',
    summary: 'Loans of many sites, still out and over, the last handed out first',
  })
  @ApiOkResponse({ type: LoansPageDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: LoansQuery): Promise<LoansPageDto> {
    return this.all.list(viewer, query);
  }

  @Get('devices/:id/loans')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDeviceLoans', summary: 'Who had a device, from when to when' })
  @ApiOkResponse({ type: DeviceLoansPageDto })
  @ApiProblem(404, 'device.not-found')
  ofDevice(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<DeviceLoansPageDto> {
    return this.loans.ofDevice(viewer, id, query);
  }

  @Get('people/:id/loans')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listPersonLoans', summary: 'What a person has, and had' })
  @ApiOkResponse({ type: PersonLoansPageDto })
  @ApiProblem(404, 'person.not-found')
  ofPerson(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: PersonLoansQuery,
  ): Promise<PersonLoansPageDto> {
    return this.loans.ofPerson(viewer, id, query);
  }

  @Get('sites/:id/loans')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listSiteLoans', summary: 'Open loans of a site, the first due first' })
  @ApiOkResponse({ type: PersonLoansPageDto })
  @ApiProblem(404, 'site.not-found')
  ofSite(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: SiteLoansQuery,
  ): Promise<PersonLoansPageDto> {
    return this.loans.ofSite(viewer, id, query);
  }

  @Get('sites/:id/loans-summary')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getSiteLoans', summary: 'Open and overdue loans of a site in numbers' })
  @ApiOkResponse({ type: SiteLoansDto })
  @ApiProblem(404, 'site.not-found')
  counts(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<SiteLoansDto> {
    return this.loans.counts(viewer, id);
  }
}
