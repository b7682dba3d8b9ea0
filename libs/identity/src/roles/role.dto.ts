import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsText, IsVersion } from '@app/platform';

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

  @ApiProperty({ description: 'Came with the product, and stays as it is' })
  builtIn!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: 'integer', description: 'Active accounts that have it somewhere' })
  holders!: number;

  @ApiProperty({ type: [PermissionDto] })
  permissions!: PermissionDto[];
}

export class RolesDto {
  @ApiProperty({ type: [RoleDto] })
  items!: RoleDto[];

  @ApiProperty({ type: [PermissionDto], description: 'Every permission that there is' })
  permissions!: PermissionDto[];
}

const NAME = { example: 'Library tech' };
const CODES = { each: true, maxItems: 200, example: ['device:read'] } as const;

export class NewRoleDto {
  @IsText(60, NAME)
  label!: string;

  @IsCode(CODES)
  permissions!: string[];
}

export class EditRoleDto {
  @IsVersion()
  version!: number;

  @IsText(60, { ...NAME, optional: true })
  label?: string;

  @IsCode({ ...CODES, optional: true })
  permissions?: string[];
}
