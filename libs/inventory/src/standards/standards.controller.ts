import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, Public, RequirePermission, SignedIn } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DecisionDto, DecisionsDto, NewDecisionDto, StandardsDto } from './standards.dto.js';
import { StandardsService } from './standards.service.js';

/** What the district supports, until when, and what its committee decided. */
@ApiTags('inventory')
@Controller()
export class StandardsController {
  constructor(private readonly standards: StandardsService) {}

  @Get('standards')
  @SignedIn()
  @ApiOperation({ operationId: 'getStandards', summary: 'Models with their support tier and the end of their updates' })
  @ApiOkResponse({ type: StandardsDto })
  @ApiProblem(404, 'district.not-set-up')
  published(): Promise<StandardsDto> {
    return this.standards.published();
  }

  @Get('public/standards')
  @Public()
  @ApiOperation({
    operationId: 'getPublicStandards',
    summary: 'The same for everybody, where the district publishes it',
  })
  @ApiOkResponse({ type: StandardsDto })
  @ApiProblem(404, 'standards.not-public', 'district.not-set-up')
  publishedToAll(): Promise<StandardsDto> {
    return this.standards.publishedToAll();
  }

  @Get('models/:id/decisions')
  @RequirePermission('model:read')
  @ApiOperation({ operationId: 'listModelDecisions', summary: 'What the committee decided about a model' })
  @ApiOkResponse({ type: DecisionsDto })
  @ApiProblem(404, 'model.not-found')
  async decisions(@IdParam() id: string): Promise<DecisionsDto> {
    return { items: await this.standards.decisions(id) };
  }

  @Post('models/:id/decisions')
  @RequirePermission('model:edit')
  @ApiOperation({ operationId: 'recordModelDecision', summary: 'Record a decision of the committee' })
  @ApiCreatedResponse({ type: DecisionDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'model.not-found')
  @ApiProblem(422, 'model.decision-ahead')
  decide(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: NewDecisionDto): Promise<DecisionDto> {
    return this.standards.decide(viewer, id, body);
  }
}
