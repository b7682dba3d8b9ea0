import type { Condition } from '@app/kernel';
import { CONDITIONS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import type { DueReason } from './due-year.rules.js';
import { DUE_REASONS } from './due-year.rules.js';

export class DueStepDto {
  @ApiProperty({ enum: DUE_REASONS, enumName: 'DueReason' })
  reason!: DueReason;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Fiscal year by the year it ends in' })
  year!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'FY 2027-28' })
  label!: string | null;
}

/** When it is due, with everything that was asked. */
export class DeviceRefreshDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: nothing says when' })
  year!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'FY 2027-28' })
  label!: string | null;

  @ApiProperty({ enum: DUE_REASONS, enumName: 'DueReason', nullable: true, description: 'What decides' })
  reason!: DueReason | null;

  @ApiProperty({ description: 'This fiscal year, or earlier' })
  dueNow!: boolean;

  @ApiProperty({ type: 'integer', description: 'Years by which it is late' })
  backlog!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Received, else bought' })
  receivedOn!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  cycleYears!: number | null;

  @ApiProperty({ description: 'The cycle is the model’s own; else that of its class' })
  ofModel!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  supportEndsOn!: string | null;

  @ApiProperty({ enum: CONDITIONS, enumName: 'Condition' })
  condition!: Condition;

  @ApiProperty({ type: [DueStepDto], description: 'In the order in which they are asked' })
  steps!: DueStepDto[];
}
