import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { LoanListDto, LoanListQuery, NoShowsDto, NoShowsQuery } from './lists.dto.js';
import { ListsService } from './lists.service.js';

/** Lists for the morning, one school each. */
@ApiTags('circulation')
@Controller('lists')
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Get('loans')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listMorningLoans', summary: 'Loaners that are out, or overdue loans, by homeroom' })
  @ApiOkResponse({ type: LoanListDto })
  @ApiProblem(404, 'site.not-found')
  loans(@CurrentViewer() viewer: Viewer, @Query() { list, siteId }: LoanListQuery): Promise<LoanListDto> {
    return this.lists.loans(viewer, list, siteId);
  }

  @Get('no-shows')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listNoShows', summary: 'Students who never got the device that they are to take home' })
  @ApiOkResponse({ type: NoShowsDto })
  @ApiProblem(404, 'site.not-found')
  noShows(@CurrentViewer() viewer: Viewer, @Query() { siteId, by }: NoShowsQuery): Promise<NoShowsDto> {
    return this.lists.noShows(viewer, siteId, by);
  }
}
