import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { PersonDto } from '../people/person.dto.js';
import { MergePersonService } from './merge-person.service.js';
import { queueKeyOf } from './queue-key.js';
import {
  MergePersonDto,
  NewTemporaryPersonDto,
  TemporaryPeoplePageDto,
  TemporaryPeopleQuery,
} from './temporary-people.dto.js';
import { TemporaryPeopleService } from './temporary-people.service.js';

/** Students whom the roster does not have yet. */
@ApiTags('directory')
@Controller('temporary-people')
export class TemporaryPeopleController {
  constructor(
    private readonly temporary: TemporaryPeopleService,
    private readonly merging: MergePersonService,
  ) {}

  @Get()
  @RequirePermission('person:read')
  @ApiOperation({
    operationId: 'listTemporaryPeople',
    summary: 'Who waits for the roster, with what it may have for them',
  })
  @ApiOkResponse({ type: TemporaryPeoplePageDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: TemporaryPeopleQuery): Promise<TemporaryPeoplePageDto> {
    const { site, after, limit } = query;
    return this.temporary.list(viewer, { sites: site, after: queueKeyOf(after), limit });
  }

  @Post()
  @RequirePermission('person:edit')
  @ApiOperation({ operationId: 'createTemporaryPerson', summary: 'Add a student whom the roster does not have yet' })
  @ApiCreatedResponse({ type: PersonDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'person.on-roster', 'person.known-number-taken', 'site.closed')
  @ApiProblem(422, 'person.number-reserved')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewTemporaryPersonDto): Promise<PersonDto> {
    return this.temporary.create(viewer, body);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @RequirePermission('person:edit')
  @ApiOperation({
    operationId: 'mergeTemporaryPerson',
    summary: 'Say who the temporary student is; loans and history follow. There is no way back',
  })
  @ApiOkResponse({ type: PersonDto, description: 'The record of the roster' })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(
    409,
    'person.version-conflict',
    'person.merge-merged-already',
    'person.merge-not-temporary',
    'person.merge-not-on-roster',
  )
  merge(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: MergePersonDto): Promise<PersonDto> {
    return this.merging.merge(viewer, id, body);
  }
}
