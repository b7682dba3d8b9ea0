import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CreatePersonService } from './create-person.service.js';
import { EditPersonService } from './edit-person.service.js';
import { PeopleListService, peopleRequest } from './people-list.service.js';
import { PeopleSearchService } from './people-search.service.js';
import { PersonDetailService } from './person-detail.service.js';
import {
  EditPersonDto,
  FoundPeopleDto,
  NewPersonDto,
  PeoplePageDto,
  PeopleQuery,
  PersonDetailDto,
  PersonDto,
  SearchPeopleDto,
} from './person.dto.js';

@ApiTags('directory')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleListService,
    private readonly searching: PeopleSearchService,
    private readonly details: PersonDetailService,
    private readonly creating: CreatePersonService,
    private readonly editing: EditPersonService,
  ) {}

  @Get()
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listPeople', summary: 'People of the sites that the account may see, by name' })
  @ApiOkResponse({ type: PeoplePageDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: PeopleQuery): Promise<PeoplePageDto> {
    return this.people.list(viewer, peopleRequest(query));
  }

  @Post('search')
  @HttpCode(200)
  @ReadOnlyPost()
  @RequirePermission('person:read')
  @ApiOperation({
    operationId: 'searchPeople',
    summary: 'People by number or name, typing errors and accents forgiven',
  })
  @ApiOkResponse({ type: FoundPeopleDto })
  @ApiProblem(404, 'site.not-found')
  async search(@CurrentViewer() viewer: Viewer, @Body() body: SearchPeopleDto): Promise<FoundPeopleDto> {
    return { items: await this.searching.search(viewer, body) };
  }

  @Get(':id')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'getPerson', summary: 'A person in detail; each look is in the access log' })
  @ApiOkResponse({ type: PersonDetailDto })
  @ApiProblem(404, 'person.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<PersonDetailDto> {
    return this.details.view(viewer, id);
  }

  @Post()
  @RequirePermission('person:edit')
  @ApiOperation({ operationId: 'createPerson', summary: 'Add a student or a member of staff' })
  @ApiCreatedResponse({ type: PersonDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'person.number-taken', 'site.closed')
  @ApiProblem(422, 'person.number-reserved')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewPersonDto): Promise<PersonDto> {
    return this.creating.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('person:edit')
  @ApiOperation({ operationId: 'editPerson', summary: 'Correct, move, withdraw or take back a person' })
  @ApiOkResponse({ type: PersonDto })
  @ApiProblem(404, 'person.not-found', 'site.not-found')
  @ApiProblem(
    409,
    'person.version-conflict',
    'person.number-taken',
    'person.forgotten',
    'site.closed',
    'person.site-closed',
  )
  @ApiProblem(422, 'person.primary-site-not-own', 'person.withdrawal-invalid', 'person.number-reserved')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditPersonDto): Promise<PersonDto> {
    return this.editing.edit(viewer, id, body);
  }
}
