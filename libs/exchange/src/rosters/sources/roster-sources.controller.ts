import { Body, Controller, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import {
  AnswerOrgsDto,
  EditRosterSourceDto,
  NewRosterSourceDto,
  RosterOrgsDto,
  RosterSourceDto,
  RosterSourcesDto,
} from './roster-source.dto.js';
import { RosterOrgsService } from './roster-orgs.service.js';
import { RosterSourcesService } from './roster-sources.service.js';

/** Who sends rosters. The permission holds for the whole district. */
@ApiTags('rosters')
@Controller('roster-sources')
export class RosterSourcesController {
  constructor(
    private readonly sources: RosterSourcesService,
    private readonly orgs: RosterOrgsService,
  ) {}

  @Get()
  @RequirePermission('roster:run', 'roster:approve')
  @ApiOperation({ operationId: 'listRosterSources', summary: 'Who sends rosters' })
  @ApiOkResponse({ type: RosterSourcesDto })
  async list(): Promise<RosterSourcesDto> {
    return { items: await this.sources.list() };
  }

  @Post()
  @RequirePermission('roster:run')
  @ApiOperation({ operationId: 'createRosterSource', summary: 'Add a source of rosters' })
  @ApiCreatedResponse({ type: RosterSourceDto })
  @ApiProblem(409, 'roster.source-code-taken')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewRosterSourceDto): Promise<RosterSourceDto> {
    return this.sources.create(viewer, body);
  }

  @Get(':id')
  @RequirePermission('roster:run', 'roster:approve')
  @ApiOperation({ operationId: 'getRosterSource', summary: 'One source, and how its files are read' })
  @ApiOkResponse({ type: RosterSourceDto })
  @ApiProblem(404, 'roster.source-not-found')
  get(@IdParam() id: string): Promise<RosterSourceDto> {
    return this.sources.get(id);
  }

  @Patch(':id')
  @RequirePermission('roster:run')
  @ApiOperation({ operationId: 'editRosterSource', summary: 'Change how the files of a source are read' })
  @ApiOkResponse({ type: RosterSourceDto })
  @ApiProblem(404, 'roster.source-not-found')
  @ApiProblem(409, 'roster.version-conflict')
  edit(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditRosterSourceDto,
  ): Promise<RosterSourceDto> {
    return this.sources.edit(viewer, id, body);
  }

  @Get(':id/orgs')
  @RequirePermission('roster:run')
  @ApiOperation({
    operationId: 'listRosterOrgs',
    summary: 'The organisations that the source names, and which site each is',
  })
  @ApiOkResponse({ type: RosterOrgsDto })
  @ApiProblem(404, 'roster.source-not-found')
  async listOrgs(@IdParam() id: string): Promise<RosterOrgsDto> {
    return { items: await this.orgs.list(id) };
  }

  @Put(':id/orgs')
  @RequirePermission('roster:run')
  @ApiOperation({
    operationId: 'answerRosterOrgs',
    summary: 'Say which site an organisation is, that it is none, or make one of it',
  })
  @ApiOkResponse({ type: RosterOrgsDto })
  @ApiProblem(404, 'roster.source-not-found', 'roster.org-not-found')
  @ApiProblem(409, 'site.code-taken')
  async answerOrgs(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { answers }: AnswerOrgsDto,
  ): Promise<RosterOrgsDto> {
    return { items: await this.orgs.answer(viewer, id, answers) };
  }
}
