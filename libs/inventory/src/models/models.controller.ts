import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, pageOf, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { EditModelDto, ModelDto, ModelsQuery, NewModelDto } from './model.dto.js';
import { ModelsService } from './models.service.js';

@ApiTags('inventory')
@Controller('models')
export class ModelsController {
  constructor(private readonly models: ModelsService) {}

  @Get()
  @RequirePermission('model:read')
  @ApiOperation({ operationId: 'listModels', summary: 'The standards list, by name' })
  @ApiOkResponse({ type: pageOf(ModelDto) })
  list(@Query() query: ModelsQuery): Promise<Page<ModelDto>> {
    return this.models.list(query);
  }

  @Get(':id')
  @RequirePermission('model:read')
  @ApiOperation({ operationId: 'getModel', summary: 'A model' })
  @ApiOkResponse({ type: ModelDto })
  @ApiProblem(404, 'model.not-found')
  get(@IdParam() id: string): Promise<ModelDto> {
    return this.models.get(id);
  }

  @Post()
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'createModel', summary: 'Add a model' })
  @ApiCreatedResponse({ type: ModelDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'model.name-taken')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewModelDto): Promise<ModelDto> {
    return this.models.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'editModel', summary: 'Change a model' })
  @ApiOkResponse({ type: ModelDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'model.not-found')
  @ApiProblem(409, 'model.version-conflict', 'model.name-taken')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditModelDto): Promise<ModelDto> {
    return this.models.edit(viewer, id, body);
  }
}
