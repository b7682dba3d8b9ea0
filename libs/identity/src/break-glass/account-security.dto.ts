import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsEmailAddress, IsFlag, IsVersion } from '@app/platform';
import type { BreakGlassUse } from './account-security.service.js';
import { PASSWORDS } from './sign-in-policy.service.js';
import type { Passwords, SignInPolicy } from './sign-in-policy.service.js';

export class SetEmailDto {
  @IsVersion()
  version!: number;

  @IsEmailAddress()
  email!: string;
}

export class SetBreakGlassDto {
  @IsVersion()
  version!: number;

  @IsFlag()
  breakGlass!: boolean;
}

export class SignInPolicyDto implements SignInPolicy {
  @IsVersion()
  version!: number;

  @IsChoice(PASSWORDS, { enumName: 'Passwords', description: 'Who signs in with a password' })
  passwords!: Passwords;
}

export class BreakGlassUseDto implements BreakGlassUse {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty()
  accountName!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class BreakGlassUsesDto {
  @ApiProperty({ type: [BreakGlassUseDto] })
  items!: BreakGlassUseDto[];
}
