import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { OwedAccessoriesDto, ReturnAccessoryDto } from './loan-accessory.dto.js';
import { LoanAccessoriesService } from './loan-accessories.service.js';

@ApiTags('circulation')
@Controller()
export class LoanAccessoriesController {
  constructor(private readonly accessories: LoanAccessoriesService) {}

  @Get('people/:id/owed-accessories')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listOwedAccessories', summary: 'What somebody still owes of loans that are over' })
  @ApiOkResponse({ type: OwedAccessoriesDto })
  @ApiProblem(404, 'person.not-found')
  async owed(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<OwedAccessoriesDto> {
    return { items: await this.accessories.owedBy(viewer, id) };
  }

  @Post('loan-accessories/:id/returns')
  @HttpCode(204)
  @RequirePermission('device:check-in')
  @ApiOperation({ operationId: 'returnAccessory', summary: 'One that was owed came back' })
  @ApiNoContentResponse({ description: 'Written down' })
  @ApiProblem(404, 'accessory.line-not-found')
  @ApiProblem(409, 'accessory.nothing-owed')
  async back(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: ReturnAccessoryDto): Promise<void> {
    await this.accessories.takeBack(viewer, id, body.how);
  }
}
