import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { IsChoice, IsCode, IsEmailAddress, IsText, IsUuid, IsVersion, IsWhole, PageQuery } from '@app/platform';
import { IsPassword } from '../sessions/session.dto.js';
import { ACCOUNT_STATES } from './accounts.reader.js';
import type { AccountState, Grant } from './accounts.reader.js';

const MOST_GRANTS = 1000;

export class GrantDto implements Grant {
  @IsCode({ example: 'site-clerk', description: 'Code of a role' })
  role!: string;

  @IsUuid({ nullable: true, description: 'null: the whole district' })
  siteId!: string | null;
}

/** A list of grants. `ValidateNested` alone lets a list inside the list through, unchecked. */
const IsGrants = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: [GrantDto], maxItems: MOST_GRANTS }),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(MOST_GRANTS, { message: `must have at most ${MOST_GRANTS} entries` }),
    ValidateBy(
      {
        name: 'isGrant',
        validator: {
          validate: (item) => item instanceof GrantDto,
          defaultMessage: () => 'must hold grants: role and siteId',
        },
      },
      { each: true },
    ),
    ValidateNested({ each: true }),
    Type(() => GrantDto),
  );

export class CreateAccountDto {
  @IsEmailAddress()
  email!: string;

  @IsText(200)
  displayName!: string;

  @IsGrants()
  grants!: GrantDto[];
}

export class EditAccountDto {
  @IsVersion()
  version!: number;

  @IsText(200, { optional: true })
  displayName?: string;

  @IsChoice(ACCOUNT_STATES, { optional: true })
  state?: AccountState;
}

export class SetGrantsDto {
  @IsVersion()
  version!: number;

  @IsGrants()
  grants!: GrantDto[];
}

export class SetPasswordDto {
  @IsVersion()
  version!: number;

  @IsPassword()
  password!: string;
}

export class AccountsQuery extends PageQuery {
  @IsChoice(ACCOUNT_STATES, { optional: true })
  state?: AccountState;

  @IsCode({ optional: true, example: 'site-clerk', description: 'Code of a role: accounts that have it anywhere' })
  role?: string;

  @IsUuid({ optional: true, description: 'Accounts with a grant at this site' })
  siteId?: string;
}

/** Names and addresses stand in the body, in no address of a page. */
export class SearchAccountsDto {
  @IsText(200, { description: 'Words of the name or the e-mail address, or parts of them, in any order' })
  q!: string;

  @IsChoice(ACCOUNT_STATES, { optional: true })
  state?: AccountState;

  @IsCode({ optional: true, example: 'site-clerk', description: 'Code of a role: accounts that have it anywhere' })
  role?: string;

  @IsUuid({ optional: true, description: 'Accounts with a grant at this site' })
  siteId?: string;

  @IsCode({ max: 2_000, optional: true, description: 'Cursor: the `next` of the page before' })
  after?: string;

  @IsWhole(1, 200, { optional: true, description: 'Entries on a page' })
  limit: number = 100;
}

export class AccountDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  displayName!: string;

  @ApiProperty({ enum: ACCOUNT_STATES })
  state!: AccountState;

  @ApiProperty({ description: 'false: signs in with a provider only, once it is linked' })
  hasPassword!: boolean;

  @ApiProperty({ description: 'A provider of single sign-on knows it' })
  isLinked!: boolean;

  @ApiProperty({ description: 'Asked for a one-time code at sign-in' })
  hasSecondFactor!: boolean;

  @ApiProperty({ description: 'For emergencies: signs in with its password though single sign-on is demanded' })
  breakGlass!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSignInAt!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: [GrantDto] })
  grants!: GrantDto[];
}
