import { Body, Controller, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { AccessoriesService } from './accessories.service.js';
import {
  AccessoryTypeDto,
  AccessoryTypesDto,
  EditAccessoryTypeDto,
  ModelAccessoriesDto,
  NewAccessoryTypeDto,
  SetModelAccessoriesDto,
} from './accessory.dto.js';

/** Chargers, cases and the like: the kinds that there are, and which belong to a model. */
@ApiTags('inventory')
@Controller()
export class AccessoriesController {
  constructor(private readonly accessories: AccessoriesService) {}

  @Get('accessory-types')
  @RequirePermission('model:read')
  @ApiOperation({ operationId: 'listAccessoryTypes', summary: 'Types of accessories' })
  @ApiOkResponse({ type: AccessoryTypesDto })
  async types(): Promise<AccessoryTypesDto> {
    return { items: await this.accessories.types() };
  }

  @Post('accessory-types')
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'createAccessoryType', summary: 'Add a type of accessory' })
  @ApiCreatedResponse({ type: AccessoryTypeDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'accessory.name-taken')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewAccessoryTypeDto): Promise<AccessoryTypeDto> {
    return this.accessories.create(viewer, body);
  }

  @Patch('accessory-types/:id')
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'editAccessoryType', summary: 'Change a type of accessory' })
  @ApiOkResponse({ type: AccessoryTypeDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'accessory.not-found')
  @ApiProblem(409, 'accessory.version-conflict', 'accessory.name-taken')
  edit(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditAccessoryTypeDto,
  ): Promise<AccessoryTypeDto> {
    return this.accessories.edit(viewer, id, body);
  }

  @Get('models/:id/accessories')
  @RequirePermission('model:read')
  @ApiOperation({ operationId: 'getModelAccessories', summary: 'What a model comes with, and what else fits' })
  @ApiOkResponse({ type: ModelAccessoriesDto })
  @ApiProblem(404, 'model.not-found')
  ofModel(@IdParam() id: string): Promise<ModelAccessoriesDto> {
    return this.accessories.ofModel(id);
  }

  @Put('models/:id/accessories')
  @RequirePermission('model:edit')
  @ApiOperation({
    operationId: 'setModelAccessories',
    summary: 'Replace the accessories of a model; loans keep theirs',
  })
  @ApiOkResponse({ type: ModelAccessoriesDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'model.not-found')
  @ApiProblem(409, 'model.version-conflict')
  @ApiProblem(422, 'accessory.invalid')
  set(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: SetModelAccessoriesDto,
  ): Promise<ModelAccessoriesDto> {
    return this.accessories.setOfModel(viewer, id, body);
  }
}
