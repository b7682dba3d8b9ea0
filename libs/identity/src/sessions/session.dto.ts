import { ApiProperty } from '@nestjs/swagger';
import type { Language } from '@app/kernel';
import { LANGUAGES } from '@app/kernel';
import { fieldRule, IsText } from '@app/platform';
import { FACTOR_STAGES } from '../accounts/accounts.reader.js';
import type { FactorStage } from '../accounts/accounts.reader.js';
import { PASSWORD_MAX } from '../passwords/password.rules.js';
import { SESSION_WAYS } from './sessions.service.js';
import type { SessionWay } from './sessions.service.js';

/** A password as typed: nothing is trimmed or changed, any character but a control character. */
export const IsPassword = (): PropertyDecorator =>
  fieldRule({
    name: 'isPassword',
    message: `must be text of 1 to ${PASSWORD_MAX} characters`,
    check: (value) =>
      typeof value === 'string' && value.length > 0 && value.length <= PASSWORD_MAX * 2 && !/\p{Cc}/u.test(value),
    schema: { type: String, format: 'password', minLength: 1, maxLength: PASSWORD_MAX },
  });

export class SignInDto {
  @IsText(254)
  email!: string;

  @IsPassword()
  password!: string;
}

export class SessionAccountDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  displayName!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty({ enum: LANGUAGES, description: 'What the station says to them' })
  language!: Language;

  @ApiProperty({ description: 'Somebody else set the password: no permissions until an own one is chosen' })
  mustChangePassword!: boolean;

  @ApiProperty({
    enum: FACTOR_STAGES,
    enumName: 'FactorStage',
    description: '`due`: no rights until the code is shown; `missing`: none until a second factor is set up',
  })
  secondFactor!: FactorStage;
}

export class SessionDto {
  @ApiProperty({ type: SessionAccountDto })
  account!: SessionAccountDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: {
      oneOf: [
        { type: 'string', enum: ['all'] },
        { type: 'array', items: { type: 'string', format: 'uuid' } },
      ],
    },
    description: 'By permission: `all` sites, or the ids of those for which it holds',
    example: { 'device:read': 'all', 'person:read': ['0199a4c2-7a7e-7c3f-9d0e-3b0f5f2f8a11'] },
  })
  permissions!: Record<string, 'all' | readonly string[]>;
}

export class OwnSessionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time', description: 'The session ends then, whatever happens in it' })
  expiresAt!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the browser said of itself at sign-in' })
  userAgent!: string | null;

  @ApiProperty({ enum: SESSION_WAYS, description: 'By the password, or by a provider of single sign-on' })
  way!: SessionWay;

  @ApiProperty({ description: 'The session that asks' })
  current!: boolean;
}

export class OwnSessionsDto {
  @ApiProperty({ type: [OwnSessionDto] })
  items!: OwnSessionDto[];
}
