import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsFlag, IsText, IsVersion } from '@app/platform';
import { FACTOR_REASONS } from './role.rules.js';
import type { FactorReason } from './role.rules.js';

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

  @ApiProperty({ type: 'integer', description: 'Those of the holders who have no second factor' })
  holdersWithoutFactor!: number;

  @ApiProperty({ description: 'The role gives nothing to a session without a second factor' })
  secondFactor!: boolean;

  @ApiProperty({
    enum: FACTOR_REASONS,
    enumName: 'FactorReason',
    nullable: true,
    type: String,
    description: 'Why the second factor cannot be switched off; null: it can',
  })
  factorKeptFor!: FactorReason | null;

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

export class SetRoleFactorDto {
  @IsVersion()
  version!: number;

  @IsFlag({ description: 'Whether the role gives nothing without a second factor' })
  secondFactor!: boolean;
}
