import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { ApiReply, Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, pageOf, ReadOnlyPost, RequirePermission } from '@app/platform';
import { documentAnswer } from '../shared/document-answer.js';
import { CreateRunService } from './create-run.service.js';
import { DocumentService } from './document.service.js';
import { LabelPlanDto } from './plan.dto.js';
import { LabelSheetsDto } from './sheet.dto.js';
import { PlanService } from './plan.service.js';
import { PreviewService } from './preview.service.js';
import {
  CreateLabelRunDto,
  LabelPagesRequestDto,
  LabelPlanRequestDto,
  ReprintLabelsDto,
  VerifyLabelDto,
  VoidLabelRunDto,
} from './request.dto.js';
import {
  LabelItemDto,
  LabelItemsQuery,
  LabelRunDto,
  LabelRunsQuery,
  LabelVerificationDto,
  VoidEffectsDto,
} from './run.dto.js';
import { RunViewService } from './run-view.service.js';
import { SteerRunService } from './steer-run.service.js';
import { VoidingService } from './voiding.service.js';

/** Labels: what would be printed, what was, and what is done with it. */
@ApiTags('labels')
@Controller()
export class RunsController {
  constructor(
    private readonly plans: PlanService,
    private readonly previews: PreviewService,
    private readonly creating: CreateRunService,
    private readonly views: RunViewService,
    private readonly documents: DocumentService,
    private readonly steering: SteerRunService,
    private readonly voiding: VoidingService,
  ) {}

  @Post('label-plans')
  @ReadOnlyPost()
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'planLabels',
    summary: 'What a run would print: its first pages, and what is wrong with it',
  })
  @ApiOkResponse({ type: LabelPlanDto })
  @ApiProblem(404, 'site.not-found', 'label-stock.not-found', 'label-printer.not-found')
  @ApiProblem(422, 'label-run.stock-unfit', 'label-run.too-many')
  plan(@CurrentViewer() viewer: Viewer, @Body() body: LabelPlanRequestDto): Promise<LabelPlanDto> {
    return this.plans.plan(viewer, body);
  }

  @Post('label-plans/pages')
  @ReadOnlyPost()
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'previewLabels', summary: 'Any page of what a run would print' })
  @ApiOkResponse({ type: LabelSheetsDto })
  @ApiProblem(404, 'site.not-found', 'label-stock.not-found', 'label-printer.not-found')
  @ApiProblem(422, 'label-run.no-room', 'label-run.stock-unfit', 'label-run.too-many')
  page(@CurrentViewer() viewer: Viewer, @Body() body: LabelPagesRequestDto): Promise<LabelSheetsDto> {
    return this.previews.page(viewer, body);
  }

  @Get('label-runs')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'listLabelRuns', summary: 'What was printed at the sites of the account, newest first' })
  @ApiOkResponse({ type: pageOf(LabelRunDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: LabelRunsQuery): Promise<Page<LabelRunDto>> {
    return this.views.list(viewer, query);
  }

  @Post('label-runs')
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'createLabelRun',
    summary: 'Make a run; more than a thousand labels are drawn as a job',
  })
  @ApiCreatedResponse({ type: LabelRunDto })
  @ApiProblem(404, 'site.not-found', 'label-stock.not-found', 'label-printer.not-found')
  @ApiProblem(409, 'label-run.tags-used')
  @ApiProblem(422, 'label-run.codes-unknown', 'label-run.no-room', 'label-run.nothing', 'label-run.off-page')
  @ApiProblem(422, 'label-run.stock-unfit', 'label-run.too-many')
  async create(@CurrentViewer() viewer: Viewer, @Body() body: CreateLabelRunDto): Promise<LabelRunDto> {
    return this.views.get(viewer, await this.creating.create(viewer, body));
  }

  @Get('label-runs/:id')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'getLabelRun', summary: 'One run: what it is and where it stands' })
  @ApiOkResponse({ type: LabelRunDto })
  @ApiProblem(404, 'label-run.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<LabelRunDto> {
    return this.views.get(viewer, id);
  }

  @Get('label-runs/:id/items')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'listLabelItems', summary: 'Its labels, in the order in which they are printed' })
  @ApiOkResponse({ type: pageOf(LabelItemDto) })
  @ApiProblem(404, 'label-run.not-found')
  items(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: LabelItemsQuery,
  ): Promise<Page<LabelItemDto>> {
    return this.views.items(viewer, id, query);
  }

  @Get('label-runs/:id/document')
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'downloadLabels',
    summary: 'The pages, or the ZPL for a printer of labels; one with people is in the access log',
  })
  @ApiProduces('application/pdf', 'application/zpl')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'label-run.not-found')
  @ApiProblem(409, 'label-run.state-conflict')
  async document(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    return documentAnswer(reply, await this.documents.get(viewer, id));
  }

  @Post('label-runs/:id/cancel')
  @HttpCode(202)
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'cancelLabelRun', summary: 'Stop drawing a large run; numbers that it took stay taken' })
  @ApiAcceptedResponse({ type: LabelRunDto })
  @ApiProblem(403, 'label-run.of-others')
  @ApiProblem(404, 'label-run.not-found')
  @ApiProblem(409, 'label-run.state-conflict')
  async cancel(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<LabelRunDto> {
    await this.steering.cancel(viewer, id);
    return this.views.get(viewer, id);
  }

  @Post('label-runs/:id/reprint')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'reprintLabels', summary: 'Some of its labels again, as a run of their own' })
  @ApiCreatedResponse({ type: LabelRunDto })
  @ApiProblem(404, 'label-run.not-found', 'label-printer.not-found')
  @ApiProblem(409, 'label-run.state-conflict')
  @ApiProblem(422, 'label-run.nothing', 'label-run.no-room', 'label-run.off-page')
  @ApiProblem(422, 'label-run.stock-unfit', 'label-run.too-many')
  async reprint(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ReprintLabelsDto,
  ): Promise<LabelRunDto> {
    return this.views.get(viewer, await this.steering.reprint(viewer, id, body));
  }

  @Get('label-runs/:id/void-effects')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'getVoidEffects', summary: 'What voiding it would come to' })
  @ApiOkResponse({ type: VoidEffectsDto })
  @ApiProblem(404, 'label-run.not-found')
  voidEffects(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<VoidEffectsDto> {
    return this.voiding.effects(viewer, id);
  }

  @Post('label-runs/:id/void')
  @HttpCode(200)
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'voidLabelRun',
    summary: 'Mark it and its reprints as not to be used; numbers of its tags stay burned',
  })
  @ApiOkResponse({ type: LabelRunDto })
  @ApiProblem(403, 'label-run.of-others')
  @ApiProblem(404, 'label-run.not-found')
  @ApiProblem(409, 'label-run.state-conflict')
  async void(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { reason }: VoidLabelRunDto,
  ): Promise<LabelRunDto> {
    await this.voiding.void(viewer, id, reason);
    return this.views.get(viewer, id);
  }

  @Post('label-runs/:id/verifications')
  @HttpCode(200)
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'verifyLabel', summary: 'Tick one printed label off by scanning it' })
  @ApiOkResponse({ type: LabelVerificationDto })
  @ApiProblem(404, 'label-run.not-found')
  @ApiProblem(409, 'label-run.state-conflict')
  verify(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { code }: VerifyLabelDto,
  ): Promise<LabelVerificationDto> {
    return this.steering.verify(viewer, id, code);
  }
}
