import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsVersion, IsWhole, PageQuery, pageOf, QueryChoices, QueryWhole } from '@app/platform';

export const RUN_STATES = ['planned', 'running', 'done', 'cancelled'] as const;
export type RetentionState = (typeof RUN_STATES)[number];
export const ITEM_LISTS = ['forget', 'keep', 'forgotten', 'kept'] as const;
export type ItemList = (typeof ITEM_LISTS)[number];
export const WHYS = [
  'left',
  'money',
  'holds-device',
  'clearance-open',
  'case-open',
  'device-reserved',
  'correction-open',
] as const;
export type Why = (typeof WHYS)[number];

export class YearCountDto {
  @ApiProperty({ type: 'integer' })
  year!: number;

  @ApiProperty({ type: 'integer' })
  people!: number;
}

export class RetentionRunDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: RUN_STATES, enumName: 'RetentionState' })
  state!: RetentionState;

  @ApiProperty({ format: 'date', description: 'The day whose policies and facts it goes by' })
  onDay!: string;

  @ApiProperty({ type: 'integer' })
  toForget!: number;

  @ApiProperty({ type: 'integer' })
  toKeep!: number;

  @ApiProperty({ type: [YearCountDto], description: 'When the years of those end who are kept for now' })
  byYear!: YearCountDto[];

  @ApiProperty({ type: 'integer', description: 'Forgotten so far' })
  forgotten!: number;

  @ApiProperty({ type: 'integer', description: 'Kept after all: something changed since the plan' })
  kept!: number;

  @ApiProperty({ type: String, nullable: true })
  plannedBy!: string | null;

  @ApiProperty({ description: 'By the account that asks: it cannot approve' })
  own!: boolean;

  @ApiProperty({ format: 'date-time' })
  plannedAt!: string;

  @ApiProperty({ format: 'date', description: 'The last day on which it can be approved' })
  approveBy!: string;

  @ApiProperty({ type: String, nullable: true })
  decidedBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class RetentionPolicyDto {
  @ApiProperty({ example: 'ecf' })
  key!: string;

  @ApiProperty()
  label!: string;

  @ApiProperty({ type: 'integer' })
  years!: number;

  @ApiProperty({ example: 'received' })
  countedFrom!: string;

  @ApiProperty({ format: 'date' })
  since!: string;
}

export class StayingDto {
  @ApiProperty({ example: 'circulation' })
  lib!: string;

  @ApiProperty()
  stays!: string;
}

export class RetentionDto {
  @ApiProperty({ type: [RetentionPolicyDto], description: 'In force today' })
  policies!: RetentionPolicyDto[];

  @ApiProperty({ type: [StayingDto], description: 'What stays when somebody is forgotten, and why' })
  staying!: StayingDto[];

  @ApiProperty({ type: [RetentionRunDto], description: 'The newest first, at most 20' })
  runs!: RetentionRunDto[];
}

export class RetentionReasonDto {
  @ApiProperty({ enum: WHYS, enumName: 'RetentionWhy' })
  why!: Why;

  @ApiProperty({ type: String, nullable: true, description: 'Of the device' })
  tag!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What bought it' })
  kind!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  years!: number | null;

  @ApiProperty({ type: String, nullable: true })
  countedFrom!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  from!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null: nobody can say yet' })
  until!: string | null;
}

export class RetentionItemDto {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ format: 'date' })
  leftOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  until!: string | null;

  @ApiProperty({ type: [RetentionReasonDto], description: 'What decides, the last to end first; at most six' })
  reasons!: RetentionReasonDto[];
}

export class RetentionItemsDto extends pageOf(RetentionItemDto) {}

export class RetentionItemsQuery extends PageQuery {
  @IsChoice(ITEM_LISTS, { enumName: 'RetentionItemList' })
  list!: ItemList;

  @QueryChoices(WHYS, { optional: true, description: 'Kept for any of these reasons' })
  why?: Why[];

  @QueryWhole(1990, 2200, { optional: true, description: 'Whose years end in this one' })
  year?: number;
}

export class ApproveRetentionDto {
  @IsVersion()
  version!: number;

  @IsWhole(0, 10_000_000, { description: 'How many people would be forgotten, typed by whoever approves' })
  people!: number;
}

export class CancelRetentionDto {
  @IsVersion()
  version!: number;
}
