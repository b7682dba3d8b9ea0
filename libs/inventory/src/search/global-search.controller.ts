import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { PersonDto, SiteRefDto } from '@app/directory';
import { CurrentViewer, IsText, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { GlobalSearchService } from './global-search.service.js';
import { DeviceMatchGroupDto } from './search.dto.js';

export class SearchDto {
  @IsText(100)
  q!: string;
}

export class FoundDto {
  @ApiProperty({ type: [DeviceMatchGroupDto] })
  devices!: DeviceMatchGroupDto[];

  @ApiProperty({ type: [PersonDto] })
  people!: PersonDto[];

  @ApiProperty({ type: [SiteRefDto] })
  sites!: SiteRefDto[];
}

@ApiTags('inventory')
@Controller('search')
export class GlobalSearchController {
  constructor(private readonly everything: GlobalSearchService) {}

  @Post()
  @HttpCode(200)
  @ReadOnlyPost()
  @RequirePermission('device:read', 'person:read', 'site:read')
  @ApiOperation({ operationId: 'search', summary: 'Devices, people and sites, eight of each' })
  @ApiOkResponse({ type: FoundDto })
  search(@CurrentViewer() viewer: Viewer, @Body() { q }: SearchDto): Promise<FoundDto> {
    return this.everything.search(viewer, q);
  }
}
