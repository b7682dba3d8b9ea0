import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, PageQuery, pageOf, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { BulkPlanner } from './bulk-planner.js';
import { BulkItemDto, BulkItemsQuery, BulkRunDto, PlanBulkDto, StartBulkDto } from './bulk.dto.js';
import { BulkService } from './bulk.service.js';
import { BulkViewService } from './bulk-view.service.js';

/** Whoever may do one of the actions may do it to many devices; which ones is asked for each. */
const SOME = ['device:edit', 'device:change-state', 'device:clear-hold'] as const;

/** Changes of many devices: preview, run, undo. */
@ApiTags('inventory')
@Controller('bulk-runs')
export class BulkRunsController {
  constructor(
    private readonly planner: BulkPlanner,
    private readonly runs: BulkService,
    private readonly views: BulkViewService,
  ) {}

  @Post()
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'planBulkRun', summary: 'Preview: what would change, what cannot and why' })
  @ApiCreatedResponse({ type: BulkRunDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'site.closed')
  @ApiProblem(422, 'bulk.too-many', 'device.reference-unknown', 'funding.split-invalid')
  async plan(@CurrentViewer() viewer: Viewer, @Body() body: PlanBulkDto): Promise<BulkRunDto> {
    return this.views.get(viewer, await this.planner.plan(viewer, body));
  }

  @Get()
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'listBulkRuns', summary: 'Changes of many devices, newest first' })
  @ApiOkResponse({ type: pageOf(BulkRunDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<BulkRunDto>> {
    return this.views.list(viewer, query);
  }

  @Get(':id')
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'getBulkRun', summary: 'One change of many devices: its preview, progress or result' })
  @ApiOkResponse({ type: BulkRunDto })
  @ApiProblem(404, 'bulk.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<BulkRunDto> {
    return this.views.get(viewer, id);
  }

  @Get(':id/items')
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'listBulkItems', summary: 'Its devices and what became of each' })
  @ApiOkResponse({ type: pageOf(BulkItemDto) })
  @ApiProblem(404, 'bulk.not-found')
  items(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: BulkItemsQuery,
  ): Promise<Page<BulkItemDto>> {
    return this.views.items(viewer, id, query);
  }

  @Post(':id/start')
  @HttpCode(202)
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'startBulkRun', summary: 'Do what the preview showed' })
  @ApiAcceptedResponse({ type: BulkRunDto })
  @ApiProblem(404, 'bulk.not-found')
  @ApiProblem(409, 'bulk.state-conflict')
  @ApiProblem(422, 'bulk.reason-needed')
  @ApiProblem(422, 'bulk.transfer-reason-needed')
  async start(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { reason }: StartBulkDto,
  ): Promise<BulkRunDto> {
    await this.runs.start(viewer, id, reason);
    return this.views.get(viewer, id);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'cancelBulkRun', summary: 'Stop between two devices; what is changed stays' })
  @ApiAcceptedResponse({ type: BulkRunDto })
  @ApiProblem(404, 'bulk.not-found')
  @ApiProblem(409, 'bulk.state-conflict')
  async cancel(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<BulkRunDto> {
    await this.runs.cancel(viewer, id);
    return this.views.get(viewer, id);
  }

  @Post(':id/resume')
  @HttpCode(202)
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'resumeBulkRun', summary: 'Go on after a cancel, or after a worker that was killed' })
  @ApiAcceptedResponse({ type: BulkRunDto })
  @ApiProblem(404, 'bulk.not-found')
  @ApiProblem(409, 'bulk.state-conflict')
  async resume(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<BulkRunDto> {
    await this.runs.resume(viewer, id);
    return this.views.get(viewer, id);
  }

  @Post(':id/undo')
  @HttpCode(202)
  @RequirePermission(...SOME)
  @ApiOperation({ operationId: 'undoBulkRun', summary: 'Take it back, within 24 hours' })
  @ApiAcceptedResponse({ type: BulkRunDto })
  @ApiProblem(404, 'bulk.not-found')
  @ApiProblem(409, 'bulk.state-conflict')
  async undo(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<BulkRunDto> {
    await this.runs.undo(viewer, id);
    return this.views.get(viewer, id);
  }
}
