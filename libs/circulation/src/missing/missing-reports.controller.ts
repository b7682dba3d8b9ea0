import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { EditCaseService } from './edit-case.service.js';
import { MissingCaseService } from './missing-case.service.js';
import { EditMissingCaseDto, RecoverDto, ReportMissingDto, ReportTheftDto } from './missing-write.dto.js';
import { MissingCaseDetailDto } from './missing.dto.js';
import { RecoverService } from './recover.service.js';
import { ReportMissingService } from './report-missing.service.js';
import { ReportStolenService } from './report-stolen.service.js';

/** How a case begins, what is learned about it, and how it ends well. */
@ApiTags('circulation')
@Controller()
export class MissingReportsController {
  constructor(
    private readonly missing: ReportMissingService,
    private readonly stolen: ReportStolenService,
    private readonly recovering: RecoverService,
    private readonly editing: EditCaseService,
    private readonly details: MissingCaseService,
  ) {}

  @Post('devices/:id/missing-reports')
  @RequirePermission('device:report-missing')
  @ApiOperation({ operationId: 'reportMissing', summary: 'Report a device missing or stolen: opens its case' })
  @ApiCreatedResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'device.not-found')
  @ApiProblem(409, 'missing-case.open-already', 'device.move-not-legal')
  @ApiProblem(422, 'missing-case.facts-invalid', 'device.evidence-missing', 'device.reference-unknown')
  async report(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ReportMissingDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.missing.report(viewer, id, body)).id);
  }

  @Post('missing-cases/:id/theft-reports')
  @HttpCode(200)
  @RequirePermission('device:report-missing')
  @ApiOperation({ operationId: 'reportTheft', summary: 'A missing device was stolen' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open', 'device.move-not-legal')
  @ApiProblem(422, 'missing-case.facts-invalid')
  async theft(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ReportTheftDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.stolen.report(viewer, id, body)).id);
  }

  /** Which permission it takes stands in the table of moves: another for a stolen device. */
  @Post('missing-cases/:id/recoveries')
  @HttpCode(200)
  @RequirePermission('device:check-in', 'device:report-missing')
  @ApiOperation({ operationId: 'recoverDevice', summary: 'The device was found' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-open')
  @ApiProblem(422, 'device.reference-unknown')
  async recover(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: RecoverDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.recovering.recover(viewer, id, body)).id);
  }

  @Patch('missing-cases/:id')
  @RequirePermission('device:work-missing')
  @ApiOperation({ operationId: 'editMissingCase', summary: 'Facts that are learned later, also about the find' })
  @ApiOkResponse({ type: MissingCaseDetailDto })
  @ApiProblem(403, 'device.not-permitted')
  @ApiProblem(404, 'missing-case.not-found')
  @ApiProblem(409, 'missing-case.version-conflict', 'missing-case.not-recovered')
  @ApiProblem(422, 'missing-case.facts-invalid')
  async edit(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditMissingCaseDto,
  ): Promise<MissingCaseDetailDto> {
    return this.details.get(viewer, (await this.editing.edit(viewer, id, body)).id);
  }
}
