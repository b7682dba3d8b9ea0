import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DecideWriteOffService } from './decide-write-off.service.js';
import { DoStepService } from './do-step.service.js';
import { MissingCaseService } from './missing-case.service.js';
import {
  ApproveWriteOffDto,
  DeclineWriteOffDto,
  DoStepDto,
  ProposeWriteOffDto,
  ReviewDto,
  TakeBackStepDto,
} from './missing-write.dto.js';
import { MissingCaseDetailDto } from './missing.dto.js';
import { ProposeWriteOffService } from './propose-write-off.service.js';
import { TakeBackStepService } from './take-back-step.service.js';

/** The clock of a case, and the decision at its end. */
@ApiTags('circulation')
@Controller('missing-cases/:id')
export class MissingStepsController {
  constructor(
    private readonly steps: DoStepService,
    private readonly back: TakeBackStepService,
    private readonly proposals: ProposeWriteOffService,
    private readonly decisions: DecideWriteOffService,
    private readonly details: MissingCaseService,
  ) {}

  @Post('steps')
  @HttpCode(200)
  @RequirePermission('device:work-missing')
  @ApiOperation({ operationId: 'doMissingStep', summary: 'A step of the clock was done: lock, notice, demand' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.step-not-open')
  @ApiProblem(422, 'missing-case.facts-invalid')
  async step(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: DoStepDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.steps.do(viewer, id, body)).id);
  }

  @Post('steps-taken-back')
  @HttpCode(200)
  @RequirePermission('device:work-missing')
  @ApiOperation({ operationId: 'takeBackMissingStep', summary: 'A step was ticked by mistake; what it said is kept' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.step-not-done')
  @ApiProblem(409, 'missing-case.proposed-already')
  async takeBack(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: TakeBackStepDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.back.takeBack(viewer, id, body)).id);
  }

  @Post('reviews')
  @HttpCode(200)
  @RequirePermission('device:propose-write-off')
  @ApiOperation({ operationId: 'reviewMissingCase', summary: "An administrator's review, with its note" })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.step-not-open')
  async review(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ReviewDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.steps.do(viewer, id, { ...body, step: 'review' })).id);
  }

  @Post('write-offs')
  @RequirePermission('device:propose-write-off')
  @ApiOperation({ operationId: 'proposeWriteOff', summary: 'Propose to write the device off: the first person' })
  @ApiCreatedResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted', 'missing-case.own-device')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.stolen')
  @ApiProblem(409, 'missing-case.demand-missing', 'missing-case.review-missing', 'missing-case.too-early')
  @ApiProblem(409, 'missing-case.proposed-already')
  @ApiProblem(422, 'missing-case.investigation-missing')
  async propose(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ProposeWriteOffDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.proposals.propose(viewer, id, body)).id);
  }

  @Post('write-off-approvals')
  @HttpCode(200)
  @RequirePermission('device:write-off')
  @ApiOperation({ operationId: 'approveWriteOff', summary: 'Write the device off: the second person' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted', 'missing-case.own-proposal', 'missing-case.own-device')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.no-proposal')
  @ApiProblem(422, 'missing-case.investigation-missing')
  async approve(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ApproveWriteOffDto,
  ): Promise<MissingCaseDetailDto> {
    const decided = await this.decisions.decide(viewer, id, { ...body, decision: 'approve' });
    return this.details.get(viewer, decided.id);
  }

  @Post('write-off-refusals')
  @HttpCode(200)
  @RequirePermission('device:write-off')
  @ApiOperation({ operationId: 'declineWriteOff', summary: 'Decline the write-off; the clock goes on' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted', 'missing-case.own-proposal', 'missing-case.own-device')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'missing-case.no-proposal')
  async decline(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: DeclineWriteOffDto,
  ): Promise<MissingCaseDetailDto> {
    const decided = await this.decisions.decide(viewer, id, { ...body, decision: 'decline' });
    return this.details.get(viewer, decided.id);
  }
}
