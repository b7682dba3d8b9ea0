import { ApiProperty } from '@nestjs/swagger';
import { OUTCOME_CLASSES, SCAN_MODES } from '@app/scan-engine';
import type {
  BatchBlocker,
  BatchOutcome,
  Choice,
  Message,
  Moves,
  OutcomeClass,
  QuickAnswer,
  RecordKind,
  ScanAnswer,
  ScanMode,
} from '@app/scan-engine';
import { DeviceCardDto, PersonCardDto, RoomCardDto } from './scan-cards.dto.js';
import { StationContextDto } from './scan.dto.js';

export class MessageDto implements Message {
  @ApiProperty({ example: 'O10' })
  key!: string;

  @ApiProperty({ type: Object, additionalProperties: true })
  values!: Record<string, string | number | null>;
}

class QuickAnswerDto implements QuickAnswer {
  @ApiProperty({ example: 't' })
  key!: string;

  @ApiProperty({ type: MessageDto })
  label!: MessageDto;
}

class ChoiceDto implements Choice {
  @ApiProperty()
  key!: string;

  @ApiProperty({ enum: ['device', 'person', 'room'] })
  of!: RecordKind;

  @ApiProperty({ format: 'uuid' })
  recordId!: string;

  @ApiProperty()
  label!: string;
}

class SubjectDto {
  @ApiProperty({ enum: ['device', 'person', 'room'] })
  of!: RecordKind;

  @ApiProperty({ format: 'uuid' })
  recordId!: string;
}

class AnswerTextDto {
  @ApiProperty()
  headline!: string;

  @ApiProperty({ type: [String] })
  lines!: string[];
}

class BatchBlockerDto implements BatchBlocker {
  @ApiProperty({ type: MessageDto, description: 'What stands after "Remove 2"' })
  why!: MessageDto;

  @ApiProperty({ type: [String] })
  deviceIds!: string[];

  @ApiProperty({ type: [String] })
  tags!: string[];
}

class BatchOutcomeDto implements BatchOutcome {
  @ApiProperty({ type: 'integer' })
  done!: number;

  @ApiProperty({ type: 'integer' })
  ready!: number;

  @ApiProperty({ type: [BatchBlockerDto] })
  blockers!: BatchBlockerDto[];
}

class MovesDto implements Moves {
  @ApiProperty({ type: 'integer' })
  in!: number;

  @ApiProperty({ type: 'integer' })
  out!: number;
}

export class ScanAnswerDto implements ScanAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  seq!: number;

  @ApiProperty({ enum: SCAN_MODES })
  mode!: ScanMode;

  @ApiProperty({ example: 'O10', description: 'The primary row of the decision table' })
  row!: string;

  @ApiProperty({ type: [String], description: 'Further rows that added a remark or an effect' })
  notes!: string[];

  @ApiProperty({ description: 'The row whose words stand in the headline' })
  headlineRow!: string;

  @ApiProperty({ enum: OUTCOME_CLASSES })
  class!: OutcomeClass;

  @ApiProperty({ type: MessageDto })
  headline!: MessageDto;

  @ApiProperty({ type: [MessageDto] })
  lines!: MessageDto[];

  @ApiProperty({ type: AnswerTextDto })
  text!: AnswerTextDto;

  @ApiProperty({ type: [QuickAnswerDto] })
  quickAnswers!: QuickAnswerDto[];

  @ApiProperty({ type: [ChoiceDto] })
  choices!: ChoiceDto[];

  @ApiProperty({ type: StationContextDto })
  context!: Required<Omit<StationContextDto, 'cartSlot'>> & Pick<StationContextDto, 'cartSlot'>;

  @ApiProperty()
  undoable!: boolean;

  @ApiProperty({ type: SubjectDto, nullable: true })
  subject!: SubjectDto | null;

  @ApiProperty({ type: DeviceCardDto, nullable: true })
  device!: DeviceCardDto | null;

  @ApiProperty({ type: PersonCardDto, nullable: true })
  person!: PersonCardDto | null;

  @ApiProperty({ type: RoomCardDto, nullable: true })
  room!: RoomCardDto | null;

  @ApiProperty({ type: String, nullable: true })
  matchedAs!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  targetScanId!: string | null;

  @ApiProperty({ type: MovesDto, required: false, description: 'Devices that it took in and handed out' })
  moves?: MovesDto;

  @ApiProperty({ type: BatchOutcomeDto, required: false, description: 'Under the batch chip' })
  batch?: BatchOutcomeDto;

  @ApiProperty({ format: 'date-time' })
  answeredAt!: string;
}
