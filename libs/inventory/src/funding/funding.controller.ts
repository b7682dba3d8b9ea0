import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, RequirePermission } from '@app/platform';
import { FundingSourceDto, FundingSourcesDto, NewFundingSourceDto } from './funding.dto.js';
import { FundingService } from './funding.service.js';

@ApiTags('inventory')
@Controller('funding-sources')
export class FundingController {
  constructor(private readonly funding: FundingService) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listFundingSources', summary: 'What devices are paid from' })
  @ApiOkResponse({ type: FundingSourcesDto })
  async list(): Promise<FundingSourcesDto> {
    return { items: await this.funding.sources() };
  }

  @Post()
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'createFundingSource', summary: 'Add a funding source' })
  @ApiCreatedResponse({ type: FundingSourceDto })
  @ApiProblem(409, 'funding.source-taken')
  create(@Body() body: NewFundingSourceDto): Promise<FundingSourceDto> {
    return this.funding.createSource(body);
  }
}
