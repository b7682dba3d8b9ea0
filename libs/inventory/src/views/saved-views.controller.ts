import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { EditViewDto, SavedViewDto, SavedViewsDto, SaveViewDto } from './saved-view.dto.js';
import { SavedViewsService } from './saved-views.service.js';

@ApiTags('inventory')
@Controller('device-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listDeviceViews', summary: 'Saved views of the list of devices' })
  @ApiOkResponse({ type: SavedViewsDto })
  async list(@CurrentViewer() viewer: Viewer): Promise<SavedViewsDto> {
    return { items: await this.views.list(viewer) };
  }

  @Post()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'saveDeviceView', summary: 'Keep a view; sharing it needs `view:share` there' })
  @ApiCreatedResponse({ type: SavedViewDto })
  @ApiProblem(403, 'view.not-permitted')
  @ApiProblem(409, 'view.name-taken')
  save(@CurrentViewer() viewer: Viewer, @Body() body: SaveViewDto): Promise<SavedViewDto> {
    return this.views.save(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'editDeviceView', summary: 'Rename a view, or keep another query under its name' })
  @ApiOkResponse({ type: SavedViewDto })
  @ApiProblem(403, 'view.not-permitted')
  @ApiProblem(404, 'view.not-found')
  @ApiProblem(409, 'view.version-conflict', 'view.name-taken')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditViewDto): Promise<SavedViewDto> {
    return this.views.edit(viewer, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'removeDeviceView', summary: 'Throw a view away' })
  @ApiNoContentResponse()
  @ApiProblem(403, 'view.not-permitted')
  @ApiProblem(404, 'view.not-found')
  remove(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    return this.views.remove(viewer, id);
  }
}
