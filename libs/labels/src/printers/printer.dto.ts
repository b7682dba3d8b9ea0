import { ApiProperty } from '@nestjs/swagger';
import { IsText, IsUuid, IsVersion, IsWhole, QueryFlag, fieldRule } from '@app/platform';
import type { FieldOptions } from '@app/platform';

/** Tenths of a millimetre that a position may be off: what lies further is no printer's tolerance. */
const FURTHEST = 100;

const IsOffset = (options: FieldOptions): PropertyDecorator =>
  IsWhole(-FURTHEST, FURTHEST, { ...options, description: `${options.description}, in tenths of a millimetre` });
const IsScale = (options: FieldOptions): PropertyDecorator =>
  IsWhole(900, 1_100, { ...options, description: 'Of the true size, in thousandths' });

const DPI = [203, 300] as const;
export type Dpi = (typeof DPI)[number];

const IsDpi = (options: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isDpi',
      message: `must be one of ${DPI.join(', ')}`,
      check: (value) => (DPI as readonly unknown[]).includes(value),
      schema: { type: 'integer', enum: [...DPI] },
    },
    { ...options, nullable: true, description: 'Dots to the inch of a Zebra, which prints ZPL; null prints PDF' },
  );

export class LabelPrinterDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  siteId!: string;

  @ApiProperty({ example: 'Front office' })
  name!: string;

  @ApiProperty({ type: 'integer', description: 'To the right, in tenths of a millimetre' })
  offsetXTenths!: number;

  @ApiProperty({ type: 'integer', description: 'Down, in tenths of a millimetre' })
  offsetYTenths!: number;

  @ApiProperty({ type: 'integer', description: 'Of the true size, in thousandths' })
  scalePermille!: number;

  @ApiProperty({
    type: 'integer',
    enum: DPI,
    nullable: true,
    description: 'Dots to the inch of a Zebra; null prints PDF',
  })
  dpi!: Dpi | null;

  @ApiProperty({ description: 'Out of use' })
  archived!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class LabelPrinterListDto {
  @ApiProperty({ type: [LabelPrinterDto], description: 'By name' })
  items!: LabelPrinterDto[];
}

export class LabelPrintersQuery {
  @IsUuid({ optional: true, description: 'Printers of this site only' })
  siteId?: string;

  @QueryFlag({ optional: true, description: 'Printers that are out of use instead' })
  archived: boolean = false;
}

export class NewLabelPrinterDto {
  @IsUuid()
  siteId!: string;

  @IsText(80, { example: 'Front office' })
  name!: string;

  @IsOffset({ optional: true, description: 'What is added to each position to the right' })
  offsetXTenths: number = 0;

  @IsOffset({ optional: true, description: 'What is added to each position down' })
  offsetYTenths: number = 0;

  @IsScale({ optional: true })
  scalePermille: number = 1_000;

  @IsDpi({ optional: true })
  dpi: Dpi | null = null;
}

/** What is left out stays as it is. */
export class EditLabelPrinterDto {
  @IsVersion()
  version!: number;

  @IsText(80, { optional: true })
  name?: string;

  @IsOffset({ optional: true, description: 'What is added to each position to the right' })
  offsetXTenths?: number;

  @IsOffset({ optional: true, description: 'What is added to each position down' })
  offsetYTenths?: number;

  @IsScale({ optional: true })
  scalePermille?: number;

  @IsDpi({ optional: true })
  dpi?: Dpi | null;
}

export class AlignmentSheetQuery {
  @IsText(64, { description: 'Id of the stock', example: 'avery-5160' })
  stock!: string;
}
