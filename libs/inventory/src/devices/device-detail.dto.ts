import type { DeviceState } from '@app/kernel';
import { DEVICE_STATES } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { CUSTODIES, IDENTIFIER_KINDS, MDM_STATUSES } from '../states/vocabulary.js';
import type { IdentifierKind, MdmStatus } from '../states/vocabulary.js';
import { MOVE_PLACES } from '../states/state.rules.js';
import type { MovePlace } from '../states/state.rules.js';
import { FundingSplitDto } from '../funding/funding.dto.js';
import { DeviceRowDto, DeviceSiteDto } from './device.dto.js';

export class IdentifierDto {
  @ApiProperty({ enum: IDENTIFIER_KINDS })
  kind!: IdentifierKind;

  @ApiProperty({ example: 'CB-00417' })
  value!: string;
}

export class EvidenceFieldDto {
  @ApiProperty({ enum: ['reason', 'lastSeenOn', 'policeAgency', 'policeReportNumber'] })
  field!: string;

  @ApiProperty({ description: 'The step is refused without it' })
  required!: boolean;

  @ApiProperty({ type: [String], description: 'The codes to choose from; empty for a day or a text' })
  choices!: readonly string[];
}

export class RefusalDto {
  @ApiProperty({ example: 'device.loan-open' })
  code!: string;

  @ApiProperty({ example: 'Somebody still has the device on loan: check it in at a desk first' })
  message!: string;
}

/** A row of the table of legal moves that begins at the device's state. */
export class DeviceActionDto {
  @ApiProperty({ example: 'retire' })
  action!: string;

  @ApiProperty({ example: 'Retire' })
  label!: string;

  @ApiProperty({ enum: DEVICE_STATES, enumName: 'DeviceState' })
  to!: DeviceState;

  @ApiProperty({
    enum: MOVE_PLACES,
    description: 'Where it is done: `page` takes POST state-changes, `desk` a scan, `case` the missing case',
  })
  place!: MovePlace;

  @ApiProperty()
  allowed!: boolean;

  @ApiProperty({ type: RefusalDto, nullable: true, description: 'Why not' })
  refusal!: RefusalDto | null;

  @ApiProperty({ type: [EvidenceFieldDto] })
  evidence!: EvidenceFieldDto[];
}

export class DeviceRefDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;
}

export class DeviceDetailDto extends DeviceRowDto {
  @ApiProperty({ enum: CUSTODIES })
  custody!: string;

  @ApiProperty({ enum: MDM_STATUSES, enumName: 'MdmStatus' })
  mdmStatus!: MdmStatus;

  @ApiProperty({ type: DeviceSiteDto, nullable: true, description: 'While in transit: where it left from' })
  fromSite!: DeviceSiteDto | null;

  @ApiProperty({ type: [IdentifierDto], description: 'Every code that ever stood for it' })
  identifiers!: IdentifierDto[];

  @ApiProperty({ type: String, nullable: true })
  purchaseOrder!: string | null;

  @ApiProperty({ type: String, nullable: true })
  vendor!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  receivedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  inServiceOn!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  costCents!: number | null;

  @ApiProperty({ type: FundingSplitDto, nullable: true })
  funding!: FundingSplitDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The federal and E-Rate money that bought it, which is for its own program',
  })
  restrictedFunding!: string | null;

  @ApiProperty({ type: String, nullable: true })
  notes!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: 'integer', description: 'Of the fields that PATCH changes' })
  version!: number;

  @ApiProperty({ type: 'integer', description: 'Newest entry of the ledger' })
  lastSeq!: number;

  @ApiProperty({ type: [DeviceActionDto] })
  actions!: DeviceActionDto[];

  @ApiProperty({ type: [String], description: 'What the account may do with this device besides its moves' })
  may!: string[];

  @ApiProperty({ type: DeviceRefDto, nullable: true, description: 'The record that goes on for this one' })
  mergedInto!: DeviceRefDto | null;

  @ApiProperty({ type: [DeviceRefDto], description: 'Records that were merged into this one' })
  mergedFrom!: DeviceRefDto[];
}

export class TagWarningDto {
  @ApiProperty({ type: String, nullable: true, description: 'What is known against a tag: its labels were voided' })
  tagWarning!: string | null;
}

export class TaggedDeviceDto extends DeviceDetailDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What is known against the tag that it was given: its labels were voided',
  })
  tagWarning!: string | null;
}
