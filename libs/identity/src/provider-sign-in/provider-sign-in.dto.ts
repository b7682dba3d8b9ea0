import { ApiProperty } from '@nestjs/swagger';
import { fieldRule, IsText, IsUuid } from '@app/platform';
import { PASSWORDS } from '../break-glass/sign-in-policy.service.js';
import type { Passwords } from '../break-glass/sign-in-policy.service.js';
import { PROVIDER_KINDS } from '../providers/provider.rules.js';
import type { ProviderKind } from '../providers/provider.rules.js';

export class OfferedProviderDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: PROVIDER_KINDS, enumName: 'ProviderKind' })
  kind!: ProviderKind;

  @ApiProperty({ description: '“Sign in with …”' })
  label!: string;
}

export class SignInOptionsDto {
  @ApiProperty({ type: [OfferedProviderDto] })
  providers!: OfferedProviderDto[];

  @ApiProperty({ enum: PASSWORDS, enumName: 'Passwords', description: 'Who signs in with a password' })
  passwords!: Passwords;
}

const PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;

/** A page of this installation: never another origin. */
const IsOwnPath = (): PropertyDecorator =>
  fieldRule(
    {
      name: 'isOwnPath',
      message: 'must be a path of this installation, such as /devices',
      check: (value) => typeof value === 'string' && value.length <= 2_000 && PATH.test(value),
      schema: { type: String, maxLength: 2_000, example: '/devices' },
    },
    { description: 'Where to go on after the sign-in' },
  );

export class BeginSignInDto {
  @IsUuid()
  providerId!: string;

  @IsOwnPath()
  next!: string;
}

export class BegunSignInDto {
  @ApiProperty({ format: 'uri', description: 'Of the provider: the browser goes there' })
  address!: string;
}

export class FinishSignInDto {
  @IsText(4_000, { description: 'As the provider put it into the address' })
  code!: string;

  @IsText(500)
  state!: string;

  @IsText(500, { optional: true })
  iss?: string;
}

export class FinishedSignInDto {
  @ApiProperty({ example: '/devices' })
  next!: string;
}
