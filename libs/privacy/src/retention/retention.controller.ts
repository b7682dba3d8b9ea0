import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import {
  ApproveRetentionDto,
  CancelRetentionDto,
  RetentionDto,
  RetentionItemsDto,
  RetentionItemsQuery,
  RetentionRunDto,
} from './retention.dto.js';
import { RetentionService } from './retention.service.js';

/** Former students whose years are over are forgotten: planned, shown, approved, done. */
@ApiTags('privacy')
@Controller()
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get('retention')
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'getRetention', summary: 'For how long students are known, what stays, and the plans' })
  @ApiOkResponse({ type: RetentionDto })
  @ApiProblem(403, 'access.district-wide-only')
  get(@CurrentViewer() viewer: Viewer): Promise<RetentionDto> {
    return this.retention.overview(viewer);
  }

  @Post('retention-runs')
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'planRetention', summary: 'Plan who would be forgotten today; nothing is done yet' })
  @ApiCreatedResponse({ type: RetentionRunDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'retention.under-way')
  plan(@CurrentViewer() viewer: Viewer): Promise<RetentionRunDto> {
    return this.retention.plan(viewer);
  }

  @Get('retention-runs/:id')
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'getRetentionRun', summary: 'One plan, and how far it is' })
  @ApiOkResponse({ type: RetentionRunDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'retention.not-found')
  find(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<RetentionRunDto> {
    return this.retention.find(viewer, id);
  }

  @Get('retention-runs/:id/items')
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'listRetentionItems', summary: 'Who would be forgotten or is kept, and why' })
  @ApiOkResponse({ type: RetentionItemsDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'retention.not-found')
  items(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: RetentionItemsQuery,
  ): Promise<RetentionItemsDto> {
    return this.retention.items(viewer, id, query);
  }

  @Post('retention-runs/:id/approve')
  @HttpCode(200)
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'approveRetention', summary: 'A second person types the number: it begins' })
  @ApiOkResponse({ type: RetentionRunDto })
  @ApiProblem(403, 'access.district-wide-only', 'account.second-person', 'account.password-of-another')
  @ApiProblem(404, 'retention.not-found')
  @ApiProblem(409, 'retention.state-conflict', 'retention.stale')
  @ApiProblem(422, 'retention.wrong-count')
  approve(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ApproveRetentionDto,
  ): Promise<RetentionRunDto> {
    return this.retention.approve(viewer, id, body);
  }

  @Post('retention-runs/:id/cancel')
  @HttpCode(200)
  @RequirePermission('retention:run')
  @ApiOperation({ operationId: 'cancelRetention', summary: 'Take a plan back, or stop it; who is forgotten stays so' })
  @ApiOkResponse({ type: RetentionRunDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'retention.not-found')
  @ApiProblem(409, 'retention.state-conflict')
  cancel(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: CancelRetentionDto,
  ): Promise<RetentionRunDto> {
    return this.retention.cancel(viewer, id, body.version);
  }
}
