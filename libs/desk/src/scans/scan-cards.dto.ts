import { ApiProperty } from '@nestjs/swagger';
import { LOAN_TYPES } from '@app/scan-engine';
import type { DeviceCard, LoanCount, LoanType, PersonCard, PersonRef } from '@app/scan-engine';

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

export class DeviceCardDto implements DeviceCard {
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

export class PersonCardDto implements PersonCard {
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

export class RoomCardDto {
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
