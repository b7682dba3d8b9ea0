import { DEVICE_CLASSES } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsDay, IsText } from '@app/platform';

export const DECISIONS = ['approved', 'not-approved'] as const;
export type ModelDecision = (typeof DECISIONS)[number];

const Decision = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  ApiProperty({ enum: DECISIONS, enumName: 'ModelDecision', ...options });

export class NewDecisionDto {
  @IsChoice(DECISIONS, { enumName: 'ModelDecision' })
  decision!: ModelDecision;

  @IsDay({ description: 'Today or earlier' })
  decidedOn!: string;

  @IsText(120, { example: 'Technology committee' })
  decidedBy!: string;

  @IsText(1000, { optional: true, nullable: true, multiline: true })
  note?: string | null;
}

export class DecisionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @Decision()
  decision!: ModelDecision;

  @ApiProperty({ format: 'date' })
  decidedOn!: string;

  @ApiProperty()
  decidedBy!: string;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ type: String, nullable: true })
  recordedBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class DecisionsDto {
  @ApiProperty({ type: [DecisionDto], description: 'The newest first' })
  items!: DecisionDto[];
}

export class StandardDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  maker!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: DEVICE_CLASSES, enumName: 'DeviceClass' })
  deviceClass!: string;

  @ApiProperty({ type: String, nullable: true })
  supportTier!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of updates' })
  supportEndsOn!: string | null;

  @ApiProperty({ description: 'On the standards list' })
  standard!: boolean;

  @ApiProperty({
    enum: DECISIONS,
    enumName: 'ModelDecision',
    nullable: true,
    description: 'The newest; null: none yet',
  })
  decision!: ModelDecision | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  decidedOn!: string | null;
}

export class StandardsDto {
  @ApiProperty({ example: 'Mount Alder Unified' })
  district!: string;

  @ApiProperty({ format: 'date' })
  today!: string;

  @ApiProperty({ type: [StandardDto], description: 'By class, maker and name' })
  items!: StandardDto[];
}
