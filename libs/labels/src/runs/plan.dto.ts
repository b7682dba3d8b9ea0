import { ApiProperty } from '@nestjs/swagger';
import { ARRANGEMENTS } from './run.js';
import { LabelStockDto } from '../stock/stock.dto.js';
import { LabelOffPageDto, LabelSheetDto } from './sheet.dto.js';

export class UnknownCodeDto {
  @ApiProperty({ type: 'integer', description: 'Of the pasted list, from 1' })
  line!: number;

  @ApiProperty()
  code!: string;
}

export class UnknownCodesDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [UnknownCodeDto], description: 'The first hundred' })
  items!: UnknownCodeDto[];
}

export class PrintedBeforeDto {
  @ApiProperty()
  code!: string;

  @ApiProperty({ format: 'uuid', description: 'The newest run that has it' })
  runId!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Who printed it' })
  by!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many runs have it' })
  times!: number;
}

export class PrintedBeforeListDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [PrintedBeforeDto], description: 'The first twenty' })
  items!: PrintedBeforeDto[];
}

export class NoRoomDto {
  @ApiProperty({ type: 'integer' })
  position!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty({ description: 'With the largest that fits' })
  message!: string;
}

export class NoRoomListDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [NoRoomDto], description: 'The first twenty' })
  items!: NoRoomDto[];

  @ApiProperty({
    enum: ARRANGEMENTS,
    enumName: 'LabelArrangement',
    isArray: true,
    description: 'Arrangements in which all of them have room',
  })
  offers!: (typeof ARRANGEMENTS)[number][];
}

export class LabelTroubleDto {
  @ApiProperty({ type: 'integer' })
  position!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty({ description: 'The line that is concerned, or why' })
  text!: string;
}

export class LabelTroublesDto {
  @ApiProperty({ type: 'integer', description: 'Labels of those that were looked at (`inspected`)' })
  count!: number;

  @ApiProperty({ type: [LabelTroubleDto], description: 'The first ten' })
  items!: LabelTroubleDto[];
}

export class UsedTagsDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [String], description: 'The first twenty' })
  tags!: string[];
}

export class LikeTagDto {
  @ApiProperty({ description: 'Of the range' })
  tag!: string;

  @ApiProperty({ description: 'A code in use from which it differs by signs and zeros alone' })
  like!: string;
}

export class LikeTagsDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [LikeTagDto], description: 'The first twenty' })
  items!: LikeTagDto[];
}

export class PlannedRangeDto {
  @ApiProperty({ type: 'integer', description: 'The first number' })
  first!: number;

  @ApiProperty()
  firstTag!: string;

  @ApiProperty()
  lastTag!: string;

  @ApiProperty({ type: UsedTagsDto, description: 'Tags that are printed or in use already; none may be' })
  used!: UsedTagsDto;

  @ApiProperty({ type: LikeTagsDto, description: 'Tags that people would take for others' })
  alike!: LikeTagsDto;
}

export class LabelPlanDto {
  @ApiProperty({ type: 'integer', description: 'Different labels' })
  items!: number;

  @ApiProperty({ type: 'integer', description: 'Labels with all copies' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  pages!: number;

  @ApiProperty({ enum: ['pdf', 'zpl'], enumName: 'LabelOutput' })
  output!: 'pdf' | 'zpl';

  @ApiProperty({ type: LabelStockDto })
  stock!: LabelStockDto;

  @ApiProperty({ type: [LabelSheetDto], description: 'The first pages; of a roll the first labels' })
  sheets!: LabelSheetDto[];

  @ApiProperty({ type: LabelOffPageDto, description: 'Of the whole run; 0: nothing' })
  offPage!: LabelOffPageDto;

  @ApiProperty({
    type: LabelOffPageDto,
    description: 'Over the edges of labels, where the printer prints true to size; of the sheets that are shown',
  })
  offLabel!: LabelOffPageDto;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Micrometres; below 250 no code is printed' })
  narrowestModule!: number | null;

  @ApiProperty({ type: UnknownCodesDto })
  unknown!: UnknownCodesDto;

  @ApiProperty({ type: 'integer', description: 'Devices that have no such code: no tag, no serial' })
  withoutCode!: number;

  @ApiProperty({ type: NoRoomListDto })
  noRoom!: NoRoomListDto;

  @ApiProperty({ type: 'integer', description: 'How many labels were looked at for the four that follow' })
  inspected!: number;

  @ApiProperty({ type: LabelTroublesDto, description: 'Lines without room' })
  dropped!: LabelTroublesDto;

  @ApiProperty({ type: LabelTroublesDto, description: 'Lines that are shortened' })
  cut!: LabelTroublesDto;

  @ApiProperty({ type: LabelTroublesDto, description: 'Lines with characters that no font has: `?` is printed' })
  unprintable!: LabelTroublesDto;

  @ApiProperty({
    type: LabelTroublesDto,
    description:
      'Labels that do not say what 5 CCR 3946 asks for: `left-out`, `no-room` (the program’s line), `no-owner` (the line of the district is shortened or left out) or `no-number`',
  })
  programMissing!: LabelTroublesDto;

  @ApiProperty({ type: PrintedBeforeListDto, description: 'Two labels of one code would be about' })
  printedBefore!: PrintedBeforeListDto;

  @ApiProperty({ type: PlannedRangeDto, nullable: true })
  range!: PlannedRangeDto | null;
}
