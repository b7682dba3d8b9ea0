import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, pageOf } from '@app/platform';
import type { Viewer } from '@app/platform';
import { nameKeyOf } from '../shared/keyset.js';
import { EditSiteDto, NewSiteDto, SiteDto, SitesQuery } from './site.dto.js';
import { SiteKeyPipe } from './site-key.pipe.js';
import { SitesService } from './sites.service.js';

@ApiTags('directory')
@Controller('sites')
export class SitesController {
  constructor(private readonly sites: SitesService) {}

  @Get()
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'listSites', summary: 'Sites that the account may see, by name' })
  @ApiOkResponse({ type: pageOf(SiteDto) })
  list(@CurrentViewer() viewer: Viewer, @Query() { after, ...query }: SitesQuery): Promise<Page<SiteDto>> {
    return this.sites.list(viewer, { ...query, after: nameKeyOf(after) });
  }

  @Get(':id')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'getSite', summary: 'A site by its id or its code' })
  @ApiOkResponse({ type: SiteDto })
  @ApiProblem(404, 'site.not-found')
  get(@CurrentViewer() viewer: Viewer, @Param('id', SiteKeyPipe) id: string): Promise<SiteDto> {
    return this.sites.get(viewer, id);
  }

  @Post()
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'createSite', summary: 'Open a site' })
  @ApiCreatedResponse({ type: SiteDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'site.code-taken')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewSiteDto): Promise<SiteDto> {
    return this.sites.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'editSite', summary: 'Change or close a site' })
  @ApiOkResponse({ type: SiteDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'site.version-conflict', 'site.code-taken', 'site.in-use')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditSiteDto): Promise<SiteDto> {
    return this.sites.edit(viewer, id, body);
  }
}
