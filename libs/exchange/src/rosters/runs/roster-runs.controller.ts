import { Body, Controller, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SessionOnly } from '@app/identity';
import type { Page } from '@app/kernel';
import { isId } from '@app/kernel';
import type { ApiRequest, Viewer } from '@app/platform';
import {
  ApiProblem,
  CurrentViewer,
  IdParam,
  invalidField,
  pageOf,
  receiveFiles,
  RequirePermission,
  Upload,
} from '@app/platform';
import { ApproveRosterDto, RosterRowDto, RosterRowsQuery, RosterRunDto, RosterRunsQuery } from './roster-run.dto.js';
import { RosterRowsService } from './roster-rows.service.js';
import { ROSTER_UPLOAD, RosterUploadService } from './roster-upload.service.js';
import { RostersService } from './rosters.service.js';

/** Rosters, from the upload to the result. The permission holds for the whole district. */
@ApiTags('rosters')
@Controller('roster-runs')
export class RosterRunsController {
  constructor(
    private readonly rosters: RostersService,
    private readonly uploads: RosterUploadService,
    private readonly rows: RosterRowsService,
  ) {}

  @Post()
  @RequirePermission('roster:run')
  @Upload({ maxMegabytes: ROSTER_UPLOAD.bytes / 1_048_576, fields: ['sourceId'], several: true })
  @ApiOperation({
    operationId: 'uploadRoster',
    summary:
      'Bring a roster in: a zip file or its CSV files, and in the field `sourceId` who sent it; its dry run begins',
  })
  @ApiCreatedResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.source-not-found')
  @ApiProblem(409, 'roster.source-off')
  @ApiProblem(422, 'roster.not-recognised', 'roster.column-missing', 'roster.column-twice', 'roster.file-refused')
  @ApiProblem(422, 'roster.file-missing', 'roster.files-mixed', 'roster.file-twice')
  @ApiProblem(
    422,
    'archive.damaged',
    'archive.encrypted',
    'archive.unsupported',
    'archive.too-many-entries',
    'archive.too-big',
  )
  @ApiProblem(422, 'archive.too-compressed', 'archive.unsafe-name', 'archive.duplicate-name')
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: ApiRequest): Promise<RosterRunDto> {
    const run = await this.uploads.upload(viewer, async (keep) => {
      const sources = await receiveFiles(request, ROSTER_UPLOAD, async ({ fileName, stream, fields }) => {
        const { sourceId, ...others } = fields;
        const [unknown] = Object.keys(others);
        if (unknown !== undefined) throw invalidField(unknown, 'is not a field of this request');
        if (!isId(sourceId)) throw invalidField('sourceId', 'must be the id of a source, before the file');
        await keep({ fileName, stream });
        return sourceId;
      });
      return sources[0];
    });
    return RosterRunDto.of(run);
  }

  @Get()
  @RequirePermission('roster:run', 'roster:approve')
  @ApiOperation({ operationId: 'listRosterRuns', summary: 'Rosters, newest first' })
  @ApiOkResponse({ type: pageOf(RosterRunDto) })
  async list(@Query() query: RosterRunsQuery): Promise<Page<RosterRunDto>> {
    const { items, next } = await this.rosters.list(query);
    return { items: items.map((run) => RosterRunDto.of(run)), next };
  }

  @Get(':id')
  @RequirePermission('roster:run', 'roster:approve')
  @ApiOperation({
    operationId: 'getRosterRun',
    summary: 'One roster: what it is, where it stands, what it would do or did',
  })
  @ApiOkResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.not-found')
  async get(@IdParam() id: string): Promise<RosterRunDto> {
    return RosterRunDto.of(await this.rosters.find(id));
  }

  @Get(':id/rows')
  @RequirePermission('roster:run', 'roster:approve')
  @ApiOperation({ operationId: 'listRosterRows', summary: 'What becomes of each person, and which lines are refused' })
  @ApiOkResponse({ type: pageOf(RosterRowDto) })
  @ApiProblem(404, 'roster.not-found')
  listRows(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: RosterRowsQuery,
  ): Promise<Page<RosterRowDto>> {
    return this.rows.list(id, query, viewer.language);
  }

  @Post(':id/check')
  @HttpCode(202)
  @RequirePermission('roster:run')
  @ApiOperation({ operationId: 'checkRoster', summary: 'Find out once more what the files would do; writes no record' })
  @ApiAcceptedResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.not-found')
  @ApiProblem(409, 'roster.state-conflict')
  async check(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<RosterRunDto> {
    return RosterRunDto.of(await this.rosters.check(viewer, id));
  }

  @Post(':id/run')
  @HttpCode(202)
  @RequirePermission('roster:run')
  @ApiOperation({ operationId: 'runRoster', summary: 'Do what the dry run said' })
  @ApiAcceptedResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.not-found')
  @ApiProblem(409, 'roster.state-conflict')
  async run(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<RosterRunDto> {
    return RosterRunDto.of(await this.rosters.run(viewer, id));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @RequirePermission('roster:run')
  @ApiOperation({
    operationId: 'cancelRoster',
    summary: 'Stop the step that is under way, or leave a roster that waits',
  })
  @ApiAcceptedResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.not-found')
  @ApiProblem(409, 'roster.state-conflict')
  async cancel(@IdParam() id: string): Promise<RosterRunDto> {
    return RosterRunDto.of(await this.rosters.cancel(id));
  }
}

/** The one step that a person takes, not a program: whoever lets a stopped roster go on has looked at it. */
@ApiTags('rosters')
@Controller('roster-runs')
@SessionOnly()
export class RosterApprovalsController {
  constructor(private readonly rosters: RostersService) {}

  @Put(':id/approval')
  @RequirePermission('roster:approve')
  @ApiOperation({
    operationId: 'approveRoster',
    summary: 'Let a roster go on that would lose many people: type how many',
  })
  @ApiOkResponse({ type: RosterRunDto })
  @ApiProblem(404, 'roster.not-found')
  @ApiProblem(409, 'roster.state-conflict', 'roster.version-conflict')
  @ApiProblem(422, 'roster.number-wrong')
  async approve(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: ApproveRosterDto,
  ): Promise<RosterRunDto> {
    return RosterRunDto.of(await this.rosters.approve(viewer, id, body));
  }
}
