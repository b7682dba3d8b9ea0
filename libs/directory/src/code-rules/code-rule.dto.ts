import { ApiProperty } from '@nestjs/swagger';
import { fieldRule, IsFlag, IsListOf, IsText, IsVersion, IsWhole } from '@app/platform';

/** A code that nobody has as it stands is tried again as the rules write it. */
export class CodeRuleDto {
  @ApiProperty({ example: '^(?:MA-)?0*([0-9]{1,6})$', description: 'Regular expression over the code in upper case' })
  pattern!: string;

  @ApiProperty({ example: 'MA-\\1' })
  replacement!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The last digits are filled up with zeros to so many' })
  digits!: number | null;

  @ApiProperty({ example: 'MA-1', description: 'What somebody scans or types' })
  example!: string;

  @ApiProperty({ example: 'MA-000001', description: 'What the rule makes of the example' })
  exampleBecomes!: string;

  @ApiProperty()
  enabled!: boolean;
}

export class CodeRulesDto {
  @ApiProperty({ type: 'integer', description: 'Version of the site or district: give it back with a change' })
  version!: number;

  @ApiProperty({ type: [CodeRuleDto] })
  rules!: CodeRuleDto[];
}

const IsPattern = (): PropertyDecorator =>
  fieldRule({
    name: 'isPattern',
    message: 'must be a regular expression of 1 to 100 characters that does not refer back to itself (\\1)',
    check: (value) => typeof value === 'string' && /^[\x20-\x7e]{1,100}$/.test(value) && !/\\[1-9]/.test(value),
    schema: { type: String, minLength: 1, maxLength: 100, example: '^(?:MA-)?0*([0-9]{1,6})$' },
  });

export class NewCodeRuleDto {
  @IsPattern()
  pattern!: string;

  @IsText(40, { example: 'MA-\\1' })
  replacement!: string;

  @IsWhole(1, 20, { optional: true, nullable: true })
  digits?: number | null;

  @IsText(64, { example: 'MA-1', description: 'The rule must make another code of it' })
  example!: string;

  @IsFlag()
  enabled!: boolean;
}

/** Replaces all rules of the site, or of the district. */
export class EditCodeRulesDto {
  @IsVersion()
  version!: number;

  @IsListOf(() => NewCodeRuleDto, 20)
  rules!: NewCodeRuleDto[];
}
