import { ApiProperty } from '@nestjs/swagger';
import { IsEmailAddress, IsListOf, IsText, IsVersion } from '@app/platform';
import { IsLanguage, IsName } from '../shared/dto-fields.js';

export class GuardianDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  relation!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'BCP 47, for notices' })
  language!: string | null;
}

export class EditGuardianDto {
  @IsName()
  name!: string;

  @IsText(60, { optional: true, nullable: true, example: 'mother' })
  relation?: string | null;

  @IsEmailAddress({ optional: true, nullable: true })
  email?: string | null;

  @IsText(40, { optional: true, nullable: true })
  phone?: string | null;

  @IsLanguage({ optional: true, nullable: true })
  language?: string | null;
}

export class EditGuardiansDto {
  @IsVersion({ description: 'Version of the person' })
  version!: number;

  @IsListOf(() => EditGuardianDto, 10, { description: 'Takes the place of all that stood there' })
  guardians!: EditGuardianDto[];
}

export class GuardiansDto {
  @ApiProperty({ type: 'integer', description: 'Version of the person' })
  version!: number;

  @ApiProperty({ type: [GuardianDto] })
  guardians!: GuardianDto[];
}
