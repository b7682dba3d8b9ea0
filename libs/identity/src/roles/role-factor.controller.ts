import { Body, Controller, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, IdParam, RequirePermission } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { RoleDto, SetRoleFactorDto } from './role.dto.js';
import { RoleFactors } from './role-factors.service.js';

/** Which roles ask for a second factor. */
@ApiTags('accounts')
@Controller('roles/:id/second-factor')
@SessionOnly()
export class RoleFactorController {
  constructor(private readonly factors: RoleFactors) {}

  @Put()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'setRoleSecondFactor', summary: 'Whether a role asks for a second factor; at once' })
  @ApiOkResponse({ type: RoleDto })
  @ApiProblem(403, 'access.district-wide-only', 'session.proof-needed')
  @ApiProblem(404, 'role.not-found')
  @ApiProblem(409, 'role.version-conflict', 'role.keeps-second-factor')
  set(
    @CurrentSession() session: ActiveSession,
    @IdParam() id: string,
    @Body() body: SetRoleFactorDto,
  ): Promise<RoleDto> {
    return this.factors.set(session, id, body);
  }
}
