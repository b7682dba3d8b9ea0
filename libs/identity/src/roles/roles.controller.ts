import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import { AfterProof } from '../reauthentication/after-proof.js';
import { EditRoleDto, NewRoleDto, RoleDto, RolesDto } from './role.dto.js';
import { RolesService } from './roles.service.js';

/** Roles: sets of permissions. */
@ApiTags('accounts')
@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @RequirePermission('role:read')
  @ApiOperation({ operationId: 'listRoles', summary: 'All roles with what they permit, and all permissions' })
  @ApiOkResponse({ type: RolesDto })
  list(): Promise<RolesDto> {
    return this.roles.list();
  }

  @Post()
  @RequirePermission('account:manage')
  @AfterProof()
  @ApiOperation({ operationId: 'createRole', summary: 'Make a role' })
  @ApiCreatedResponse({ type: RoleDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'role.name-taken')
  @ApiProblem(422, 'role.no-such-permission')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewRoleDto): Promise<RoleDto> {
    return this.roles.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('account:manage')
  @AfterProof()
  @ApiOperation({ operationId: 'editRole', summary: 'Change a role that the district made' })
  @ApiOkResponse({ type: RoleDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'role.not-found')
  @ApiProblem(409, 'role.built-in', 'role.version-conflict', 'role.name-taken', 'role.privilege-held')
  @ApiProblem(422, 'role.no-such-permission')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditRoleDto): Promise<RoleDto> {
    return this.roles.edit(viewer, id, body);
  }
}
