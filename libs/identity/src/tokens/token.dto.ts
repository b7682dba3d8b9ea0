import { ApiProperty } from '@nestjs/swagger';
import { IsCode, IsDay, IsText, IsUuid } from '@app/platform';

export class NewTokenDto {
  @IsUuid({ description: 'New for each token: a repeat of the request makes no second one' })
  id!: string;

  @IsText(80, { example: 'Nightly asset report' })
  name!: string;

  @IsCode({ each: true, minItems: 1, maxItems: 100, example: ['device:read'], description: "Of the maker's own" })
  permissions!: string[];

  @IsUuid({ each: true, minItems: 1, nullable: true, description: 'null: wherever the maker holds the permission' })
  siteIds!: string[] | null;

  @IsDay({ description: 'The last day, in UTC; within a year' })
  expiresOn!: string;
}

export class TokenDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty()
  accountName!: string;

  @ApiProperty({ type: [String], example: ['device:read'] })
  permissions!: string[];

  @ApiProperty({ type: [String], nullable: true, description: 'null: wherever the account holds the permission' })
  siteIds!: string[] | null;

  @ApiProperty({ format: 'date' })
  expiresOn!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;
}

export class MadeTokenDto extends TokenDto {
  @ApiProperty({ description: 'Shown this once; only its hash is kept', example: 'cubby_…' })
  token!: string;
}

export class TokensDto {
  @ApiProperty({ type: [TokenDto], description: 'The newest first' })
  items!: TokenDto[];
}
