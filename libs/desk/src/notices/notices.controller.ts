import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { CurrentViewer, IdParam, PageQuery, pageOf, SignedIn, Viewer } from '@app/platform';
import { NoticeDto } from './notice.dto.js';
import { NoticeService } from './notice.service.js';

@ApiTags('desk')
@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticeService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listNotices', summary: 'What the account should know, newest first' })
  @ApiOkResponse({ type: pageOf(NoticeDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<NoticeDto>> {
    return this.notices.list(viewer, query.after, query.limit);
  }

  @Post(':id/read')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ operationId: 'markNoticeRead', summary: 'Mark an own notice as read' })
  @ApiNoContentResponse()
  async read(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    await this.notices.markRead(viewer, id);
  }
}
