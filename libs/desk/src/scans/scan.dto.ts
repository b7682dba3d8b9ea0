import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { fieldRule, IsChoice, IsDay, IsFlag, IsInstant, IsText, IsUuid, IsWhole } from '@app/platform';
import {
  isDueChoice,
  LOAN_TYPES,
  MOST_DUE_DAYS,
  MOST_IN_BATCH,
  MOST_IN_NOTE,
  SCAN_MODES,
  SCAN_SOURCES,
} from '@app/scan-engine';
import type { DueChoice, LoanType, RecordKind, ScanAct, ScanMode, ScanRequest, ScanSource } from '@app/scan-engine';
import { TwoReceivers } from '../desk.errors.js';

const ACTS = ['code', 'pick', 'answer', 'note', 'undo', 'batch'] as const;
const RECORD_KINDS = ['device', 'person', 'room'] as const;
/** `ValidateNested` alone lets a missing part and an empty list pass. */
const AN_OBJECT = { message: 'must be an object' };
/** Longer than any label; a QR code holds at most 4,296 characters. */
const LONGEST_CODE = 4296;

export class ScanActDto {
  @IsChoice(ACTS)
  kind!: (typeof ACTS)[number];

  @fieldRule(
    {
      name: 'rawCode',
      message: `must be text of at most ${LONGEST_CODE} characters`,
      check: (value) => typeof value === 'string' && value.length <= LONGEST_CODE,
      schema: { type: String, maxLength: LONGEST_CODE },
    },
    { optional: true, description: 'With `code`: the code as it came in' },
  )
  raw?: string;

  @IsChoice(RECORD_KINDS, { optional: true, description: 'With `pick`' })
  of?: RecordKind;

  @IsUuid({ optional: true, description: 'With `pick`' })
  recordId?: string;

  @IsUuid({ optional: true, nullable: true, description: 'With `answer` and `note`; with `undo`, null for the newest' })
  scanId?: string | null;

  @IsText(4, { optional: true, description: 'With `answer`' })
  key?: string;

  @IsText(MOST_IN_NOTE, { optional: true, description: 'With `note`; with `answer`, a reason in words' })
  text?: string;

  @IsUuid({ optional: true, each: true, maxItems: MOST_IN_BATCH, description: 'With `batch`: all of them or none' })
  deviceIds?: string[];

  @IsUuid({ optional: true, nullable: true, description: 'With `batch` at check-in: sent there' })
  toSiteId?: string | null;
}

class DueChoiceDto {
  @ApiProperty({ enum: ['school-days', 'day', 'year-end'] })
  kind!: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_DUE_DAYS, required: false, description: 'School days' })
  n?: number;

  @ApiProperty({ type: String, format: 'date', required: false })
  on?: string;
}

/** A station from before the chips sends none of them. */
export class StationContextDto {
  @IsUuid({ nullable: true })
  personId!: string | null;

  @IsUuid({ nullable: true })
  roomId!: string | null;

  @IsWhole(1, 100, { optional: true, nullable: true, description: 'Into a cart: the slot that the next device gets' })
  cartSlot?: number | null;

  @IsUuid({ each: true, maxItems: 10 })
  heldDeviceIds!: string[];

  @IsChoice(LOAN_TYPES)
  loanType!: LoanType;

  @fieldRule(
    {
      name: 'dueChoice',
      message: `must be a day, the year's end, or 0 to ${MOST_DUE_DAYS} school days`,
      check: isDueChoice,
      schema: { type: DueChoiceDto },
    },
    { optional: true, nullable: true },
  )
  due?: DueChoice | null;

  @IsDay({ optional: true, nullable: true, description: 'When it really happened' })
  backDatedTo?: string | null;

  @IsFlag({ optional: true, description: 'A person who has as many as allowed is done' })
  pair?: boolean;

  @IsFlag({ optional: true, description: 'Devices of the loaner pool and no others' })
  loanersOnly?: boolean;

  @IsFlag({ optional: true, description: 'Nothing is charged for these returns' })
  amnesty?: boolean;

  @IsFlag({ optional: true, description: 'Scans only collect; `batch` does it all at once' })
  batch?: boolean;
}

export class ScanRequestDto {
  @IsUuid({ description: 'UUIDv7 made by the station: a repeat is answered with the first answer' })
  id!: string;

  @IsUuid()
  stationId!: string;

  @IsUuid()
  sessionId!: string;

  @IsWhole(1, 1_000_000)
  seq!: number;

  @IsChoice(SCAN_MODES)
  mode!: ScanMode;

  @ApiProperty({ type: ScanActDto })
  @IsObject(AN_OBJECT)
  @ValidateNested()
  @Type(() => ScanActDto)
  act!: ScanActDto;

  @ApiProperty({ type: StationContextDto })
  @IsObject(AN_OBJECT)
  @ValidateNested()
  @Type(() => StationContextDto)
  context!: StationContextDto;

  @IsInstant()
  occurredAt!: string;

  @IsChoice(SCAN_SOURCES)
  source!: ScanSource;
}

/** The act with exactly the fields of its kind. */
function actOf(act: ScanActDto): ScanAct | { missing: string } {
  switch (act.kind) {
    case 'code':
      return act.raw === undefined ? { missing: 'act.raw' } : { kind: 'code', raw: act.raw };
    case 'pick':
      if (!act.of) return { missing: 'act.of' };
      return act.recordId ? { kind: 'pick', of: act.of, recordId: act.recordId } : { missing: 'act.recordId' };
    case 'answer':
      if (!act.scanId) return { missing: 'act.scanId' };
      if (!act.key) return { missing: 'act.key' };
      // Left out while there is none, so that the hash of an answer sent before there was one stays.
      return {
        kind: 'answer',
        scanId: act.scanId,
        key: act.key,
        ...(act.text === undefined ? {} : { text: act.text }),
      };
    case 'note':
      if (!act.scanId) return { missing: 'act.scanId' };
      return act.text ? { kind: 'note', scanId: act.scanId, text: act.text } : { missing: 'act.text' };
    case 'batch':
      if (!act.deviceIds?.length) return { missing: 'act.deviceIds' };
      return { kind: 'batch', deviceIds: act.deviceIds, toSiteId: act.toSiteId ?? null };
    case 'undo':
      return { kind: 'undo', scanId: act.scanId ?? null };
  }
}

/** Fields in one fixed order, so that a repeat of the same scan has the same hash. @throws TwoReceivers */
export function requestOfDto(dto: ScanRequestDto): ScanRequest | { missing: string } {
  const act = actOf(dto.act);
  if ('missing' in act) return act;
  const { personId, roomId, heldDeviceIds, loanType, due = null, backDatedTo = null } = dto.context;
  if (personId !== null && roomId !== null) throw new TwoReceivers();
  // Left out while nothing is said, so that the hash of a scan sent before there was one stays.
  const slot = dto.context.cartSlot ? { cartSlot: dto.context.cartSlot } : {};
  const { pair = false, loanersOnly = false, amnesty = false, batch = false } = dto.context;
  return {
    id: dto.id,
    stationId: dto.stationId,
    sessionId: dto.sessionId,
    seq: dto.seq,
    mode: dto.mode,
    act,
    context: {
      personId,
      roomId,
      ...slot,
      heldDeviceIds,
      loanType,
      due,
      backDatedTo,
      pair,
      loanersOnly,
      amnesty,
      batch,
    },
    occurredAt: dto.occurredAt,
    source: dto.source,
  };
}
