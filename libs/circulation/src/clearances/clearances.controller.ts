import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ClearanceDetailDto, ClearancesPageDto, ClearancesQuery, CloseClearanceDto } from './clearance.dto.js';
import { ClearancesService, PERMISSION_TO_CLOSE } from './clearances.service.js';

/** What those who leave have to give back. */
@ApiTags('circulation')
@Controller('clearances')
export class ClearancesController {
  constructor(private readonly clearances: ClearancesService) {}

  @Get()
  @RequirePermission('person:read')
  @ApiOperation({
    operationId: 'listClearances',
    summary: 'Exit clearances, the first due first; open ones by default',
  })
  @ApiOkResponse({ type: ClearancesPageDto })
  list(@CurrentViewer() viewer: Viewer, @Query() query: ClearancesQuery): Promise<ClearancesPageDto> {
    return this.clearances.list(viewer, query);
  }

  @Get(':id')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'getClearance', summary: 'A clearance with its items; each look is in the access log' })
  @ApiOkResponse({ type: ClearanceDetailDto })
  @ApiProblem(404, 'clearance.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ClearanceDetailDto> {
    return this.clearances.get(viewer, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  @RequirePermission(PERMISSION_TO_CLOSE)
  @ApiOperation({ operationId: 'closeClearance', summary: 'Let go what is still owed, with a reason' })
  @ApiOkResponse({ type: ClearanceDetailDto })
  @ApiProblem(404, 'clearance.not-found')
  @ApiProblem(409, 'clearance.not-open')
  close(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: CloseClearanceDto,
  ): Promise<ClearanceDetailDto> {
    return this.clearances.close(viewer, id, body.version, body.note);
  }
}
