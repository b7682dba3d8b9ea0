import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Database, RequirePermission } from '@app/platform';

export class PermissionDto {
  @ApiProperty({ example: 'device:read' })
  code!: string;

  @ApiProperty({ example: 'Look up devices' })
  label!: string;
}

export class RoleDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'site-clerk' })
  code!: string;

  @ApiProperty({ example: 'Site clerk' })
  label!: string;

  @ApiProperty({ description: 'Came with the product' })
  builtIn!: boolean;

  @ApiProperty({ type: [PermissionDto] })
  permissions!: PermissionDto[];
}

export class RolesDto {
  @ApiProperty({ type: [RoleDto] })
  items!: RoleDto[];
}

/** Roles: sets of permissions. */
@ApiTags('accounts')
@Controller('roles')
export class RolesController {
  constructor(private readonly db: Database) {}

  @Get()
  @RequirePermission('role:read')
  @ApiOperation({ operationId: 'listRoles', summary: 'All roles with what they permit' })
  @ApiOkResponse({ type: RolesDto })
  async list(): Promise<RolesDto> {
    const items = await this.db.read.query<RoleDto>(
      `SELECT r.id, r.code, r.label, r.built_in AS "builtIn", coalesce((
         SELECT jsonb_agg(jsonb_build_object('code', p.code, 'label', p.label) ORDER BY p.code)
         FROM role_permission rp JOIN permission p ON p.code = rp.permission_code WHERE rp.role_id = r.id), '[]') AS permissions
       FROM role r ORDER BY r.label COLLATE "und-x-icu", r.id`,
    );
    return { items };
  }
}
