import { ApiProperty } from '@nestjs/swagger';
import { fieldRule, IsChoice, IsCode, IsFlag, IsText, IsVersion } from '@app/platform';
import type { FieldOptions } from '@app/platform';
import { GROUPS_FAULTS, isDomain, PROVIDER_KINDS } from './provider.rules.js';
import type { GroupsFault, ProviderKind } from './provider.rules.js';

/** E-mail domains, at least one: without them everybody with an account at Google would be let in. */
const IsDomains = (options: FieldOptions = {}): PropertyDecorator =>
  fieldRule(
    {
      name: 'isDomain',
      message: 'must be a domain such as district.org',
      check: isDomain,
      schema: { type: String, maxLength: 253, example: 'district.org' },
      clean: (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
    },
    { each: true, minItems: 1, maxItems: 50, ...options },
  );

const SECRET = { description: 'Kept sealed, never shown again' };

export class NewProviderDto {
  @IsChoice(PROVIDER_KINDS, { enumName: 'ProviderKind' })
  kind!: ProviderKind;

  @IsText(60, { example: 'Google', description: 'On the button of the sign-in page: “Sign in with …”' })
  label!: string;

  @IsText(500, { example: 'https://accounts.google.com' })
  issuer!: string;

  @IsCode({ max: 300, example: '0123-abc.apps.googleusercontent.com' })
  clientId!: string;

  @IsCode({ max: 500, example: 'GOCSPX-…', ...SECRET })
  clientSecret!: string;

  @IsDomains()
  allowedDomains!: string[];

  @IsCode({ optional: true, example: 'groups', description: 'The claim that names groups' })
  groupsClaim?: string;
}

export class EditProviderDto {
  @IsVersion()
  version!: number;

  @IsText(60, { optional: true })
  label?: string;

  @IsText(500, { optional: true })
  issuer?: string;

  @IsCode({ max: 300, optional: true, example: '0123-abc.apps.googleusercontent.com' })
  clientId?: string;

  @IsCode({ max: 500, optional: true, example: 'GOCSPX-…', ...SECRET })
  clientSecret?: string;

  @IsDomains({ optional: true })
  allowedDomains?: string[];

  @IsCode({ optional: true, example: 'groups' })
  groupsClaim?: string;

  @IsFlag({ optional: true, description: 'Whether people may sign in with it' })
  enabled?: boolean;
}

export class ProviderDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: PROVIDER_KINDS, enumName: 'ProviderKind' })
  kind!: ProviderKind;

  @ApiProperty()
  label!: string;

  @ApiProperty()
  issuer!: string;

  @ApiProperty()
  clientId!: string;

  @ApiProperty({ type: [String] })
  allowedDomains!: string[];

  @ApiProperty()
  groupsClaim!: string;

  @ApiProperty({
    type: String,
    enum: GROUPS_FAULTS,
    nullable: true,
    description: 'Why rules by group do not hold: what the newest sign-in with that claim brought cannot be read',
  })
  groupsFault!: GroupsFault | null;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: 'integer', description: 'Accounts that have signed in with it' })
  accounts!: number;
}

export class ProvidersDto {
  @ApiProperty({ type: [ProviderDto] })
  items!: ProviderDto[];

  @ApiProperty({ description: 'To be entered at the provider as the redirect address' })
  redirectAddress!: string;
}

export const TEST_STEPS = ['discovery', 'endpoints', 'keys', 'client', 'groups'] as const;
export type TestStep = (typeof TEST_STEPS)[number];

export class ProviderTestStepDto {
  @ApiProperty({ enum: TEST_STEPS })
  step!: TestStep;

  @ApiProperty()
  passed!: boolean;

  @ApiProperty({ description: 'What was found, or what is wrong and where to mend it' })
  words!: string;
}

export class ProviderTestDto {
  @ApiProperty({ type: [ProviderTestStepDto], description: 'Up to the first that failed' })
  steps!: ProviderTestStepDto[];

  @ApiProperty()
  passed!: boolean;
}
