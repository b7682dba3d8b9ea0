import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '@app/platform';
import { TagSeriesListDto } from './tag-series.dto.js';
import { TagSeries } from './tag-series.service.js';

@ApiTags('labels')
@Controller('label-tag-series')
export class TagSeriesController {
  constructor(private readonly series: TagSeries) {}

  @Get()
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'listTagSeries',
    summary: 'Beginnings of tags that were printed ahead, the last used first, and their next number',
  })
  @ApiOkResponse({ type: TagSeriesListDto })
  async list(): Promise<TagSeriesListDto> {
    return { items: await this.series.list() };
  }
}
