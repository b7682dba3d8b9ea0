import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { NewRoleRuleDto, RoleRuleDto, RoleRulesDto } from './role-rule.dto.js';
import { RoleRuleEdits } from './role-rule-edits.service.js';

/** Roles that come with a new account. */
@ApiTags('sign-in')
@Controller('role-rules')
@SessionOnly()
export class RoleRulesController {
  constructor(private readonly rules: RoleRuleEdits) {}

  @Get()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'listRoleRules', summary: 'Rules for the roles of new accounts' })
  @ApiOkResponse({ type: RoleRulesDto })
  @ApiProblem(403, 'access.district-wide-only')
  async list(@CurrentViewer() viewer: Viewer): Promise<RoleRulesDto> {
    return { items: await this.rules.list(viewer) };
  }

  @Post()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'createRoleRule', summary: 'Make a rule; accounts that exist keep their roles' })
  @ApiCreatedResponse({ type: RoleRuleDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(409, 'role-rule.exists')
  @ApiProblem(422, 'role-rule.invalid')
  create(@CurrentSession() session: ActiveSession, @Body() body: NewRoleRuleDto): Promise<RoleRuleDto> {
    return this.rules.create(session, body);
  }

  @Delete(':id')
  @RequirePermission('account:manage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeRoleRule', summary: 'Take a rule away; accounts keep the roles they have' })
  @ApiNoContentResponse({ description: 'Removed' })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'role-rule.not-found')
  async remove(@CurrentSession() session: ActiveSession, @IdParam() id: string): Promise<void> {
    await this.rules.remove(session, id);
  }
}
