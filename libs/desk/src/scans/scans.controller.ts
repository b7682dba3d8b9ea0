import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, Idempotent, invalidField, RequirePermission } from '@app/platform';
import { Proven, sessionOf, SessionReader } from '@app/identity';
import { ScanAnswerDto } from './scan-answer.dto.js';
import { requestOfDto, ScanRequestDto } from './scan.dto.js';
import { ScanService } from './scan.service.js';

@ApiTags('desk')
@Controller()
export class ScansController {
  constructor(
    private readonly scans: ScanService,
    private readonly signedIn: SessionReader,
  ) {}

  /** A refusal is an answer too: 200 with class STOP. */
  @Post('scan-events')
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @Idempotent('own')
  @RequirePermission('scan:use')
  @Proven()
  @ApiOperation({ operationId: 'recordScan', summary: 'Record a scan, a quick answer or an undo' })
  @ApiOkResponse({ type: ScanAnswerDto })
  @ApiProblem(404, 'desk.station-not-found', 'desk.scan-not-found')
  @ApiProblem(422, 'desk.scan-id-reused', 'desk.two-receivers')
  @ApiProblem(429, 'desk.reach-throttled')
  record(@Req() http: object, @Body() body: ScanRequestDto): Promise<string> {
    const request = requestOfDto(body);
    if ('missing' in request) throw invalidField(request.missing, 'is needed for this kind of act');
    return this.signedIn.proven(sessionOf(http), (viewer, proof) => this.scans.handleAsText(viewer, request, proof));
  }
}
