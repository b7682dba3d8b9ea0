import { ApiProperty } from '@nestjs/swagger';
import { IsUuid } from '@app/platform';

export class NewCardDto {
  @IsUuid({ description: 'New for each card: a repeat of the request makes no second one' })
  id!: string;
}

export class CardDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  issuedAt!: string;

  @ApiProperty()
  issuedBy!: string;
}

export class IssuedCardDto extends CardDto {
  @ApiProperty({ description: 'Shown this once; only its hash is kept', example: 'SUP-…' })
  code!: string;
}

export class CardStateDto {
  @ApiProperty({ type: CardDto, nullable: true, description: 'null: the account has none' })
  card!: CardDto | null;
}
