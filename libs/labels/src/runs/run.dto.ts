import { ApiProperty } from '@nestjs/swagger';
import { SiteRefDto } from '@app/directory';
import { PageQuery, QueryChoices, QueryFlag, IsUuid } from '@app/platform';
import type { Arrangement } from '../layout/layout.js';
import { LabelStockDto } from '../stock/stock.dto.js';
import type { LabelKind, LabelOptions, RunSource, RunState } from './run.js';
import { ARRANGEMENTS, CORRECTIONS, LABEL_KINDS, RUN_STATES } from './run.js';

class LabelSettingsDto implements LabelOptions {
  @ApiProperty()
  property!: boolean;

  @ApiProperty()
  district!: boolean;

  @ApiProperty()
  site!: boolean;

  @ApiProperty()
  program!: boolean;

  @ApiProperty()
  link!: boolean;

  @ApiProperty({ enum: CORRECTIONS, enumName: 'QrCorrection' })
  correction!: (typeof CORRECTIONS)[number];

  @ApiProperty({ type: String, nullable: true })
  text!: string | null;

  @ApiProperty({ required: false, description: 'Of class lists' })
  newSheet?: boolean;
}

const SOURCES = ['query', 'codes', 'ids', 'given', 'range', 'homerooms', 'commands', 'reprint'] as const;

/** How the labels were chosen; the fields of one way only. */
class LabelRunSourceDto {
  @ApiProperty({ enum: SOURCES, enumName: 'LabelRunSource' })
  by!: (typeof SOURCES)[number];

  @ApiProperty({ required: false, description: '`query`' })
  query?: string;

  @ApiProperty({ type: 'integer', required: false, description: '`codes`, `ids`, `given`, `range`' })
  count?: number;

  @ApiProperty({ required: false, description: '`range`' })
  prefix?: string;

  @ApiProperty({ type: 'integer', required: false, description: '`range`' })
  digits?: number;

  @ApiProperty({ type: 'integer', required: false, description: '`range`' })
  first?: number;

  @ApiProperty({ type: [String], nullable: true, required: false, description: '`homerooms`; null: all' })
  grades?: string[] | null;

  @ApiProperty({ type: [String], nullable: true, required: false, description: '`homerooms`; null: all' })
  homerooms?: string[] | null;

  @ApiProperty({ required: false, description: '`reprint`', example: '17-24' })
  positions?: string;
}

class LabelPrinterRefDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

class LabelProgressDto {
  @ApiProperty({ type: 'integer' })
  done!: number;

  @ApiProperty({ type: 'integer' })
  total!: number;
}

class LabelVoidDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, nullable: true })
  by!: string | null;

  @ApiProperty()
  reason!: string;
}

export class LabelRunDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: LABEL_KINDS, enumName: 'LabelKind' })
  kind!: LabelKind;

  @ApiProperty({
    enum: RUN_STATES,
    enumName: 'LabelRunState',
    description: 'Its document can be had when it is `done`',
  })
  state!: RunState;

  @ApiProperty({ type: SiteRefDto, description: 'Where it is printed' })
  site!: SiteRefDto;

  @ApiProperty({ type: String, nullable: true, description: 'Who made it' })
  by!: string | null;

  @ApiProperty({ description: 'Whether the account may stop or void it: it made it, or prints for the whole district' })
  mayChange!: boolean;

  @ApiProperty({ type: LabelStockDto, description: 'As it was then' })
  stock!: LabelStockDto;

  @ApiProperty({ enum: ARRANGEMENTS, enumName: 'LabelArrangement' })
  arrangement!: Arrangement;

  @ApiProperty({ type: LabelSettingsDto })
  options!: LabelSettingsDto;

  @ApiProperty({ enum: ['pdf', 'zpl'], enumName: 'LabelOutput' })
  output!: 'pdf' | 'zpl';

  @ApiProperty({ type: LabelPrinterRefDto, nullable: true })
  printer!: LabelPrinterRefDto | null;

  @ApiProperty({ type: 'integer', description: 'Place of the first label' })
  startAt!: number;

  @ApiProperty({ type: 'integer', description: 'Of each label' })
  copies!: number;

  @ApiProperty({ type: 'integer', description: 'Different labels' })
  items!: number;

  @ApiProperty({ type: 'integer', description: 'Labels with all copies' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  pages!: number;

  @ApiProperty({ type: LabelRunSourceDto })
  source!: RunSource;

  @ApiProperty({ description: 'Code of the first label' })
  firstCode!: string;

  @ApiProperty({ description: 'Code of the last label' })
  lastCode!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Whose code the first is, as of a label' })
  firstSubjectId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Whose code the last is' })
  lastSubjectId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The run of which it is a part again' })
  reprintOf!: string | null;

  @ApiProperty({ type: LabelProgressDto, nullable: true, description: 'Of a large run that is not done yet' })
  progress!: LabelProgressDto | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;

  @ApiProperty({ type: LabelVoidDto, nullable: true, description: 'Not to be used: numbers of its tags stay burned' })
  voided!: LabelVoidDto | null;

  @ApiProperty({ type: 'integer', description: 'Labels that were scanned once since' })
  verified!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export class VoidedReprintDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  items!: number;

  @ApiProperty({ type: String, nullable: true, example: '17-24' })
  positions!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

class TagsOnDevicesDto {
  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [String], description: 'The first of them' })
  tags!: string[];
}

export class VoidEffectsDto {
  @ApiProperty({ type: [VoidedReprintDto], description: 'Printed of it again: voided with it' })
  reprints!: VoidedReprintDto[];

  @ApiProperty({ type: TagsOnDevicesDto, description: 'New tags that devices have already, and keep' })
  onDevices!: TagsOnDevicesDto;
}

export class LabelRunsQuery extends PageQuery {
  @QueryChoices(LABEL_KINDS, { optional: true })
  kind?: LabelKind[];

  @IsUuid({ optional: true, description: 'Printed at this site' })
  siteId?: string;

  @QueryFlag({ optional: true, description: 'true: only what the account itself made' })
  own?: boolean;
}

export class LabelItemDto {
  @ApiProperty({ type: 'integer', description: 'From 1' })
  position!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The device, room, cart or person' })
  subjectId!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was scanned and found right',
  })
  verifiedAt!: string | null;
}

export class LabelItemsQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'Only labels that were (true) or were not (false) scanned yet' })
  verified?: boolean;
}

export const VERIFICATIONS = ['verified', 'again', 'not-in-run', 'other-address'] as const;

export class LabelVerificationDto {
  @ApiProperty({
    enum: VERIFICATIONS,
    enumName: 'LabelVerification',
    description:
      '`again`: it was scanned before; `not-in-run`: no label of this run says so; `other-address`: a QR code that leads to another server',
  })
  result!: (typeof VERIFICATIONS)[number];

  @ApiProperty({ description: 'The code that was read, or what was scanned instead of one' })
  code!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  position!: number | null;

  @ApiProperty({ type: 'integer', description: 'Labels that were scanned so far' })
  verified!: number;

  @ApiProperty({ type: 'integer', description: 'Of so many' })
  items!: number;
}
