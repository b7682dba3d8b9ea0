import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsText, IsUuid, IsVersion, IsWhole, QueryFlag } from '@app/platform';

export const MEDIA = ['sheet', 'roll'] as const;
export type Medium = (typeof MEDIA)[number];

const LONGEST = 1_000_000;
const IsLength = (description: string, options: { optional?: boolean } = {}): PropertyDecorator =>
  IsWhole(0, LONGEST, { ...options, description: `${description}, in micrometres` });
const Length = (description: string): PropertyDecorator =>
  ApiProperty({ type: 'integer', description: `${description}, in micrometres` });

export class LabelStockDto {
  @ApiProperty({ example: 'avery-5160', description: 'Of own stock a UUID' })
  id!: string;

  @ApiProperty({ example: 'Avery 5160' })
  name!: string;

  @ApiProperty({ example: 'Avery' })
  maker!: string;

  @ApiProperty({ type: [String], description: 'Numbers on the box that stand for the same geometry' })
  parts!: readonly string[];

  @ApiProperty({ enum: MEDIA, enumName: 'LabelMedium' })
  medium!: Medium;

  @Length('Width of the page; of a roll, of the label')
  pageWidth!: number;

  @Length('Height of the page')
  pageHeight!: number;

  @ApiProperty({ type: 'integer' })
  columns!: number;

  @ApiProperty({ type: 'integer' })
  rows!: number;

  @Length('Width of a label')
  labelWidth!: number;

  @Length('Height of a label')
  labelHeight!: number;

  @Length('From the left of the page to the first label')
  left!: number;

  @Length('From the top of the page to the first label')
  top!: number;

  @Length('From the left of a label to the left of the next; 0 for one column')
  pitchX!: number;

  @Length('From the top of a label to the top of the next; 0 for one row')
  pitchY!: number;

  @ApiProperty({
    required: false,
    description:
      'Its labels are read along their height: printed with a quarter turn clockwise. Runs from before have none',
  })
  turned?: boolean;

  @ApiProperty({ description: 'Of this district, by numbers' })
  own!: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    required: false,
    description:
      'Own stock is changed by whoever prints at this site; of null, at every site. Runs from before have none',
  })
  siteId?: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'person',
    description: 'Plain paper that has room for this kind of labels alone',
  })
  onlyFor!: string | null;

  @ApiProperty({ description: 'Out of use' })
  archived!: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of own stock' })
  version!: number | null;
}

export class LabelStockListDto {
  @ApiProperty({ type: [LabelStockDto], description: 'Own stock first, then the catalogue' })
  items!: LabelStockDto[];
}

export class LabelStockQuery {
  @QueryFlag({ optional: true, description: 'Own stock that is out of use instead' })
  archived: boolean = false;
}

class StockNumbersDto {
  @IsText(80, { example: 'Asset tags, silver' })
  name!: string;

  @IsChoice(MEDIA, { enumName: 'LabelMedium' })
  medium!: Medium;

  @IsLength('Width of the page; of a roll, of the label')
  pageWidth!: number;

  @IsLength('Height of the page')
  pageHeight!: number;

  @IsWhole(1, 100)
  columns!: number;

  @IsWhole(1, 100)
  rows!: number;

  @IsLength('Width of a label')
  labelWidth!: number;

  @IsLength('Height of a label')
  labelHeight!: number;

  @IsLength('From the left of the page to the first label')
  left!: number;

  @IsLength('From the top of the page to the first label')
  top!: number;

  @IsLength('From the left of a label to the left of the next; 0 for one column')
  pitchX!: number;

  @IsLength('From the top of a label to the top of the next; 0 for one row')
  pitchY!: number;
}

export class NewLabelStockDto extends StockNumbersDto {
  @IsUuid({
    optional: true,
    nullable: true,
    description:
      'The site that it belongs to, null for the district; left out, the one site of the account, or the district',
  })
  siteId?: string | null;
}

/** The whole of it: a number alone would leave labels that overlap. It stays where it belongs. */
export class EditLabelStockDto extends StockNumbersDto {
  @IsVersion()
  version!: number;
}

export class ArchiveDto {
  @IsVersion()
  version!: number;
}
