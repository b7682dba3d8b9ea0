import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, Viewer } from '@app/platform';
import { SessionScansDto } from './session-scans.dto.js';
import { DeskSessionDto } from './session.dto.js';
import { SessionService } from './session.service.js';
import type { SessionSummary } from './session.service.js';

@ApiTags('desk')
@Controller('desk-sessions/:id')
export class SessionsController {
  constructor(private readonly sessions: SessionService) {}

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
}

const dtoOf = ({ timeZone: _zone, ...summary }: SessionSummary): DeskSessionDto => summary;
