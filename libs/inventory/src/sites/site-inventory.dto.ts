import { ApiProperty } from '@nestjs/swagger';

/** A number and the query of `GET /devices` that lists what it counts. */
export class CountDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({
    type: Object,
    additionalProperties: { type: 'string' },
    description: 'Query of GET /devices that opens the list behind the number',
    example: { site: 'LHS', state: 'in-stock' },
  })
  filter!: Record<string, string>;
}

export class LabelledCountDto extends CountDto {
  @ApiProperty({ example: 'in-stock' })
  key!: string;

  @ApiProperty({ example: 'FY 2025-26' })
  label!: string;
}

/** Tagged chargers, cases and the like are not counted. */
export class SiteInventoryDto {
  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: CountDto, description: 'All that is there, without what left the district' })
  present!: CountDto;

  @ApiProperty({ type: CountDto, description: 'With a person or a room' })
  out!: CountDto;

  @ApiProperty({ type: CountDto, description: 'Of the loaner pool, in stock' })
  loanersFree!: CountDto;

  @ApiProperty({ type: CountDto, description: 'Of the loaner pool, with somebody' })
  loanersOut!: CountDto;

  @ApiProperty({ type: CountDto, description: 'In use, and neither scanned nor synchronised for 90 days' })
  notSeen90!: CountDto;

  @ApiProperty({ type: CountDto, description: 'With a hold' })
  holds!: CountDto;

  @ApiProperty({ type: CountDto, description: 'Elsewhere, but belongs here' })
  away!: CountDto;

  @ApiProperty({ type: [LabelledCountDto] })
  states!: LabelledCountDto[];

  @ApiProperty({ type: [LabelledCountDto], description: 'By fiscal year of purchase, the oldest first' })
  byPurchaseYear!: LabelledCountDto[];

  @ApiProperty({ type: [LabelledCountDto], description: 'The eight most frequent' })
  byModel!: LabelledCountDto[];
}
