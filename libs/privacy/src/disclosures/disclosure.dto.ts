import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsDay, IsText } from '@app/platform';

/** Why it was allowed: 34 CFR 99.31, in the words of a school. */
export const BASES = [
  'family',
  'consent',
  'school-official',
  'other-school',
  'audit',
  'court-order',
  'emergency',
  'other',
] as const;
export type DisclosureBasis = (typeof BASES)[number];
export const ORIGINS = ['record', 'export', 'by-hand'] as const;
export type DisclosureOrigin = (typeof ORIGINS)[number];

export class DisclosureDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'Whose: an answer that names somebody says who, so that it can be forgotten',
  })
  personId!: string;

  @ApiProperty({ enum: ORIGINS, enumName: 'DisclosureOrigin' })
  origin!: DisclosureOrigin;

  @ApiProperty({ format: 'date' })
  disclosedOn!: string;

  @ApiProperty({ example: 'County office of education' })
  recipient!: string;

  @ApiProperty()
  purpose!: string;

  @ApiProperty({ description: 'What was disclosed' })
  described!: string;

  @ApiProperty({ enum: BASES, enumName: 'DisclosureBasis' })
  basis!: DisclosureBasis;

  @ApiProperty({ type: 'integer', description: 'How many students it was about' })
  people!: number;

  @ApiProperty({ type: String, nullable: true })
  recordedBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then the account that made the record may fetch it',
  })
  readyUntil!: string | null;
}

export class DisclosuresDto {
  @ApiProperty({ type: [DisclosureDto], description: 'The newest first, at most 200' })
  items!: DisclosureDto[];
}

/** To whom, what for, on what ground. */
export class MakeRecordDto {
  @IsText(200, { description: 'Who gets it', example: 'The mother' })
  recipient!: string;

  @IsText(500, { description: 'What for' })
  purpose!: string;

  @IsChoice(BASES, { enumName: 'DisclosureBasis' })
  basis!: DisclosureBasis;
}

export class NewDisclosureDto extends MakeRecordDto {
  @IsText(500, { description: 'What was disclosed', example: 'Which devices were lent last year, by letter' })
  described!: string;

  @IsDay({ description: 'Today or earlier' })
  disclosedOn!: string;
}
