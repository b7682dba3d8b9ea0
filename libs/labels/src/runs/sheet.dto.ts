import { ApiProperty } from '@nestjs/swagger';

const Length = (description: string): PropertyDecorator =>
  ApiProperty({ type: 'number', description: `${description}, in micrometres` });

export class LabelCellDto {
  @ApiProperty({ type: 'integer', description: 'From 1, across and then down' })
  place!: number;

  @Length('Left')
  x!: number;

  @Length('Top')
  y!: number;

  @Length('Width')
  width!: number;

  @Length('Height')
  height!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Which label of the run goes here; null: none' })
  position!: number | null;
}

const Turned = (): PropertyDecorator =>
  ApiProperty({ description: 'With a quarter turn clockwise around the point where it begins' });

export class LabelShapeDto {
  @ApiProperty({
    description: 'An SVG path in cells of `unitX` by `unitY`, from its own left top corner',
    example: 'M0 0h2v1h-2z',
  })
  path!: string;

  @Length('Left')
  x!: number;

  @Length('Top')
  y!: number;

  @Length('Width of a cell')
  unitX!: number;

  @Length('Height of a cell')
  unitY!: number;

  @Turned()
  turned!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'What a scanner reads; null for a picture' })
  code!: string | null;
}

export class LabelTextDto {
  @Length('Left')
  x!: number;

  @Length('The line on which the letters stand, from the top')
  baseline!: number;

  @ApiProperty({ type: 'number', description: 'In points' })
  size!: number;

  @ApiProperty({ type: 'integer', enum: [400, 700] })
  weight!: 400 | 700;

  @Turned()
  turned!: boolean;

  @Length('Width of the text')
  width!: number;

  @ApiProperty()
  text!: string;
}

export class LabelOutlineDto {
  @Length('Left')
  x!: number;

  @Length('Top')
  y!: number;

  @Length('Width')
  width!: number;

  @Length('Height')
  height!: number;
}

/** A page as it will be printed: the places of its labels are the stock's, what is drawn is where the printer puts it. */
export class LabelSheetDto {
  @Length('Width')
  width!: number;

  @Length('Height')
  height!: number;

  @ApiProperty({ type: [LabelCellDto] })
  cells!: LabelCellDto[];

  @ApiProperty({
    type: [LabelShapeDto],
    description: 'Codes, pictures and the letters of other scripts than Latin, black',
  })
  shapes!: LabelShapeDto[];

  @ApiProperty({ type: [LabelTextDto] })
  texts!: LabelTextDto[];

  @ApiProperty({ type: [LabelOutlineDto], description: 'A hair wide' })
  outlines!: LabelOutlineDto[];
}

/** What the printer's numbers push off the page. */
export class LabelOffPageDto {
  @Length('Beyond the left edge')
  left!: number;

  @Length('Beyond the top')
  top!: number;

  @Length('Beyond the right edge')
  right!: number;

  @Length('Beyond the bottom')
  bottom!: number;
}

export class LabelSheetsDto {
  @ApiProperty({ type: [LabelSheetDto], description: 'One page; of a roll up to six labels. None behind the last' })
  sheets!: LabelSheetDto[];
}
