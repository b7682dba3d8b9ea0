import { ApiProperty } from '@nestjs/swagger';
import { fieldRule, IsCode, IsDay, IsUuid } from '@app/platform';
import type { PolicyValues } from './policy.js';

const VALUE = { oneOf: [{ type: 'string' }, { type: 'integer' }], nullable: true };
const MOST_FIELDS = 50;

const isValue = (value: unknown): boolean =>
  value === null || typeof value === 'number' || (typeof value === 'string' && value.length <= 100);

/** Values by field; which fields and values there are is the policy's own to say. */
const IsPolicyValues = (): PropertyDecorator =>
  fieldRule({
    name: 'isPolicyValues',
    message: 'must hold values by field',
    check: (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= MOST_FIELDS &&
      Object.values(value).every(isValue),
    schema: { type: 'object', additionalProperties: VALUE, example: { heldByOther: 'ok' } },
  });

export class NewPolicyChangeDto {
  @IsCode({ nullable: true, description: 'Whose: an id of a site, a key of the policy; null for the whole district' })
  key!: string | null;

  @IsDay({ description: 'The first day, today or later' })
  startsOn!: string;

  @IsUuid({ nullable: true, description: 'The newest row of this key that the caller saw; null when there was none' })
  lastId!: string | null;

  @IsPolicyValues()
  values!: PolicyValues;
}

export class PolicyChoiceDto {
  @ApiProperty({ example: 'refuse' })
  value!: string;

  @ApiProperty({ example: 'Refuse, and offer to take it over' })
  label!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The law that forbids it in the district’s profile' })
  barredBy!: string | null;
}

export class PolicyFieldDto {
  @ApiProperty({ example: 'heldByOther' })
  field!: string;

  @ApiProperty()
  label!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String], description: 'Rows of the decision table', example: ['O13', 'O14'] })
  affects!: string[];

  @ApiProperty({ type: [PolicyChoiceDto], nullable: true, description: 'null: a number' })
  choices!: PolicyChoiceDto[] | null;

  @ApiProperty({ type: 'integer', nullable: true })
  min!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  max!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'devices' })
  unit!: string | null;
}

export class PolicyKeyDto {
  @ApiProperty({ example: 'student' })
  key!: string;

  @ApiProperty({ example: 'Students' })
  label!: string;
}

export class PolicyRowDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  key!: string | null;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day' })
  until!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: VALUE, description: 'null: as the district has it' })
  values!: PolicyValues;

  @ApiProperty({ type: String, nullable: true, description: 'null: it came with the product' })
  madeBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  madeAt!: string | null;
}

export class PolicyDto {
  @ApiProperty({ example: 'desk' })
  kind!: string;

  @ApiProperty()
  label!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'A site may decide a field itself' })
  bySite!: boolean;

  @ApiProperty({ type: [PolicyKeyDto], description: 'Empty: the whole district is the one key' })
  keys!: PolicyKeyDto[];

  @ApiProperty({ type: [PolicyFieldDto] })
  fields!: PolicyFieldDto[];

  @ApiProperty({ type: [PolicyRowDto], description: 'Past, in force and planned; the newest first' })
  rows!: PolicyRowDto[];
}

export class PoliciesDto {
  @ApiProperty({ format: 'date', description: "The district's day" })
  today!: string;

  @ApiProperty({ type: [PolicyDto] })
  items!: PolicyDto[];
}

export class AffectedPersonDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Initials outside of the sites whose people the account sees' })
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many devices' })
  has!: number;
}

export class PolicyEffectDto {
  @ApiProperty()
  label!: string;

  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Address of the list' })
  href!: string | null;

  @ApiProperty({ type: [AffectedPersonDto], maxItems: 100 })
  people!: AffectedPersonDto[];
}

export class PolicyEffectsDto {
  @ApiProperty({ type: [PolicyEffectDto] })
  items!: PolicyEffectDto[];
}
