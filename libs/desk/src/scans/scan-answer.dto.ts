import { ApiProperty } from '@nestjs/swagger';
import { LOAN_TYPES, OUTCOME_CLASSES, SCAN_MODES } from '@app/scan-engine';
import type {
  BatchBlocker,
  BatchOutcome,
  Choice,
  DeviceCard,
  LoanCount,
  LoanType,
  Message,
  Moves,
  OutcomeClass,
  PersonCard,
  PersonRef,
  QuickAnswer,
  RecordKind,
  ScanAnswer,
  ScanMode,
} from '@app/scan-engine';
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

class PersonRefDto implements PersonRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty()
  foreign!: boolean;
}

class DeviceCardDto implements DeviceCard {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  tag!: string;

  @ApiProperty({ type: String, nullable: true })
  serial!: string | null;

  @ApiProperty()
  modelName!: string;

  @ApiProperty({ type: String })
  state!: DeviceCard['state'];

  @ApiProperty({ type: String })
  condition!: DeviceCard['condition'];

  @ApiProperty()
  siteCode!: string;

  @ApiProperty({ type: PersonRefDto, nullable: true })
  holder!: PersonRefDto | null;

  @ApiProperty({ type: String, nullable: true })
  roomName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  dueOn!: string | null;
}

class CardLoanDto {
  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty()
  tag!: string;

  @ApiProperty()
  modelName!: string;

  @ApiProperty({ enum: LOAN_TYPES })
  type!: LoanType;

  @ApiProperty({ type: String, nullable: true })
  dueOn!: string | null;

  @ApiProperty({ required: false, description: 'A charger or case with a tag of its own' })
  accessory?: boolean;

  @ApiProperty({ type: [String], required: false, description: 'Accessories out with it' })
  with?: string[];
}

class LoanCountDto implements LoanCount {
  @ApiProperty({ enum: LOAN_TYPES })
  type!: LoanType;

  @ApiProperty({ type: 'integer', description: 'Open loans of the kind, accessories left out' })
  n!: number;

  @ApiProperty({ type: 'integer', description: 'What the program allows' })
  limit!: number;
}

class PersonCardDto implements PersonCard {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({ type: String, nullable: true })
  homeroom!: string | null;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ enum: ['student', 'staff'] })
  kind!: 'student' | 'staff';

  @ApiProperty({ type: String, nullable: true, description: 'The last three of the number' })
  numberEnd!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'BCP 47' })
  language!: string | null;

  @ApiProperty({ type: [CardLoanDto] })
  loans!: CardLoanDto[];

  @ApiProperty({ type: [String], description: 'Tags of the devices that are set aside for them' })
  reservedTags!: string[];

  @ApiProperty({ type: [String], required: false, description: 'Accessories of loans that are over' })
  owes?: string[];

  @ApiProperty({ type: 'integer' })
  limit!: number;

  @ApiProperty({ type: [LoanCountDto], description: 'Every kind of loan' })
  counts!: LoanCountDto[];
}

class RoomCardDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer' })
  deviceCount!: number;

  @ApiProperty({ type: 'integer', required: false, description: 'Of a cart' })
  slots?: number;
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

export class SessionScanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  seq!: number;

  @ApiProperty({ enum: ['code', 'pick', 'answer', 'note', 'undo', 'batch'] })
  act!: string;

  @ApiProperty({ type: String, nullable: true })
  rawCode!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'With `note`' })
  note!: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;

  @ApiProperty()
  undone!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  targetScanId!: string | null;

  @ApiProperty({ type: ScanAnswerDto })
  answer!: ScanAnswerDto;
}

export class SessionScansDto {
  @ApiProperty({ type: [SessionScanDto] })
  items!: SessionScanDto[];
}
