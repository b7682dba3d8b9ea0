import { ApiProperty } from '@nestjs/swagger';

export class AccountIdentityDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The provider that vouches' })
  provider!: string;

  @ApiProperty({ description: 'The address at the provider when it was linked' })
  email!: string;

  @ApiProperty({ format: 'date-time' })
  linkedAt!: string;

  @ApiProperty({ format: 'date-time' })
  lastUsedAt!: string;
}

export class AccountIdentitiesDto {
  @ApiProperty({ type: [AccountIdentityDto] })
  items!: AccountIdentityDto[];
}
