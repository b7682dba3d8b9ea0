import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, IdParam, SignedIn } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from './session-reader.js';
import { OwnSessionsDto } from './session.dto.js';
import { SessionsService } from './sessions.service.js';

/** Where the caller is signed in. */
@ApiTags('session')
@Controller('sessions')
@SessionOnly()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listOwnSessions', summary: 'Own running sessions, newest first' })
  @ApiOkResponse({ type: OwnSessionsDto })
  async list(@CurrentSession() session: ActiveSession): Promise<OwnSessionsDto> {
    return { items: await this.sessions.own(session.viewer.accountId, session.id) };
  }

  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'endOwnSession', summary: 'End one of the own sessions' })
  @ApiNoContentResponse({ description: 'Ended' })
  @ApiProblem(404, 'session.not-found')
  async end(@CurrentSession() { viewer }: ActiveSession, @IdParam() id: string): Promise<void> {
    await this.sessions.endOwn(viewer.accountId, id);
  }
}
