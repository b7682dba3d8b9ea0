import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import {
  ArchiveDto,
  EditLabelStockDto,
  LabelStockDto,
  LabelStockListDto,
  LabelStockQuery,
  NewLabelStockDto,
} from './stock.dto.js';
import { StockService } from './stock.service.js';

/** Whoever prints sees all stock and may add to it; it is changed where it belongs. */
@ApiTags('labels')
@Controller('label-stock')
export class StockController {
  constructor(private readonly stock: StockService) {}

  @Get()
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'listLabelStock', summary: 'Sheets and rolls of labels: own, and the catalogue' })
  @ApiOkResponse({ type: LabelStockListDto })
  async list(@Query() query: LabelStockQuery): Promise<LabelStockListDto> {
    return { items: await this.stock.list(query) };
  }

  @Post()
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'createLabelStock', summary: 'Add own stock by its numbers' })
  @ApiCreatedResponse({ type: LabelStockDto })
  @ApiProblem(403, 'label-stock.elsewhere')
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'label-stock.name-taken', 'site.closed')
  @ApiProblem(422, 'label-stock.invalid')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewLabelStockDto): Promise<LabelStockDto> {
    return this.stock.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'editLabelStock', summary: 'Change own stock' })
  @ApiOkResponse({ type: LabelStockDto })
  @ApiProblem(403, 'label-stock.elsewhere')
  @ApiProblem(404, 'label-stock.not-found')
  @ApiProblem(409, 'label-stock.version-conflict', 'label-stock.name-taken')
  @ApiProblem(422, 'label-stock.invalid')
  edit(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditLabelStockDto,
  ): Promise<LabelStockDto> {
    return this.stock.edit(viewer, id, body);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'archiveLabelStock', summary: 'Take own stock out of use; its runs stay' })
  @ApiOkResponse({ type: LabelStockDto })
  @ApiProblem(403, 'label-stock.elsewhere')
  @ApiProblem(404, 'label-stock.not-found')
  @ApiProblem(409, 'label-stock.version-conflict')
  archive(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { version }: ArchiveDto,
  ): Promise<LabelStockDto> {
    return this.stock.archive(viewer, id, version);
  }
}
