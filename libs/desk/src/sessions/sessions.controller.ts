import { Controller, Get, HttpCode, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, Viewer } from '@app/platform';
import type { ApiReply } from '@app/platform';
import { SessionScansDto } from '../scans/scan-answer.dto.js';
import { SessionExportService } from './session-export.service.js';
import { DeskSessionDto } from './session.dto.js';
import { SessionService } from './session.service.js';
import type { SessionSummary } from './session.service.js';

@ApiTags('desk')
@Controller('desk-sessions/:id')
export class SessionsController {
  constructor(
    private readonly sessions: SessionService,
    private readonly exports: SessionExportService,
  ) {}

  @Get()
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'getDeskSession', summary: 'Totals and exceptions of an own session' })
  @ApiOkResponse({ type: DeskSessionDto })
  @ApiProblem(404, 'desk.session-not-found')
  async get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DeskSessionDto> {
    return dtoOf(await this.sessions.summary(viewer, id));
  }

  @Post('end')
  @HttpCode(200)
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'endDeskSession', summary: 'End an own session; again changes nothing' })
  @ApiOkResponse({ type: DeskSessionDto })
  @ApiProblem(404, 'desk.session-not-found')
  async end(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DeskSessionDto> {
    return dtoOf(await this.sessions.end(viewer, id));
  }

  @Get('scans')
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'listSessionScans', summary: 'The newest scans of an own session, with their answers' })
  @ApiOkResponse({ type: SessionScansDto })
  async list(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<SessionScansDto> {
    return { items: await this.sessions.scans(viewer, id) };
  }

  @Get('scans.csv')
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'exportSessionScans', summary: 'Every scan of an own session; in the access log' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblem(404, 'desk.session-not-found')
  async csv(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    const { fileName, stream } = await this.exports.csv(viewer, id);
    void reply.header('cache-control', 'no-store');
    return new StreamableFile(stream, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
    });
  }
}

const dtoOf = ({ timeZone: _zone, ...summary }: SessionSummary): DeskSessionDto => summary;
