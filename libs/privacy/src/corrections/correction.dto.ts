import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsDay, IsText, IsVersion } from '@app/platform';

export const CORRECTION_STATES = ['open', 'corrected', 'declined'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

export class CorrectionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty({ enum: CORRECTION_STATES, enumName: 'CorrectionState' })
  state!: CorrectionState;

  @ApiProperty({ format: 'date' })
  askedOn!: string;

  @ApiProperty({ example: 'The mother' })
  askedBy!: string;

  @ApiProperty({ description: 'What is said to be wrong, and what would be right' })
  wrong!: string;

  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  hearingToldOn!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The family's own words, kept beside what stays as it is" })
  statement!: string | null;

  @ApiProperty({ type: String, nullable: true })
  recordedBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  answeredBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class CorrectionsDto {
  @ApiProperty({ type: [CorrectionDto], description: 'The newest first, at most 200' })
  items!: CorrectionDto[];
}

export class NewCorrectionDto {
  @IsDay({ description: 'Today or earlier' })
  askedOn!: string;

  @IsText(200, { description: 'Who asked' })
  askedBy!: string;

  @IsText(2_000, { multiline: true, description: 'What is said to be wrong, and what would be right' })
  wrong!: string;
}

export class AnswerCorrectionDto {
  @IsVersion()
  version!: number;

  @IsChoice(['corrected', 'declined'], { enumName: 'CorrectionAnswer' })
  state!: Exclude<CorrectionState, 'open'>;

  @IsText(2_000, { multiline: true, description: 'What was corrected, or why it stays' })
  answer!: string;

  @IsText(500, {
    multiline: true,
    optional: true,
    description:
      'Corrected, though this record was not changed since the request: where it was, which joins the answer',
  })
  elsewhere?: string;

  @IsDay({ optional: true, description: 'Declined: when the family was told of the right to a hearing' })
  hearingToldOn?: string;

  @IsText(2_000, { multiline: true, optional: true, description: "Declined: the family's statement" })
  statement?: string;
}
