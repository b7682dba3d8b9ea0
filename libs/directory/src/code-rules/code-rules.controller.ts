import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, SignedIn } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CodeRulesDto, EditCodeRulesDto } from './code-rule.dto.js';
import { CodeRulesService } from './code-rules.service.js';

@ApiTags('directory')
@Controller()
export class CodeRulesController {
  constructor(private readonly rules: CodeRulesService) {}

  @Get('district/code-rules')
  @SignedIn()
  @ApiOperation({ operationId: 'listDistrictCodeRules', summary: 'How codes are written in the district' })
  @ApiOkResponse({ type: CodeRulesDto })
  @ApiProblem(404, 'district.not-set-up')
  listOfDistrict(): Promise<CodeRulesDto> {
    return this.rules.listOfDistrict();
  }

  @Put('district/code-rules')
  @RequirePermission('district:edit')
  @ApiOperation({ operationId: 'replaceDistrictCodeRules', summary: 'Replace the rules for codes of the district' })
  @ApiOkResponse({ type: CodeRulesDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'district.not-set-up')
  @ApiProblem(409, 'district.version-conflict')
  @ApiProblem(422, 'code-rule.invalid')
  replaceOfDistrict(@CurrentViewer() viewer: Viewer, @Body() body: EditCodeRulesDto): Promise<CodeRulesDto> {
    return this.rules.replaceOfDistrict(viewer, body);
  }

  @Get('sites/:id/code-rules')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'listSiteCodeRules', summary: "A site's own rules for codes, beside the district's" })
  @ApiOkResponse({ type: CodeRulesDto })
  @ApiProblem(404, 'site.not-found')
  listOfSite(@CurrentViewer() viewer: Viewer, @IdParam() siteId: string): Promise<CodeRulesDto> {
    return this.rules.listOfSite(viewer, siteId);
  }

  @Put('sites/:id/code-rules')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'replaceSiteCodeRules', summary: "Replace a site's own rules for codes" })
  @ApiOkResponse({ type: CodeRulesDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'site.version-conflict')
  @ApiProblem(422, 'code-rule.invalid')
  replaceOfSite(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Body() body: EditCodeRulesDto,
  ): Promise<CodeRulesDto> {
    return this.rules.replaceOfSite(viewer, siteId, body);
  }
}
